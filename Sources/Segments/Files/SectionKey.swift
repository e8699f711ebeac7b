/// What a section holds. Raw values are on disk.
package enum SectionKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case info = 1
    case live = 2
    case termText = 3
    case termIndex = 4
    case termRecords = 5
    case postings = 6
    case blockLastDocs = 7
    case blockImpacts = 8
    case blocks = 9
    case headBounds = 10
    case positions = 11
    case norms = 12
    case numericColumn = 13
    case ordinalColumn = 14
    case parents = 15
    case ids = 16
    case idTable = 17
    case source = 18
    case sourceIndex = 19
    case sourceDictionary = 20

    /// Whether there is one for each field that needs it, rather than one a segment or space.
    package var isOfField: Bool {
        switch self {
        case .info, .live, .ids, .idTable, .source, .sourceIndex, .sourceDictionary, .parents:
            false
        case .termText, .termIndex, .termRecords, .postings, .blockLastDocs, .blockImpacts,
            .blocks, .headBounds, .positions, .norms, .numericColumn, .ordinalColumn:
            true
        }
    }
}

/// Which section: a kind of data of one field in one document space; 0 where neither applies.
package struct SectionKey: Hashable, Sendable, CustomStringConvertible {
    package let space: SpaceNumber
    package let field: FieldNumber
    package let kind: SectionKind

    package init(_ kind: SectionKind, space: SpaceNumber = 0, field: FieldNumber = 0) {
        self.kind = kind
        self.space = space
        self.field = field
    }

    package var description: String { "\(kind)(\(space), \(field))" }
}
