import JSON
import Segments

/// The fields of a mapping whose values are in one column of numbers and nowhere else, so that a
/// change of them is a change of that column (docs/decisions/0008).
///
/// They are the numbers, booleans and dates of root documents that have no multi-fields and no
/// `copy_to`, are no target of one, and have neither `null_value` nor `ignore_malformed`.
package struct FastFields: Sendable {
    private let root: ObjectScope
    private let fields: [MappedField]
    private let copyTargets: Set<String>

    init(root: ObjectScope, fields: [MappedField], copyTargets: Set<String>) {
        self.root = root
        self.fields = fields
        self.copyTargets = copyTargets
    }

    package func contains(_ field: MappedField) -> Bool {
        field.info.column == .numeric && field.info.space == 0 && field.info.postings == .none
            && field.parentPath == nil && field.subfields.isEmpty && field.copyTargets.isEmpty
            && !field.ignoresMalformed && !field.hasNullValue
            && field.type.sourceValue(0) != nil && !copyTargets.contains(field.path)
    }

    /// What a partial document changes, if it changes fast fields alone and each to a value the
    /// column gives back as it is; nil otherwise, and for an empty document.
    ///
    /// A value of nil stands for null.
    package func changes(
        of partial: JSONObject
    ) -> [(field: FieldNumber, value: Int64?)]? {
        var changes: [(field: FieldNumber, value: Int64?)] = []
        guard collect(partial, root, &changes), !changes.isEmpty else { return nil }
        return changes
    }

    private func collect(
        _ object: JSONObject, _ scope: ObjectScope,
        _ changes: inout [(field: FieldNumber, value: Int64?)]
    ) -> Bool {
        for (key, value) in object {
            switch (scope.entry(key[...]), value) {
            case (.object(let inner)?, .object(let members)):
                guard inner.isEnabled, !inner.isNested, collect(members, inner, &changes) else {
                    return false
                }
            case (.field(let slot)?, _):
                let field = fields[slot]
                guard contains(field) else { return false }
                if value.isNull {
                    changes.append((field.number, nil))
                } else if let number = field.type.exactNumber(value) {
                    changes.append((field.number, number))
                } else {
                    return false
                }
            default: return false
            }
        }
        return true
    }
}
