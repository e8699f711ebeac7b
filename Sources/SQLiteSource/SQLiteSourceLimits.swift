/// Limits of following a SQLite catalog.
enum SQLiteSourceLimits {
    /// Pause between two looks right after a change, doubled up to `idlePollMicroseconds`.
    static let hotPollMicroseconds: UInt32 = 1_000
    static let idlePollMicroseconds: UInt32 = 16_000
    /// Outbox rows deleted in one transaction, which holds the catalog's write lock.
    static let forgottenAtOnce = 5_000
    /// How long deleting outbox rows waits for a writer of the catalog.
    static let forgettingMilliseconds = 5
}
