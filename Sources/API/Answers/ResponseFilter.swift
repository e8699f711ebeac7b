/// `filter_path`: keeps the named parts of an answer, errors included.
///
/// A pattern is a dotted path whose steps may hold `*`; the step `**` stands for any number of
/// steps; a leading `-` takes the path away instead. Lists are transparent: a pattern speaks of the
/// objects in them. Objects and lists left empty by the filter disappear, the outermost excepted.
package struct ResponseFilter: Sendable {
    private typealias Path = [[UInt8]]

    private let includes: [Path]
    private let excludes: [Path]

    /// - Returns: nil when the parameter names nothing.
    package init?(_ parameter: String) {
        var includes: [Path] = []
        var excludes: [Path] = []
        for part in parameter.split(separator: ",") {
            let trimmed = part.filter { $0 != " " }
            let isExclusion = trimmed.hasPrefix("-")
            let path = (isExclusion ? trimmed.dropFirst() : trimmed[...])
                .split(separator: ".").map { Array($0.utf8) }
            guard !path.isEmpty else { continue }
            if isExclusion { excludes.append(path) } else { includes.append(path) }
        }
        guard !includes.isEmpty || !excludes.isEmpty else { return nil }
        self.includes = includes
        self.excludes = excludes
    }

    /// Whether anything of a member of the outermost object may stay.
    package func mayKeep(member: String) -> Bool {
        let name = Array(member.utf8)[...]
        func begins(_ path: Path) -> Bool {
            path[0] == [UInt8(ascii: "*"), UInt8(ascii: "*")]
                || Wildcard.matches(path[0][...], name)
        }
        return includes.isEmpty || includes.contains(where: begins)
    }

    package func apply(to json: [UInt8]) -> [UInt8] {
        var walk = Walk(text: JSONText(json), includes: includes, excludes: excludes)
        let wanted: Wanted = includes.isEmpty ? .all : .some(Walk.starts(of: includes))
        if !walk.value(wanted, Walk.starts(of: excludes)) {
            walk.output += json.first == UInt8(ascii: "[") ? Array("[]".utf8) : Array("{}".utf8)
        }
        return walk.output
    }

    private enum Wanted {
        case all
        case some([Step])

        var isAll: Bool {
            if case .all = self { true } else { false }
        }
    }

    /// How far along a pattern the walk has come.
    private struct Step: Equatable {
        var pattern: Int
        var position: Int
    }

    private struct Walk {
        var text: JSONText
        let includes: [Path]
        let excludes: [Path]
        var output: [UInt8] = []

        static func starts(of paths: [Path]) -> [Step] {
            paths.indices.map { Step(pattern: $0, position: 0) }
        }

        /// Copies what is wanted of the value the text stands on.
        /// - Returns: whether anything was.
        mutating func value(_ wanted: Wanted, _ unwanted: [Step]) -> Bool {
            if wanted.isAll, unwanted.isEmpty {
                output += text.bytes[text.value()]
                return true
            }
            switch text.current {
            case UInt8(ascii: "{"): return object(wanted, unwanted)
            case UInt8(ascii: "["): return list(wanted, unwanted)
            default:
                let range = text.scalar()
                guard wanted.isAll else { return false }
                output += text.bytes[range]
                return true
            }
        }

        private mutating func object(_ wanted: Wanted, _ unwanted: [Step]) -> Bool {
            let mark = output.count
            output.append(UInt8(ascii: "{"))
            _ = text.take(UInt8(ascii: "{"))
            var members = 0
            var kept = 0
            while !text.take(UInt8(ascii: "}")), !text.isAtEnd {
                members += 1
                let key = text.string()
                _ = text.take(UInt8(ascii: ":"))
                if member(key, wanted, unwanted, isFirst: kept == 0) { kept += 1 }
                _ = text.take(UInt8(ascii: ","))
            }
            return close(UInt8(ascii: "}"), mark: mark, had: members, kept: kept, wanted)
        }

        private mutating func member(
            _ key: Range<Int>, _ wanted: Wanted, _ unwanted: [Step], isFirst: Bool
        ) -> Bool {
            let name = text.bytes[(key.lowerBound + 1)..<(key.upperBound - 1)]
            let away = advance(unwanted, along: excludes, by: name)
            let inside: Wanted
            switch wanted {
            case .all: inside = .all
            case .some(let steps): inside = advance(steps, along: includes, by: name)
            }
            if case .some(let steps) = inside, steps.isEmpty {
                _ = text.value()
                return false
            }
            guard case .some(let remaining) = away else {
                _ = text.value()
                return false
            }
            let mark = output.count
            if !isFirst { output.append(UInt8(ascii: ",")) }
            output += text.bytes[key]
            output.append(UInt8(ascii: ":"))
            if value(inside, remaining) { return true }
            output.removeSubrange(mark...)
            return false
        }

        private mutating func list(_ wanted: Wanted, _ unwanted: [Step]) -> Bool {
            let mark = output.count
            output.append(UInt8(ascii: "["))
            _ = text.take(UInt8(ascii: "["))
            var members = 0
            var kept = 0
            while !text.take(UInt8(ascii: "]")), !text.isAtEnd {
                members += 1
                let before = output.count
                if kept > 0 { output.append(UInt8(ascii: ",")) }
                if value(wanted, unwanted) { kept += 1 } else { output.removeSubrange(before...) }
                _ = text.take(UInt8(ascii: ","))
            }
            return close(UInt8(ascii: "]"), mark: mark, had: members, kept: kept, wanted)
        }

        private mutating func close(
            _ bracket: UInt8, mark: Int, had members: Int, kept: Int, _ wanted: Wanted
        ) -> Bool {
            if kept == 0, members > 0 || !wanted.isAll {
                output.removeSubrange(mark...)
                return false
            }
            output.append(bracket)
            return true
        }

        /// One key further along each pattern: `.all` when one of them ends there.
        private func advance(
            _ steps: [Step], along paths: [Path], by name: ArraySlice<UInt8>
        ) -> Wanted {
            var next: [Step] = []
            var pending = steps
            while let step = pending.popLast() {
                let path = paths[step.pattern]
                guard step.position < path.count else { continue }
                let isLast = step.position + 1 == path.count
                if path[step.position] == [UInt8(ascii: "*"), UInt8(ascii: "*")] {
                    if isLast { return .all }
                    if !next.contains(step) { next.append(step) }
                    pending.append(Step(pattern: step.pattern, position: step.position + 1))
                } else if Wildcard.matches(path[step.position][...], name) {
                    if isLast { return .all }
                    next.append(Step(pattern: step.pattern, position: step.position + 1))
                }
            }
            return .some(next)
        }
    }
}

/// Patterns whose only special character is `*`, any run of bytes.
enum Wildcard {
    static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var t = text.startIndex
        var star: Int?
        var retry = t
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
                star = p
                p += 1
                retry = t
            } else if p < pattern.endIndex, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                p = last + 1
                retry += 1
                t = retry
            } else {
                return false
            }
        }
        while p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.endIndex
    }
}
