import ChangeCapture
import Primitives
import Synchronization

/// A catalog in memory: products with a title and a brand, and the log of every change.
final class FakeCatalog: Sendable {
    struct State {
        var products: [Int64: (title: String, brand: Int64)] = [:]
        var brands: [Int64: String] = [:]
        /// Each change with its number and whether a transaction ends with it.
        var log: [(number: UInt64, change: RowChange, isEnd: Bool)] = []
        var last: UInt64 = 0
        /// What a consumer said it no longer needs.
        var forgotten: UInt64 = 0
        /// Products whose document cannot be read.
        var unreadable: Set<Int64> = []
        /// Products whose document the index cannot take.
        var unfit: Set<Int64> = []
        var renewals = 0
        var reads = 0
        var signsOfLife = 0
    }

    let state = Mutex(State())

    /// Changes of one transaction.
    func commit(_ body: (inout State) -> [RowChange]) {
        state.withLock { state in
            let changes = body(&state)
            for (place, change) in changes.enumerated() {
                state.last += 1
                state.log.append((state.last, change, place == changes.count - 1))
            }
        }
    }

    func put(_ id: Int64, _ title: String, brand: Int64 = 0) {
        commit { $0.put(id, title, brand) }
    }

    func remove(_ id: Int64) { commit { $0.remove(id) } }

    func rename(brand: Int64, _ name: String) {
        commit { state in
            state.brands[brand] = name
            return [
                RowChange(
                    table: "brand", kind: .update, old: ["id": .integer(brand)],
                    new: ["id": .integer(brand), "name": .text(name)])
            ]
        }
    }

    /// Every document by id.
    var truth: [String: String] {
        state.withLock { state in
            Dictionary(
                state.products.keys.map { (String($0), state.document($0) ?? "") },
                uniquingKeysWith: { first, _ in first })
        }
    }
}

extension FakeCatalog.State {
    mutating func put(_ id: Int64, _ title: String, _ brand: Int64) -> [RowChange] {
        let isNew = products[id] == nil
        products[id] = (title, brand)
        return [
            RowChange(
                table: "product", kind: isNew ? .insert : .update,
                old: isNew ? [:] : ["id": .integer(id)], new: ["id": .integer(id)])
        ]
    }

    mutating func remove(_ id: Int64) -> [RowChange] {
        products[id] = nil
        return [RowChange(table: "product", kind: .delete, old: ["id": .integer(id)])]
    }

    func document(_ id: Int64) -> String? {
        guard let product = products[id] else { return nil }
        if unfit.contains(id) { return #"{"id":\#(id),"title":{"no":"text"}}"# }
        return
            #"{"id":\#(id),"title":"\#(product.title)","brand":"\#(brands[product.brand] ?? "")"}"#
    }
}

/// Follows a `FakeCatalog`. It forgets what is acknowledged at once, so that a consumer which
/// acknowledges too early is found out.
final class FakeSource: ChangeSource {
    static let kind = "fake"
    static let options = ["catalog"]

    let catalog: FakeCatalog
    /// Changes of a batch at most, whatever is asked.
    let batchLimit: Int
    private var position: UInt64 = 0

    init(_ catalog: FakeCatalog, batchLimit: Int = .max) {
        self.catalog = catalog
        self.batchLimit = batchLimit
    }

    init(name: String, configuration: SourceConfiguration) throws(SourceError) {
        throw SourceError(.misconfigured, "a fake source is made by its test", remedy: "none")
    }

    func preparation() -> [SetupStep] { [] }

    func prepare() -> [SetupStep] { [] }

    func renew() { catalog.state.withLock { $0.renewals += 1 } }

    func start(after position: SourcePosition?) throws(SourceError) -> SourcePosition {
        let (last, forgotten) = catalog.state.withLock { ($0.last, $0.forgotten) }
        if let position, position.sequence < forgotten {
            throw SourceError(.historyLost, "forgotten up to \(forgotten)", remedy: "resync")
        }
        self.position = position?.sequence ?? last
        return SourcePosition(incarnation: "fake", sequence: self.position)
    }

    func stop() {}

    func keepAlive() { catalog.state.withLock { $0.signsOfLife += 1 } }

    func nextBatch(timeoutMilliseconds: Int, changeLimit: Int) -> ChangeBatch? {
        catalog.state.withLock { state in
            let changes = state.log.filter { $0.number > position }
                .prefix(min(changeLimit, batchLimit))
            guard let last = changes.last else { return nil }
            position = last.number
            return ChangeBatch(
                changes: changes.map { $0.change },
                end: SourcePosition(incarnation: "fake", sequence: last.number),
                commitMicroseconds: WallClock.milliseconds() * 1000, isWhole: last.isEnd)
        }
    }

    func documents(
        _ query: DocumentQuery, keys: [CellValue], at position: SourcePosition
    ) throws(SourceError) -> [SourceDocument] {
        let (documents, isBad) = catalog.state.withLock { state in
            state.reads += 1
            let ids = keys.map { Int64($0.documentID ?? "") ?? 0 }
            let isBad = !state.unreadable.isDisjoint(with: ids)
            return (
                zip(keys, ids).map { key, id in
                    SourceDocument(key: key, json: state.document(id).map { Array($0.utf8) })
                }, isBad
            )
        }
        if isBad { throw SourceError(.badRow, "a row is unreadable", remedy: "mend it") }
        return documents
    }

    func keys(of query: DocumentQuery, after key: CellValue?, limit: Int) -> [CellValue] {
        page(catalog.state.withLock { Array($0.products.keys) }, after: key, limit)
    }

    func estimatedCount(of query: DocumentQuery) -> Int {
        catalog.state.withLock { $0.products.count }
    }

    func fanOut(
        _ sql: String, changed: [CellValue], after key: CellValue?, limit: Int
    ) -> [CellValue] {
        let found = catalog.state.withLock { state in
            state.products.filter { changed.contains(.integer($0.value.brand)) }.map { $0.key }
        }
        return page(found, after: key, limit)
    }

    private func page(_ ids: [Int64], after key: CellValue?, _ limit: Int) -> [CellValue] {
        let after = key.flatMap { Int64($0.documentID ?? "") } ?? .min
        return ids.filter { $0 > after }.sorted().prefix(limit).map { .integer($0) }
    }

    func currentPosition() -> SourcePosition {
        SourcePosition(incarnation: "fake", sequence: catalog.state.withLock { $0.last })
    }

    func acknowledge(_ position: SourcePosition) {
        catalog.state.withLock { state in
            state.forgotten = max(state.forgotten, position.sequence)
            state.log.removeAll { $0.number <= position.sequence }
        }
    }

    func lag(behind position: SourcePosition) -> SourceLag {
        let end = currentPosition()
        return SourceLag(
            end: end, behind: end.sequence - min(end.sequence, position.sequence),
            retainedBytes: 0)
    }
}
