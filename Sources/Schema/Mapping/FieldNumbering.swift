import JSON
import Segments

/// The numbers of an index's fields and nested spaces, given out once and never again: the order
/// in which paths were first mapped.
struct FieldNumbering: Sendable, Equatable {
    private(set) var paths: [String] = []
    private var numbers = LayeredTable<String, FieldNumber>()
    private(set) var spacePaths: [String] = []

    init() {}

    static func == (left: FieldNumbering, right: FieldNumbering) -> Bool {
        left.paths == right.paths && left.spacePaths == right.spacePaths
    }

    init?(paths: [JSONValue], spaces: [JSONValue]) {
        for path in paths {
            guard let path = path.string, numbers[path] == nil else { return nil }
            numbers[path] = ReservedField.firstMapped + FieldNumber(self.paths.count)
            self.paths.append(path)
        }
        spacePaths = spaces.compactMap(\.string)
        guard spacePaths.count == spaces.count else { return nil }
    }

    mutating func number(for path: String) throws(MappingError) -> FieldNumber {
        if let number = numbers[path] { return number }
        guard paths.count < SchemaLimits.fieldNumbers else {
            throw MappingError(
                .illegalArgument,
                "an index can have [\(SchemaLimits.fieldNumbers)] fields over its life", at: path)
        }
        let number = ReservedField.firstMapped + FieldNumber(paths.count)
        numbers[path] = number
        paths.append(path)
        return number
    }

    mutating func space(for path: String) -> SpaceNumber {
        if let index = spacePaths.firstIndex(of: path) { return SpaceNumber(index + 1) }
        spacePaths.append(path)
        return SpaceNumber(spacePaths.count)
    }
}
