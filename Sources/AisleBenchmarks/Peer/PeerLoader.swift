import API
import Glibc
import HTTPServer
import Primitives

/// Loads a file of documents through the bulk route, the way a client would.
final class PeerLoader: @unchecked Sendable {
    /// Size of a bulk body. Unit: bytes.
    private static let bulkSize = 4 << 20

    private let router: RequestRouter
    private let index: String
    /// Guards the file and what was read of it.
    private let lock = PlatformLock()
    private let file: UnsafeMutablePointer<FILE>
    private var line: UnsafeMutablePointer<CChar>?
    private var capacity = 0
    private(set) var count = 0
    private var failure: (any Error)?

    init(_ path: String, into index: String, of router: RequestRouter) throws {
        guard let file = fopen(path, "r") else { throw PeerError.noFile(path) }
        self.file = file
        self.index = index
        self.router = router
    }

    deinit {
        free(line)
        fclose(file)
    }

    /// Indexes documents until `limit` of the whole file are read, on as many threads.
    ///
    /// - Returns: whether there are more.
    func index(upTo limit: Int, threads: Int) throws -> Bool {
        let workers = (1..<max(threads, 1)).map { number in
            PlatformThread(name: "load-\(number)") { self.work(upTo: limit) }
        }
        work(upTo: limit)
        for worker in workers { worker.join() }
        if let failure { throw failure }
        return count >= limit
    }

    private func work(upTo limit: Int) {
        let body = ByteWriter(capacity: PeerLoader.bulkSize + 65536)
        do {
            while lock.withLock({ read(into: body, limit) }) {
                try send(HTTPBody(sharing: body))
                body.removeAll()
            }
        } catch {
            lock.withLock { failure = error }
        }
    }

    /// One body of actions; false at the end.
    private func read(into body: ByteWriter, _ limit: Int) -> Bool {
        while body.count < PeerLoader.bulkSize, count < limit {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            let text = UnsafeRawBufferPointer(start: line, count: length)
            PeerLoader.write(text, to: body)
            count += 1
        }
        return body.count > 0
    }

    /// Deletes every so manyth document of the file.
    ///
    /// - Returns: how many.
    func delete(every step: Int) throws -> Int {
        var body: [UInt8] = []
        var number = 0
        var deleted = 0
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            number += 1
            guard number % step == 0 else { continue }
            let text = UnsafeRawBufferPointer(start: line, count: length)
            body += Array(#"{"delete":{"_id":""#.utf8) + PeerLoader.id(of: text)
            body += Array("\"}}\n".utf8)
            deleted += 1
            if body.count >= PeerLoader.bulkSize {
                try send(HTTPBody(body))
                body.removeAll(keepingCapacity: true)
            }
        }
        if !body.isEmpty { try send(HTTPBody(body)) }
        return deleted
    }

    /// A document with the line that indexes it.
    static func action(of text: UnsafeRawBufferPointer) -> [UInt8] {
        Array(#"{"index":{"_id":""#.utf8) + id(of: text) + Array("\"}}\n".utf8) + text
    }

    private static func write(_ text: UnsafeRawBufferPointer, to body: ByteWriter) {
        body.write(#"{"index":{"_id":""# as StaticString)
        let id = text[7...].prefix { $0 != UInt8(ascii: "\"") }
        body.write(contentsOf: UnsafeRawBufferPointer(rebasing: id))
        body.write("\"}}\n" as StaticString)
        body.write(contentsOf: text)
    }

    /// Every document of the corpus begins with its id: `{"id":"g17",`.
    private static func id(of text: UnsafeRawBufferPointer) -> [UInt8] {
        Array(text.dropFirst(7).prefix { $0 != UInt8(ascii: "\"") })
    }

    private func send(_ body: HTTPBody) throws {
        let answer = try router.ask("POST", "/\(index)/_bulk?filter_path=errors", body)
        guard String(decoding: answer, as: UTF8.self).contains("false") else {
            throw PeerError.refused(String(decoding: answer.prefix(500), as: UTF8.self))
        }
    }
}

extension RequestRouter {
    /// A request without a socket.
    ///
    /// - Throws: when the answer is no success.
    @discardableResult
    func ask(_ method: String, _ path: String, _ body: [UInt8] = []) throws -> [UInt8] {
        try ask(method, path, HTTPBody(body))
    }

    /// A request without a socket.
    ///
    /// - Throws: when the answer is no success.
    func ask(_ method: String, _ path: String, _ body: HTTPBody) throws -> [UInt8] {
        guard let target = HTTPTarget(path) else { throw PeerError.unknownCommand(path) }
        let headers = HTTPHeaders([("content-type", "application/json")])
        let response = respond(
            to: HTTPRequest(method: method, target: target, headers: headers, body: body))
        let answer = Array(response.body.bytes)
        guard (200..<300).contains(response.status) else {
            throw PeerError.refused(String(decoding: answer.prefix(500), as: UTF8.self))
        }
        return answer
    }
}
