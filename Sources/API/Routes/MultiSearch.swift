import Engine
import Glibc
import JSON
import Primitives
import QueryDSL

/// `_msearch`: pairs of a header line and a body line, answered one by one.
enum MultiSearch {
    /// One search of the request, or why its header cannot be read.
    private struct Item {
        var indices: IndexExpression
        var options = IndicesOptions.search
        var call: SearchCall
    }

    static func reply(_ call: Call) throws -> Reply {
        let began = MonotonicClock.nanoseconds()
        let items = try parse(call)
        let asInteger = try call.parameters.flag("rest_total_hits_as_int")
        let answers = JSONWriter(ByteWriter(capacity: 4096))
        answers.list {
            for item in items { answers.object { answer(item, call, asInteger, answers) } }
        }
        return Reply.object { writer in
            writer.put("took", (MonotonicClock.nanoseconds() - began) / 1_000_000)
            writer.key("responses")
            writer.raw(answers.bytes)
        }
    }

    private static func answer(
        _ item: Item, _ call: Call, _ asInteger: Bool, _ writer: JSONWriter
    ) {
        do {
            let read = item.call
            let outcome =
                try read.pointInTime.map {
                    try call.engine.search(
                        pointInTime: $0.id, keepAlive: $0.keepAlive, read.request)
                } ?? call.engine.search(item.indices, item.options, read.request)
            SearchAnswer.writeMembers(of: outcome, totalAsInteger: asInteger, to: writer)
            writer.put("status", 200)
        } catch {
            let answer = ErrorTable.answer(for: error)
            writer.object("error") { answer.writeMembers(to: writer) }
            writer.put("status", answer.status)
        }
    }

    // MARK: reading

    private static func parse(_ call: Call) throws -> [Item] {
        let body = call.body
        guard let last = body.last else { throw APIError(.bodyRequired) }
        guard last == UInt8(ascii: "\n") else {
            throw APIError(
                .illegalArgument("The msearch request must be terminated by a newline [\\n]"))
        }
        var items: [Item] = []
        var at = 0
        let parser = JSONParser()
        while at < body.count {
            let header = line(of: body, from: &at)
            if at >= body.count, isBlank(header) { break }
            if isBlank(header), items.isEmpty, at >= body.count { break }
            let text = line(of: body, from: &at)
            items.append(try item(header, text, call, parser))
            guard items.count <= EngineLimits.multiSearchRequests else {
                throw APIError(
                    .illegalArgument(
                        "a multi-search holds at most \(EngineLimits.multiSearchRequests) searches")
                )
            }
        }
        guard !items.isEmpty else { throw APIError(.validation(["no requests added"])) }
        return items
    }

    private static func line(
        of body: UnsafeRawBufferPointer, from at: inout Int
    ) -> UnsafeRawBufferPointer {
        let start = at
        while at < body.count, body[at] != UInt8(ascii: "\n") { at += 1 }
        defer { at += 1 }
        return UnsafeRawBufferPointer(rebasing: body[start..<at])
    }

    private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
        line.allSatisfy { $0 <= 0x20 }
    }

    private static let ignoredKeys: Set<String> = [
        "search_type", "searchType", "request_cache", "requestCache", "preference", "routing",
        "allow_partial_search_results", "ccs_minimize_roundtrips", "cancel_after_time_interval",
        "ignore_throttled",
    ]

    private static func item(
        _ header: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, _ call: Call,
        _ parser: JSONParser
    ) throws -> Item {
        let shared = call.parameters.pairs.filter {
            $0.0 == "typed_keys" || $0.0 == "rest_total_hits_as_int"
        }
        var item = Item(indices: call.indices, call: try SearchCall(body, !isBlank(body), shared))
        guard !isBlank(header) else { return item }
        for member in try parser.parse(header).members {
            let value = member.value
            switch member.key {
            case "index", "indices":
                item.indices = IndexExpression(
                    value.isArray ? value.elements.compactMap(\.string) : [value.string ?? ""])
            case "ignore_unavailable", "ignoreUnavailable":
                item.options.ignoresUnavailable = flag(value)
            case "allow_no_indices", "allowNoIndices": item.options.allowsNone = flag(value)
            case "expand_wildcards", "expandWildcards":
                let words =
                    value.isArray
                    ? value.elements.compactMap(\.string)
                    : (value.string ?? "").split(separator: ",").map(String.init)
                item.options.expandsOpen = words.contains("open") || words.contains("all")
                item.options.expandsClosed = words.contains("closed") || words.contains("all")
                item.options.expandsHidden = words.contains("hidden") || words.contains("all")
            case let key where ignoredKeys.contains(key): break
            default:
                throw APIError(
                    .illegalArgument(
                        "key [\(member.key)] is not supported in the metadata section"))
            }
        }
        return item
    }

    private static func flag(_ node: JSONNode) -> Bool {
        node.boolean ?? (node.string == "true")
    }
}
