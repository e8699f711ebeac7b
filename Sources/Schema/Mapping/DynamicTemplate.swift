import JSON
import Primitives

/// A rule for the mapping of unknown fields: which names, paths and kinds of values it fits, and
/// the definition they get.
struct DynamicTemplate: Sendable, Equatable {
    let name: String
    private let kind: DynamicKind?
    private let match: String?
    private let unmatch: String?
    private let pathMatch: String?
    private let pathUnmatch: String?
    private let definition: JSONObject

    init(_ value: JSONValue) throws(MappingError) {
        guard let object = value.object, object.count == 1, let name = object.keys.first,
            let body = object[name]?.object
        else {
            throw MappingError(
                .mapperParsing, "A dynamic template must be defined with a name")
        }
        self.name = name
        var members = body
        guard let mapping = members.remove("mapping")?.object else {
            throw MappingError(
                .mapperParsing, "template [\(name)] must have a mapping set")
        }
        definition = mapping
        match = try Self.pattern("match", &members, name)
        unmatch = try Self.pattern("unmatch", &members, name)
        pathMatch = try Self.pattern("path_match", &members, name)
        pathUnmatch = try Self.pattern("path_unmatch", &members, name)
        kind = try Self.kind(members.remove("match_mapping_type"), name)
        if let style = members.remove("match_pattern"), style != "simple" {
            throw MappingError(
                .mapperParsing,
                "dynamic template [\(name)]: match_pattern [\(JavaText.text(style))] is not "
                    + "supported, only [simple] is")
        }
        guard match != nil || pathMatch != nil || body["match_mapping_type"] != nil else {
            throw MappingError(
                .mapperParsing,
                "template must have match, path_match or match_mapping_type set "
                    + JavaText.text(.object(body)))
        }
        if let key = members.keys.first {
            throw MappingError(
                .illegalArgument,
                "Illegal dynamic template parameter: [\(key)]"
                    + Suggestion.phrase(for: key, among: Self.keys))
        }
    }

    private static let keys = [
        "mapping", "match", "match_mapping_type", "match_pattern", "path_match", "path_unmatch",
        "unmatch",
    ]

    private static func pattern(
        _ key: String, _ members: inout JSONObject, _ name: String
    ) throws(MappingError) -> String? {
        guard let value = members.remove(key) else { return nil }
        guard let text = value.string else {
            throw MappingError(
                .mapperParsing, "dynamic template [\(name)]: [\(key)] must be a string")
        }
        return text
    }

    private static func kind(
        _ value: JSONValue?, _ name: String
    ) throws(MappingError) -> DynamicKind? {
        guard let value, value != "*" else { return nil }
        guard let kind = value.string.flatMap(DynamicKind.init) else {
            let accepted = DynamicKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw MappingError(
                .illegalArgument,
                "No field type matched on [\(JavaText.text(value))], possible values are "
                    + "[\(accepted)]")
        }
        return kind
    }

    func fits(name: String, path: String, kind: DynamicKind) -> Bool {
        if let wanted = self.kind, wanted != kind { return false }
        if let pathMatch, !SimplePattern.matches(pathMatch, path) { return false }
        if let match, !SimplePattern.matches(match, name) { return false }
        if let pathUnmatch, SimplePattern.matches(pathUnmatch, path) { return false }
        if let unmatch, SimplePattern.matches(unmatch, name) { return false }
        return true
    }

    /// The definition with `{name}` and `{dynamic_type}` filled in.
    func definition(name: String, kind: DynamicKind) -> JSONObject {
        var filled = Self.fill(.object(definition), name, kind.defaultType).object ?? JSONObject()
        if filled["type"] == nil, filled["properties"] == nil {
            filled["type"] = .string(kind.defaultType)
        }
        return filled
    }

    private static func fill(_ value: JSONValue, _ name: String, _ type: String) -> JSONValue {
        switch value {
        case .string(let text):
            return .string(replace("{dynamic_type}", type, in: replace("{name}", name, in: text)))
        case .array(let elements): return .array(elements.map { fill($0, name, type) })
        case .object(let members):
            var filled = JSONObject()
            for (key, inner) in members {
                let newKey = replace("{dynamic_type}", type, in: replace("{name}", name, in: key))
                filled[newKey] = fill(inner, name, type)
            }
            return .object(filled)
        default: return value
        }
    }

    private static func replace(_ mark: String, _ text: String, in whole: String) -> String {
        let bytes = Array(whole.utf8)
        let wanted = Array(mark.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: wanted) {
                output += text.utf8
                index += wanted.count
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

/// What kind of JSON value an unknown field has, as `match_mapping_type` names it.
enum DynamicKind: String, Sendable, CaseIterable {
    case object, string, long, double, boolean, date

    /// The field type it gets without a template.
    var defaultType: String { self == .string ? "text" : self == .double ? "float" : rawValue }
}

/// Patterns in which `*` stands for any run of characters.
package enum SimplePattern {
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let text = Array(text.utf8)
        var p = 0
        var t = 0
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                p = last.pattern
                t = last.text + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
