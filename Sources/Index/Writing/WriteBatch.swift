/// The fate of one call's operations whose log records could not be written.
///
/// `@unchecked Sendable`: guarded by the index's state lock.
final class WriteBatch: @unchecked Sendable {
    private(set) var failures: [Int: IndexError] = [:]

    func fail(_ operation: Int, _ error: IndexError) { failures[operation] = error }
}
