/// What comparing an index with its source has found, so far or at the end.
package struct VerificationReport: Sendable {
    package enum State: String, Sendable { case running, equal, different, failed }

    package struct Difference: Sendable, Equatable {
        package enum Kind: String, Sendable {
            /// The source has the document, the index does not.
            case missing
            /// The index has the document, the source does not.
            case extra
            case different
        }

        package let id: String
        package let kind: Kind
        /// Fields that differ, with what either side holds in canonical form; nil = nothing.
        package let fields: [(name: String, source: String?, index: String?)]
        /// Whether it was read again and is equal now.
        package var isRepaired = false

        package static func == (left: Difference, right: Difference) -> Bool {
            left.id == right.id && left.kind == right.kind
                && left.fields.map { $0.name } == right.fields.map { $0.name }
                && left.fields.map { $0.source } == right.fields.map { $0.source }
                && left.fields.map { $0.index } == right.fields.map { $0.index }
        }
    }

    package let source: String
    package let index: String
    package let repairs: Bool
    package var state = State.running
    package var error: String?
    package var chunks = 0
    /// Documents of either side.
    package var sourceDocuments = 0
    package var indexDocuments = 0
    /// Sums of the documents' hashes in canonical form: equal sides have equal ones.
    package var sourceChecksum: UInt64 = 0
    package var indexChecksum: UInt64 = 0
    package var differences: [Difference] = []
    /// Differences beyond those named.
    package var unnamed = 0
    /// Documents that changed at every look, without a field that stayed wrong.
    package var inMotion = 0
    /// Unit: milliseconds.
    package var took: Int64 = 0

    package init(source: String, index: String, repairs: Bool) {
        self.source = source
        self.index = index
        self.repairs = repairs
    }

    package var unrepaired: Int { unnamed + differences.count { !$0.isRepaired } }
}
