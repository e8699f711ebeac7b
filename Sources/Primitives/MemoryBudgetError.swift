/// A request asked for memory the budget does not have.
package struct MemoryBudgetError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the memory was for, such as `aggregation buckets`.
    package let purpose: String
    /// Unit: bytes.
    package let wanted: Int
    /// Charged when the request came. Unit: bytes.
    package let used: Int
    /// Unit: bytes.
    package let limit: Int

    package var description: String {
        "\(wanted) bytes for \(purpose) would pass the memory limit: "
            + "\(used) of \(limit) bytes are in use"
    }
}
