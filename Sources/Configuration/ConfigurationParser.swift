import CYAML

/// Reads a YAML file into a tree of values with their lines.
///
/// The part of YAML people write: mappings, lists, scalars, comments, block texts. Anchors,
/// aliases,
/// tags and a second document are refused, which also rules out files that expand without bound.
package struct ConfigurationParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private var nodeCount = 0

    private init() {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            fatalError("no memory for a YAML parser")
        }
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// - Returns: the root; an empty mapping for a file without content.
    package static func parse(_ text: String) throws(ConfigurationError) -> ConfigurationNode {
        let bytes = Array(text.utf8)
        guard bytes.count <= ConfigurationLimits.textSize else {
            let message = "more than \(ConfigurationLimits.textSize) bytes"
            throw ConfigurationError(.overLimit, message, line: 1, column: 1)
        }
        var parser = ConfigurationParser()
        let result: Result<ConfigurationNode, ConfigurationError> = bytes.withUnsafeBufferPointer {
            yaml_parser_set_input_string(parser.parser, $0.baseAddress, $0.count)
            yaml_parser_set_encoding(parser.parser, YAML_UTF8_ENCODING)
            do throws(ConfigurationError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// One step of libyaml, freed with the value.
    private struct Event {
        let type: yaml_event_type_t
        var text = ""
        var isQuoted = false
        /// Has an anchor, or a tag the writer gave.
        var isDecorated = false
        let line: Int
        let column: Int
    }

    private func next() throws(ConfigurationError) -> Event {
        var raw = yaml_event_t()
        guard yaml_parser_parse(parser, &raw) == 1 else { throw syntaxError() }
        defer { yaml_event_delete(&raw) }
        var event = Event(
            type: raw.type, line: raw.start_mark.line + 1, column: raw.start_mark.column + 1)
        switch raw.type {
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            event.text = String(decoding: bytes, as: UTF8.self)
            event.isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
            event.isDecorated = scalar.anchor != nil || scalar.tag != nil
        case YAML_MAPPING_START_EVENT:
            let start = raw.data.mapping_start
            event.isDecorated = start.anchor != nil || start.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            let start = raw.data.sequence_start
            event.isDecorated = start.anchor != nil || start.tag != nil
        case YAML_ALIAS_EVENT:
            event.isDecorated = true
        default:
            break
        }
        return event
    }

    private func syntaxError() -> ConfigurationError {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "malformed YAML"
        // A reader error carries a byte offset only; its mark is where reading stood.
        let mark = state.error == YAML_READER_ERROR ? state.mark : state.problem_mark
        return ConfigurationError(.syntax, problem, line: mark.line + 1, column: mark.column + 1)
    }

    private mutating func document() throws(ConfigurationError) -> ConfigurationNode {
        _ = try next()
        let start = try next()
        guard start.type == YAML_DOCUMENT_START_EVENT else {
            return ConfigurationNode(.mapping([]), path: "", line: 1, column: 1)
        }
        let root = try node(try next(), path: "", depth: 0)
        _ = try next()
        let end = try next()
        guard end.type == YAML_STREAM_END_EVENT else {
            throw ConfigurationError(
                .unsupported, "a second document", line: end.line, column: end.column)
        }
        return root.isNull
            ? ConfigurationNode(.mapping([]), path: "", line: root.line, column: root.column) : root
    }

    private mutating func node(
        _ event: Event, path: String, depth: Int
    ) throws(ConfigurationError) -> ConfigurationNode {
        func fail(_ kind: ConfigurationError.Kind, _ message: String) -> ConfigurationError {
            ConfigurationError(kind, message, path: path, line: event.line, column: event.column)
        }
        nodeCount += 1
        if event.isDecorated { throw fail(.unsupported, "anchors, aliases and tags are not read") }
        if depth > ConfigurationLimits.depth {
            throw fail(.overLimit, "more than \(ConfigurationLimits.depth) levels")
        }
        if nodeCount > ConfigurationLimits.nodeCount {
            throw fail(.overLimit, "more than \(ConfigurationLimits.nodeCount) values")
        }
        let content: ConfigurationNode.Content
        switch event.type {
        case YAML_SCALAR_EVENT: content = .scalar(event.text, isQuoted: event.isQuoted)
        case YAML_SEQUENCE_START_EVENT: content = .list(try list(path: path, depth: depth))
        case YAML_MAPPING_START_EVENT: content = .mapping(try mapping(path: path, depth: depth))
        default: throw fail(.syntax, "unexpected YAML")
        }
        return ConfigurationNode(content, path: path, line: event.line, column: event.column)
    }

    private mutating func list(
        path: String, depth: Int
    ) throws(ConfigurationError) -> [ConfigurationNode] {
        var elements: [ConfigurationNode] = []
        while true {
            let event = try next()
            if event.type == YAML_SEQUENCE_END_EVENT { return elements }
            let inner = join(path, String(elements.count))
            elements.append(try node(event, path: inner, depth: depth + 1))
        }
    }

    private mutating func mapping(
        path: String, depth: Int
    ) throws(ConfigurationError) -> [ConfigurationNode.Member] {
        var members: [ConfigurationNode.Member] = []
        var seen: Set<String> = []
        while true {
            let key = try next()
            if key.type == YAML_MAPPING_END_EVENT { return members }
            guard key.type == YAML_SCALAR_EVENT, !key.isDecorated else {
                let message = "a key has to be a plain text"
                throw ConfigurationError(
                    .unsupported, message, path: path, line: key.line, column: key.column)
            }
            let inner = join(path, key.text)
            guard seen.insert(key.text).inserted else {
                let message = "the key is given twice"
                throw ConfigurationError(
                    .duplicateKey, message, path: inner, line: key.line, column: key.column)
            }
            let value = try node(try next(), path: inner, depth: depth + 1)
            members.append(ConfigurationNode.Member(key: key.text, value: value))
        }
    }

    private func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : path + "." + name
    }
}
