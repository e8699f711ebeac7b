import Glibc
import HTTPServer
import JSON
import QueryDSL

/// One query of the benchmark: the body of a search request, and the same already parsed.
struct PeerQuery {
    let body: [UInt8]
    let request: SearchRequest

    /// Reads `class TAB body` lines into queries by class.
    static func load(_ path: String) throws -> [String: [PeerQuery]] {
        guard let file = fopen(path, "r") else { throw PeerError.noFile(path) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var queries: [String: [PeerQuery]] = [:]
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            let text = UnsafeRawBufferPointer(start: line, count: length)
            guard let tab = text.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            let name = String(decoding: text[..<tab], as: UTF8.self)
            queries[name, default: []].append(try PeerQuery(Array(text[(tab + 1)...].dropLast())))
        }
        return queries
    }

    private init(_ body: [UInt8]) throws {
        self.body = body
        let document = try body.withUnsafeBytes { try JSONDocument.parse($0) }
        request = try SearchRequest.parse(document)
    }
}
