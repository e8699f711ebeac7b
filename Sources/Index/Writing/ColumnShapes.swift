import Segments

/// Which columns have one value a document throughout the index.
///
/// Pages of a column can be replaced in a segment only if no document of it has several values,
/// and a merge brings segments together: so a field is set in place only while no document of the
/// index has several. Once one has, the answer stays until the index is opened again.
struct ColumnShapes {
    private var single: Set<FieldNumber> = []
    private var several: Set<FieldNumber> = []

    /// Nil = nobody has looked.
    func isSingleValued(_ field: FieldNumber) -> Bool? {
        several.contains(field) ? false : single.contains(field) ? true : nil
    }

    /// What a look at all segments found; a buffer frozen meanwhile knows better.
    mutating func note(_ field: FieldNumber, isSingleValued: Bool) {
        if !isSingleValued { several.insert(field) }
        if several.contains(field) { single.remove(field) } else { single.insert(field) }
    }

    /// What the documents of a buffer have, before its segment is among the others.
    mutating func note(multiValued fields: [FieldNumber]) {
        for field in fields {
            several.insert(field)
            single.remove(field)
        }
    }
}
