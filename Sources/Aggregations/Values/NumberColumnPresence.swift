import Segments

/// Which documents of a segment have a number.
struct NumberColumnPresence {
    private let column: NumericColumn?

    init(_ column: NumericColumn?) { self.column = column }

    func contains(_ doc: DocID) -> Bool { column?.hasValue(doc) ?? false }
}
