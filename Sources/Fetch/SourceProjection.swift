import JSON
import Primitives

/// Which parts of a stored source an answer shows.
///
/// Patterns are dotted paths in which `*` stands for any run of characters, dots included. What an
/// include names is shown with everything below it; excludes win. Objects and lists in which
/// nothing
/// is left disappear unless an include names them outright.
package struct SourceProjection: Sendable {
    private let includes: PatternSet?
    private let excludes: PatternSet
    private let patterns: (includes: [String], excludes: [String])

    package static let everything = SourceProjection(includes: [], excludes: [])

    package init(includes: [String], excludes: [String]) {
        self.includes = includes.isEmpty ? nil : PatternSet(includes)
        self.excludes = PatternSet(excludes)
        patterns = (includes, excludes)
    }

    /// The same for an object at a path of the document, which patterns begin with.
    func without(prefix: String) -> SourceProjection {
        let cut = { (pattern: String) in
            pattern.hasPrefix(prefix) ? String(pattern.dropFirst(prefix.count)) : pattern
        }
        return SourceProjection(
            includes: patterns.includes.map(cut), excludes: patterns.excludes.map(cut))
    }

    package var showsEverything: Bool { includes == nil && excludes.isEmpty }

    /// Writes what is left of a source as one JSON value. With nothing to filter the bytes are
    /// copied
    /// as they were stored.
    /// - Parameter parser: asked for when there is something to filter.
    /// - Throws: `JSONError` when the source is not JSON.
    package func write(
        _ source: UnsafeRawBufferPointer, to writer: JSONWriter,
        parser: @autoclosure () -> JSONParser
    ) throws {
        guard !showsEverything else { return writer.raw(source) }
        // The nodes are the parser's.
        let parser = parser()
        try withExtendedLifetime(parser) { write(try parser.parse(source), to: writer) }
    }

    package func write(_ root: JSONNode, to writer: JSONWriter) {
        guard root.isObject else { return writer.value(root) }
        let walk = Walk(excludes: excludes, writer: writer)
        writer.beginObject()
        walk.members(
            of: root, includes.map { Wanted.matching($0, $0.start) } ?? .all, excludes.start)
        writer.endObject()
    }

    private enum Wanted {
        case all
        case matching(PatternSet, PatternSet.State)
    }

    /// One pass over a source. Emptied containers are taken back by cutting the output, so keys are
    /// written first and withdrawn when nothing follows.
    private struct Walk {
        let excludes: PatternSet
        let writer: JSONWriter

        func members(of object: JSONNode, _ wanted: Wanted, _ away: PatternSet.State) {
            for member in object.members {
                let gone = excludes.step(away, member.keyBytes)
                if excludes.accepts(gone) { continue }
                switch wanted {
                case .all: put(member, .all, gone, isNamed: true)
                case .matching(let set, let state):
                    let next = set.step(state, member.keyBytes)
                    guard set.isAlive(next) else { continue }
                    let isNamed = set.accepts(next)
                    put(member, isNamed ? .all : .matching(set, next), gone, isNamed: isNamed)
                }
            }
        }

        private func put(
            _ member: JSONMember, _ wanted: Wanted, _ gone: PatternSet.State, isNamed: Bool
        ) {
            let value = member.value
            guard value.isObject || value.isArray else {
                if isNamed { writer.key(member.keyBytes); writer.value(value) }
                return
            }
            guard isNamed || hasContent(value, wanted, gone) else { return }
            writer.key(member.keyBytes)
            container(value, wanted, gone)
        }

        private func container(_ value: JSONNode, _ wanted: Wanted, _ gone: PatternSet.State) {
            if value.isObject {
                writer.beginObject()
                let (wanted, gone) = descend(wanted, gone)
                members(of: value, wanted, gone)
                writer.endObject()
            } else {
                writer.beginArray()
                for element in value.elements { self.element(element, wanted, gone) }
                writer.endArray()
            }
        }

        private func element(_ value: JSONNode, _ wanted: Wanted, _ gone: PatternSet.State) {
            if value.isObject || value.isArray {
                if isAll(wanted) || hasContent(value, wanted, gone) {
                    container(value, wanted, gone)
                }
            } else if isAll(wanted) {
                writer.value(value)
            }
        }

        /// Whether anything would be written inside a container.
        private func hasContent(
            _ value: JSONNode, _ wanted: Wanted, _ gone: PatternSet.State
        ) -> Bool {
            if value.isArray {
                return value.elements.contains { element in
                    element.isObject || element.isArray
                        ? hasContent(element, wanted, gone) : isAll(wanted)
                }
            }
            let (wanted, gone) = descend(wanted, gone)
            for member in value.members {
                let inner = excludes.step(gone, member.keyBytes)
                if excludes.accepts(inner) { continue }
                guard case .matching(let set, let state) = wanted else { return true }
                let next = set.step(state, member.keyBytes)
                if set.accepts(next) { return true }
                guard set.isAlive(next), member.value.isObject || member.value.isArray else {
                    continue
                }
                if hasContent(member.value, .matching(set, next), inner) { return true }
            }
            return false
        }

        private func descend(
            _ wanted: Wanted, _ gone: PatternSet.State
        ) -> (Wanted, PatternSet.State) {
            let inner = excludes.stepDot(gone)
            guard case .matching(let set, let state) = wanted else { return (.all, inner) }
            return (.matching(set, set.stepDot(state)), inner)
        }

        private func isAll(_ wanted: Wanted) -> Bool {
            if case .all = wanted { true } else { false }
        }
    }
}

/// Several wildcard patterns read together, byte by byte.
struct PatternSet: Sendable {
    /// Where each pattern may stand: (pattern, position) pairs, packed.
    typealias State = [UInt32]

    private let patterns: [[UInt8]]

    init(_ patterns: [String]) { self.patterns = patterns.map { Array($0.utf8) } }

    var isEmpty: Bool { patterns.isEmpty }

    var start: State {
        var state: State = []
        for pattern in patterns.indices { add(pattern, 0, to: &state) }
        return state
    }

    func isAlive(_ state: State) -> Bool { !state.isEmpty }

    func accepts(_ state: State) -> Bool {
        state.contains { Int($0 & 0xFFFF) == patterns[Int($0 >> 16)].count }
    }

    func step(_ state: State, _ bytes: UnsafeRawBufferPointer) -> State {
        var state = state
        for byte in bytes where !state.isEmpty { state = step(state, byte) }
        return state
    }

    func stepDot(_ state: State) -> State { step(state, UInt8(ascii: ".")) }

    private func step(_ state: State, _ byte: UInt8) -> State {
        var next: State = []
        for packed in state {
            let pattern = Int(packed >> 16)
            let position = Int(packed & 0xFFFF)
            guard position < patterns[pattern].count else { continue }
            if patterns[pattern][position] == UInt8(ascii: "*") {
                add(pattern, position, to: &next)
            } else if patterns[pattern][position] == byte {
                add(pattern, position + 1, to: &next)
            }
        }
        return next
    }

    /// Adds a place and those a `*` that matches nothing leads to.
    private func add(_ pattern: Int, _ position: Int, to state: inout State) {
        var position = position
        while true {
            let packed = UInt32(pattern) << 16 | UInt32(position)
            if !state.contains(packed) { state.append(packed) }
            guard position < patterns[pattern].count,
                patterns[pattern][position] == UInt8(ascii: "*")
            else { return }
            position += 1
        }
    }
}
