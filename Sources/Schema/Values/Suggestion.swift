/// The closest of a list of known names to one that was mistyped.
package enum Suggestion {
    /// The known name within two edits of `name` (a third of its length at most, swaps count
    /// once) and nearest to it; ties go to the first. nil when none is near. O(n · length²).
    package static func nearest(to name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, min(2, wanted.count / 3 + 1)) else { return nil }
        return best.name
    }

    /// ` did you mean [x]?` with its leading blank, or nothing.
    package static func phrase(for name: String, among known: [String]) -> String {
        nearest(to: name, among: known).map { " did you mean [\($0)]?" } ?? ""
    }

    /// Optimal string alignment: insert, delete, replace, swap neighbours.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if abs(a.count - b.count) > 2 { return 3 }
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
