import JSON
import Schema

/// Changes of fast fields taken from row images: what to set in place, document by document.
///
/// A value from an image may be older than the document, where the document was read again after a
/// later commit. Such a document has a fence: the end of the source's history when it was read.
/// Until the stream has passed it, the document is read again instead.
package struct FastChanges {
    package struct Partial {
        let key: CellValue
        var members: JSONObject
    }

    /// Members to set, in the order their documents came.
    private(set) var partials: [Partial] = []
    private var places: [String: Int] = [:]
    /// By document id: positions up to here may be in the document already.
    private var fences: [String: UInt64] = [:]
    private var applied: UInt64 = 0

    var isEmpty: Bool { partials.isEmpty }

    /// What the change sets, if it is one of fast fields alone; nil asks for the document to be
    /// read.
    static func members(
        of change: RowChange, _ rule: ChangeRule, key: String, in mapping: IndexMapping
    ) -> JSONObject? {
        guard change.kind == .update, !rule.fastFields.isEmpty,
            let before = change.old[key], before == change.new[key]
        else { return nil }
        var members = JSONObject()
        for column in rule.neededColumns {
            guard let old = change.old[column], let new = change.new[column] else { return nil }
            if new == .unchanged || old == new { continue }
            guard let name = rule.fastFields[column], let field = mapping.field(name),
                let value = value(new, field)
            else { return nil }
            members[name] = value
        }
        return members.isEmpty ? nil : members
    }

    private static func value(_ cell: CellValue, _ field: MappedField) -> JSONValue? {
        if cell == .null { return .null }
        if field.isBoolean {
            switch cell {
            case .boolean(let flag): return .boolean(flag)
            case .integer(let number): return .boolean(number != 0)
            case .text("t"), .text("true"): return .boolean(true)
            case .text("f"), .text("false"): return .boolean(false)
            default: return nil
            }
        }
        guard field.isNumeric else { return nil }
        switch cell {
        case .integer(let number): return JSONValue(integerLiteral: number)
        case .real(let number): return .double(number)
        case .text(let text):
            if let number = Int64(text) { return JSONValue(integerLiteral: number) }
            return Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        default: return nil
        }
    }

    /// Whether the document may hold more than the stream has brought.
    func isFenced(_ key: CellValue) -> Bool {
        key.documentID.flatMap { fences[$0] }.map { $0 > applied } ?? false
    }

    mutating func set(_ members: JSONObject, _ key: CellValue) {
        guard let id = key.documentID else { return }
        if let place = places[id] {
            _ = partials[place].members.merge(members)
        } else {
            places[id] = partials.count
            partials.append(Partial(key: key, members: members))
        }
    }

    /// The documents were read when the source's history ended at `end`.
    mutating func fence(_ keys: some Sequence<CellValue>, at end: SourcePosition) {
        for key in keys { key.documentID.map { fences[$0] = end.sequence } }
    }

    /// The stream is applied up to here.
    mutating func passed(_ position: SourcePosition) {
        applied = position.sequence
        if fences.count >= CaptureLimits.fences {
            fences = fences.filter { $0.value > position.sequence }
        }
    }

    mutating func removeAll() {
        partials.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }
}
