import Glibc
import JSON

/// One query of the benchmark as the body of a search request.
///
/// The peers stop counting hits at 1,000 and so does this; the facet class counts all on every
/// side.
struct PeerQuery {
    let body: [UInt8]

    /// Reads `class TAB words TAB lo TAB hi` lines into queries by class.
    static func load(_ path: String) throws -> [String: [PeerQuery]] {
        guard let file = fopen(path, "r") else { throw PeerError.noFile(path) }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var queries: [String: [PeerQuery]] = [:]
        while getline(&line, &capacity, file) > 0, let line {
            let parts = String(cString: line).split(
                separator: "\t", omittingEmptySubsequences: false
            ).map { String($0.filter { !$0.isNewline }) }
            guard parts.count >= 4 else { continue }
            queries[parts[0], default: []].append(PeerQuery(parts))
        }
        return queries
    }

    private init(_ parts: [String]) {
        let words = parts[1].split(separator: " ").map(String.init)
        let total = parts[0] == "facet" ? "true" : "1000"
        var text = "{\"size\":10,\"track_total_hits\":\(total),\"query\":"
        switch parts[0] {
        case "and": text += Self.required(words.map { Self.twoFields($0) })
        case "phrase": text += Self.phrase(parts[1])
        case "fuzzy":
            let edits = parts[1].count > 5 ? 2 : 1
            text += "{\"fuzzy\":{\"title\":{\"value\":\"\(parts[1])\",\"fuzziness\":\(edits)}}}"
        case "prefix":
            let last = words.last ?? ""
            text += Self.required(
                words.dropLast().map { Self.twoFields($0) }
                    + ["{\"prefix\":{\"title\":\"\(last)\"}}"])
        case "facet": text += Self.filtered(parts)
        default: text += Self.twoFields(parts[1])
        }
        body = Array((text + "}").utf8)
    }

    private static func twoFields(_ words: String) -> String {
        "{\"multi_match\":{\"query\":\"\(words)\",\"type\":\"most_fields\","
            + "\"fields\":[\"title^3\",\"description\"]}}"
    }

    private static func required(_ clauses: [String]) -> String {
        "{\"bool\":{\"must\":[\(clauses.joined(separator: ","))]}}"
    }

    private static func phrase(_ words: String) -> String {
        "{\"bool\":{\"should\":["
            + "{\"match_phrase\":{\"title\":{\"query\":\"\(words)\",\"boost\":3}}},"
            + "{\"match_phrase\":{\"description\":\"\(words)\"}}]}}"
    }

    private static func filtered(_ parts: [String]) -> String {
        let facets = ["brand", "root", "leaf", "color", "star"].map {
            "\"\($0)\":{\"terms\":{\"field\":\"\($0)\",\"size\":10}}"
        }
        return "{\"bool\":{\"must\":[\(twoFields(parts[1]))],\"filter\":["
            + "{\"range\":{\"cents\":{\"gte\":\(parts[2]),\"lte\":\(parts[3])}}},"
            + "{\"term\":{\"in_stock\":true}}]}},\"aggs\":{\(facets.joined(separator: ","))}"
    }
}
