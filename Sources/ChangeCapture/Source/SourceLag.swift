/// How far a consumer is behind its source.
package struct SourceLag: Sendable, Equatable {
    /// Where the source's history ends now.
    package let end: SourcePosition
    /// Changes or bytes between the applied position and the end, in the source's own unit.
    package let behind: UInt64
    /// Bytes the source keeps because this consumer has not acknowledged them.
    package let retainedBytes: UInt64

    package init(end: SourcePosition, behind: UInt64, retainedBytes: UInt64) {
        self.end = end
        self.behind = behind
        self.retainedBytes = retainedBytes
    }
}
