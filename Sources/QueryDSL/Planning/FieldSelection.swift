import JSON
import Schema

/// Fields and their boosts as queries of several fields name them: `title^3`, `*_name`.
struct FieldSelection: Sendable {
    struct Entry: Sendable {
        let pattern: String
        let boost: Float

        var isPattern: Bool { pattern.utf8.contains(UInt8(ascii: "*")) }
    }

    struct Match {
        let field: String
        var boost: Float
        /// From a pattern: a field that does not fit the text is left out.
        let isFromPattern: Bool
    }

    let entries: [Entry]

    /// Reads a `fields` list, or one name.
    init(_ node: JSONNode, clause: String, place: RequestPlace) throws(RequestError) {
        var entries: [Entry] = []
        for element in node.isArray ? Array(node.elements) : [node] {
            guard !element.isNull else {
                throw place.fault("[\(clause)] field name in [fields] cannot be null", at: element)
            }
            guard let text = element.scalarText, !text.isEmpty else {
                throw place.fault(
                    "[\(clause)] unknown token [\(element.token)] after [fields]", at: element)
            }
            do throws(RequestError) {
                entries.append(try Self.entry(text))
            } catch {
                throw place.placing(error, at: element)
            }
        }
        self.entries = entries
    }

    init(names: [String]) throws(RequestError) {
        var entries: [Entry] = []
        for name in names { entries.append(try Self.entry(name)) }
        self.entries = entries
    }

    private static func entry(_ text: String) throws(RequestError) -> Entry {
        guard let mark = text.utf8.lastIndex(of: UInt8(ascii: "^")) else {
            return Entry(pattern: text, boost: 1)
        }
        let number = text[text.index(after: mark)...]
        guard let boost = Float(number), boost.isFinite else {
            throw RequestError(.numberFormat, "For input string: \"\(number)\"")
        }
        guard boost >= 0 else {
            throw RequestError(
                .illegalArgument,
                "negative [boost] are not allowed in [\(text)], use a value between 0 and 1 to "
                    + "deboost")
        }
        return Entry(pattern: String(text[..<mark]), boost: boost)
    }

    /// The fields of one index. One named twice has both boosts.
    func resolve(_ context: PlanContext) throws(RequestError) -> [Match] {
        var matches: [Match] = []
        matches.reserveCapacity(entries.count)
        for entry in entries {
            if entry.isPattern {
                for field in fields(matching: entry.pattern, context) {
                    Self.add(field, of: entry, to: &matches)
                }
            } else {
                Self.add(entry.pattern, of: entry, to: &matches)
            }
        }
        guard matches.count <= QueryLimits.fields else {
            throw RequestError(
                .queryShard,
                "field expansion matches too many fields, limit: \(QueryLimits.fields), got: "
                    + "\(matches.count)")
        }
        return matches
    }

    private static func add(_ field: String, of entry: Entry, to matches: inout [Match]) {
        if let index = matches.firstIndex(where: { $0.field == field }) {
            matches[index].boost *= entry.boost
        } else {
            matches.append(
                Match(field: field, boost: entry.boost, isFromPattern: entry.isPattern))
        }
    }

    private func fields(matching pattern: String, _ context: PlanContext) -> [String] {
        context.mapping.fields(matching: pattern)
            .filter { $0.nestedPath == context.nestedPath && $0.isSearchable }
            .map(\.path)
    }
}
