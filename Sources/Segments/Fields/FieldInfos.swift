/// The fields and nested spaces of an index or a segment, in order of number. The reserved fields
/// are always among them.
package struct FieldInfos: Sendable, Equatable {
    package let all: [FieldInfo]
    /// Ascending by number; without the root.
    package let spaces: [SpaceInfo]
    /// Index into `all` by field number, -1 for numbers not in use.
    private let slots: [Int32]
    private let numbers: [String: FieldNumber]

    package static let reserved: [FieldInfo] = [
        FieldInfo(number: ReservedField.sequenceNumber, name: "_seq_no", column: .numeric),
        FieldInfo(number: ReservedField.version, name: "_version", column: .numeric),
        FieldInfo(
            number: ReservedField.routing, name: "_routing", postings: .documents,
            column: .ordinal),
        FieldInfo(number: ReservedField.fieldNames, name: "_field_names", postings: .documents),
        FieldInfo(
            number: ReservedField.ignored, name: "_ignored", postings: .documents,
            column: .ordinal),
    ]

    /// The reserved fields and nothing else.
    package static let empty = FieldInfos([])

    /// - Parameter fields: without the reserved ones, or with them.
    package init(_ fields: [FieldInfo], spaces: [SpaceInfo] = []) {
        let mapped = fields.filter { $0.number >= ReservedField.firstMapped }
        all = FieldInfos.reserved + mapped.sorted { $0.number < $1.number }
        self.spaces = spaces.sorted { $0.number < $1.number }
        var slots = [Int32](repeating: -1, count: Int(all.last?.number ?? 0) + 1)
        var numbers: [String: FieldNumber] = [:]
        for (index, field) in all.enumerated() {
            precondition(slots[Int(field.number)] < 0, "two fields have number \(field.number)")
            slots[Int(field.number)] = Int32(index)
            numbers[field.name] = field.number
        }
        self.slots = slots
        self.numbers = numbers
    }

    /// With more fields, whose numbers are not in use, and the spaces there are then.
    package func adding(_ fields: [FieldInfo], spaces: [SpaceInfo]) -> FieldInfos {
        let added = fields.sorted { $0.number < $1.number }
        guard let first = added.first, first.number >= slots.count else {
            return FieldInfos(all + added, spaces: spaces)
        }
        return FieldInfos(self, added, spaces)
    }

    /// `added`: ascending by number, above all there are.
    private init(_ base: FieldInfos, _ added: [FieldInfo], _ spaces: [SpaceInfo]) {
        var slots = base.slots
        var numbers = base.numbers
        for (offset, field) in added.enumerated() {
            let gap = Int(field.number) - slots.count
            precondition(gap >= 0, "two fields have number \(field.number)")
            for _ in 0..<gap { slots.append(-1) }
            slots.append(Int32(base.all.count + offset))
            numbers[field.name] = field.number
        }
        all = base.all + added
        self.spaces = spaces.sorted { $0.number < $1.number }
        self.slots = slots
        self.numbers = numbers
    }

    package subscript(number: FieldNumber) -> FieldInfo? {
        guard Int(number) < slots.count, slots[Int(number)] >= 0 else { return nil }
        return all[Int(slots[Int(number)])]
    }

    package func named(_ name: String) -> FieldInfo? { numbers[name].flatMap { self[$0] } }

    package func space(_ number: SpaceNumber) -> SpaceInfo? {
        spaces.first { $0.number == number }
    }
}
