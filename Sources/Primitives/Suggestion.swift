/// Names near to one that was mistyped: the "did you mean" of errors.
package enum Suggestion {
    /// Longer names are not compared. Unit: code points.
    private static let longestName = 64

    /// The known name nearest to `name`, ties to the first; nil when none is near: a third of the
    /// letters may differ, at least one and at most three. O(known · length²).
    package static func nearest(to name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, min(3, (wanted.count + 2) / 3)) else { return nil }
        return best.name
    }

    /// ` did you mean [x]?` with its leading blank, or nothing.
    package static func phrase(for name: String, among known: [String]) -> String {
        nearest(to: name, among: known).map { " did you mean [\($0)]?" } ?? ""
    }

    /// `unknown X [wrong], did you mean [right]?`
    package static func message(_ what: String, _ wrong: String, among known: [String]) -> String {
        let unknown = "unknown \(what) [\(wrong)]"
        return nearest(to: wrong, among: known).map { "\(unknown), did you mean [\($0)]?" }
            ?? unknown
    }

    /// Insertions, deletions, replacements and, unless told otherwise, swaps of neighbours, each
    /// for one (optimal string alignment; Levenshtein's distance without swaps).
    package static func distance<Element: Equatable>(
        _ left: [Element], _ right: [Element], transpositions: Bool = true
    ) -> Int {
        var older = [Int](repeating: 0, count: right.count + 1)
        var old = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for j in right.indices {
                let replaced = old[j] + (left[i] == right[j] ? 0 : 1)
                var best = min(replaced, old[j + 1] + 1, row[j] + 1)
                if transpositions, i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, older[j - 1] + 1)
                }
                row.append(best)
            }
            (older, old) = (old, row)
        }
        return old[right.count]
    }
}
