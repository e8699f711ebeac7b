/// What an operator asks of a consumer while it follows its source.
package enum CaptureAction: Sendable {
    /// A new generation of one index, or of all.
    case resync(index: String?)
    /// Back to the generation before.
    case rollBack(index: String?)
    case retryDeadLetters
    /// Documents of an index, by key.
    case reread(index: String, keys: [CellValue])
}
