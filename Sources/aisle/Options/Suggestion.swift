/// The nearest of the names that exist to one that does not.
enum Suggestion {
    /// Nil when nothing is near: more than a third of the letters would have to change.
    static func nearest(to wrong: String, among names: [String]) -> String? {
        let ranked = names.map { (name: $0, distance: distance(Array(wrong), Array($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, wrong.count / 3) ? best.name : nil
    }

    /// `unknown X [wrong], did you mean [right]?`
    static func message(_ what: String, _ wrong: String, among names: [String]) -> String {
        let unknown = "unknown \(what) [\(wrong)]"
        return nearest(to: wrong, among: names).map { "\(unknown), did you mean [\($0)]?" }
            ?? unknown
    }

    /// Insertions, deletions, replacements and swaps of neighbours, each for one.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var older = [Int](repeating: 0, count: right.count + 1)
        var old = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let replaced = old[j] + (left[i] == right[j] ? 0 : 1)
                var best = min(replaced, old[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, older[j - 1] + 1)
                }
                row.append(best)
            }
            (older, old) = (old, row)
        }
        return old[right.count]
    }
}
