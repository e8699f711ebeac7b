import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport

extension IndexEnvironment {
    /// Nothing happens by itself.
    static func quiet(
        _ clock: TestClock = TestClock(), policy: (any MergePolicy)? = nil
    ) -> IndexEnvironment {
        IndexEnvironment(
            budget: MemoryBudget(limit: 1 << 30), mergePolicy: policy, now: { clock.now })
    }
}

extension LiveIndex {
    /// Indexes one document.
    @discardableResult
    func put(
        _ id: String, _ source: String, _ kind: WriteOperation.Kind = .index,
        _ change: (inout WriteOperation) -> Void = { _ in }
    ) throws(IndexError) -> WriteOutcome {
        var result: Result<WriteOutcome, IndexError>?
        Array(source.utf8).withUnsafeBytes { bytes in
            var operation = WriteOperation(kind, id: id, source: bytes)
            change(&operation)
            result = apply([operation])[0]
        }
        guard let result else { preconditionFailure("no result") }
        return try result.get()
    }

    @discardableResult
    func remove(_ id: String) throws(IndexError) -> WriteOutcome {
        try apply(WriteOperation(.delete, id: id))
    }

    func text(_ id: String, realtime: Bool = true) throws -> String? {
        try get(id: id, realtime: realtime).map { String(decoding: $0.source, as: UTF8.self) }
    }

    /// Everything a search can see: source by id.
    func visible() throws -> [String: String] {
        var found: [String: String] = [:]
        let sources = CurrentSource(mapping)
        for view in snapshot.views {
            for doc in 0..<DocID(view.reader.documentCount) {
                guard view.liveDocs?.isLive(doc) ?? true else { continue }
                let id = ByteWriter()
                let source = ByteWriter()
                try view.reader.appendID(of: doc, to: id)
                try sources.append(doc, of: view, to: source)
                let key = String(decoding: id.bytes, as: UTF8.self)
                guard found[key] == nil else { throw Duplicate(id: key) }
                found[key] = String(decoding: source.bytes, as: UTF8.self)
            }
        }
        return found
    }
}

/// Two live documents have one id.
struct Duplicate: Error {
    let id: String
}

/// What kind of error a result is.
func kind(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "success"
    } catch let error as IndexError {
        return "\(error.kind)".prefix { $0 != "(" }.description
    } catch {
        return "\(error)"
    }
}
