/// The fields and nested spaces of an index or a segment, in order of number. The reserved fields
/// are always among them.
package struct FieldInfos: Sendable, Equatable {
    package var all: [FieldInfo] { storage.all }
    /// Ascending by number; without the root.
    package var spaces: [SpaceInfo] { storage.spaces }
    /// One reference, because each document indexed is handed the fields.
    private let storage: Storage

    private final class Storage: Sendable {
        let all: [FieldInfo]
        let spaces: [SpaceInfo]
        /// Index into `all` by field number, -1 for numbers not in use.
        let slots: [Int32]
        let traits: [FieldTraits]
        let numbers: [String: FieldNumber]

        init(
            _ all: [FieldInfo], _ spaces: [SpaceInfo], slots: [Int32],
            numbers: [String: FieldNumber]
        ) {
            self.all = all
            self.spaces = spaces.sorted { $0.number < $1.number }
            self.slots = slots
            self.numbers = numbers
            traits = slots.map { $0 < 0 ? FieldTraits() : FieldTraits(all[Int($0)]) }
        }
    }

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
        let all = FieldInfos.reserved + mapped.sorted { $0.number < $1.number }
        var slots = [Int32](repeating: -1, count: Int(all.last?.number ?? 0) + 1)
        var numbers: [String: FieldNumber] = [:]
        for (index, field) in all.enumerated() {
            precondition(slots[Int(field.number)] < 0, "two fields have number \(field.number)")
            slots[Int(field.number)] = Int32(index)
            numbers[field.name] = field.number
        }
        storage = Storage(all, spaces, slots: slots, numbers: numbers)
    }

    /// With more fields, whose numbers are not in use, and the spaces there are then.
    package func adding(_ fields: [FieldInfo], spaces: [SpaceInfo]) -> FieldInfos {
        let added = fields.sorted { $0.number < $1.number }
        guard let first = added.first, first.number >= storage.slots.count else {
            return FieldInfos(all + added, spaces: spaces)
        }
        return FieldInfos(self, added, spaces)
    }

    /// `added`: ascending by number, above all there are.
    private init(_ base: FieldInfos, _ added: [FieldInfo], _ spaces: [SpaceInfo]) {
        var slots = base.storage.slots
        var numbers = base.storage.numbers
        for (offset, field) in added.enumerated() {
            let gap = Int(field.number) - slots.count
            precondition(gap >= 0, "two fields have number \(field.number)")
            for _ in 0..<gap { slots.append(-1) }
            slots.append(Int32(base.all.count + offset))
            numbers[field.name] = field.number
        }
        storage = Storage(base.all + added, spaces, slots: slots, numbers: numbers)
    }

    package static func == (left: FieldInfos, right: FieldInfos) -> Bool {
        left.isSame(as: right) || left.all == right.all && left.spaces == right.spaces
    }

    /// Whether both are one object.
    func isSame(as other: FieldInfos) -> Bool { storage === other.storage }

    package subscript(number: FieldNumber) -> FieldInfo? {
        let slots = storage.slots
        guard Int(number) < slots.count, slots[Int(number)] >= 0 else { return nil }
        return storage.all[Int(slots[Int(number)])]
    }

    /// What checks of a document ask of a field; those of no field for a number not in use.
    func traits(_ number: FieldNumber) -> FieldTraits {
        let traits = storage.traits
        return Int(number) < traits.count ? traits[Int(number)] : FieldTraits()
    }

    package func named(_ name: String) -> FieldInfo? {
        storage.numbers[name].flatMap { self[$0] }
    }

    package func space(_ number: SpaceNumber) -> SpaceInfo? {
        spaces.first { $0.number == number }
    }
}

/// The part of a `FieldInfo` that holds no reference.
struct FieldTraits: BitwiseCopyable {
    var isKnown = false
    var hasTerms = false
    var isNumeric = false
    var space: SpaceNumber = 0

    init() {}

    init(_ info: FieldInfo) {
        isKnown = true
        hasTerms = info.hasTerms
        isNumeric = info.column == .numeric
        space = info.space
    }
}
