/// A catalog database followed in commit order.
///
/// One consumer owns a source and calls it from one thread. The protocol asks for no more than a
/// queue or a log can give: a position, batches of changes after it, and an
/// acknowledgement; documents are read again by key rather than built from row images, so a source
/// that only delivers keys fits as well.
package protocol ChangeSource: AnyObject, SendableMetatype {
    /// Its name in `aisle.yml`: `kind: sqlite`.
    static var kind: String { get }
    /// The keys its entry may have beside `kind`.
    static var options: [String] { get }

    init(name: String, configuration: SourceConfiguration) throws(SourceError)

    /// What is missing at the database, in the order in which it is to be done; empty when all is
    /// there.
    func preparation() throws(SourceError) -> [SetupStep]

    /// Does what is missing.
    /// - Returns: what was done.
    func prepare() throws(SourceError) -> [SetupStep]

    /// Makes a new beginning possible after `.historyLost`, as by replacing a slot that is of no
    /// use any more.
    func renew() throws(SourceError)

    /// Checks what `prepare` installed, and goes to a position.
    /// - Parameter position: nil to begin at the end of the history.
    /// - Returns: the position batches follow on from.
    /// - Throws: `.historyLost` when the source cannot go on from there.
    func start(after position: SourcePosition?) throws(SourceError) -> SourcePosition

    /// Lets go of connections and of what only one consumer may hold; `start` goes on later.
    func stop()

    /// Tells the source that its consumer lives, while it is too busy to ask for changes.
    func keepAlive() throws(SourceError)

    /// The next changes, at most `changeLimit`; a larger transaction comes in several batches.
    /// - Returns: nil when none came in time. A batch without changes moves the position past
    ///   history that does not concern the rules.
    func nextBatch(
        timeoutMilliseconds: Int, changeLimit: Int
    ) throws(SourceError) -> ChangeBatch?

    /// Reads documents by key, as they are at `position` or later: never an older state.
    /// - Returns: one for each key, in any order.
    func documents(
        _ query: DocumentQuery, keys: [CellValue], at position: SourcePosition
    ) throws(SourceError) -> [SourceDocument]

    /// Keys of the document table after `key` in ascending order, at most `limit`.
    func keys(
        of query: DocumentQuery, after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue]

    /// How many documents there are, about: what the first reading is measured by. It may cost no
    /// more than counting what an index of the key holds.
    func estimatedCount(of query: DocumentQuery) throws(SourceError) -> Int

    /// Document keys that `sql` gives for changed rows, after `key` in ascending order.
    /// - Parameter sql: takes the changed values as the document query takes keys; one column.
    func fanOut(
        _ sql: String, changed: [CellValue], after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue]

    /// The end of the source's history now.
    func currentPosition() throws(SourceError) -> SourcePosition

    /// Tells the source that everything up to `position` is durable here and may be forgotten.
    func acknowledge(_ position: SourcePosition) throws(SourceError)

    func lag(behind position: SourcePosition) throws(SourceError) -> SourceLag
}
