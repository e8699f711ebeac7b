/// Whether one name could match two patterns at once.
enum PatternOverlap {
    /// The literal text between the same wildcards of both patterns tells them apart when neither
    /// is a
    /// beginning of the other, so `app-*-some-*` and `app-*-other-*` do not overlap in practice.
    static func overlaps(_ a: String, _ b: String) -> Bool {
        let left = a.split(separator: "*", omittingEmptySubsequences: false)
        let right = b.split(separator: "*", omittingEmptySubsequences: false)
        guard left.count > 1 else { return NamePattern.matches(b, a) }
        guard right.count > 1 else { return NamePattern.matches(a, b) }
        let prefix = begins(left[0], right[0])
        let suffix = begins(
            Substring(left[left.count - 1].reversed()), Substring(right[right.count - 1].reversed())
        )
        guard prefix, suffix else { return false }
        let inner = zip(left.dropFirst().dropLast(), right.dropFirst().dropLast())
        return inner.allSatisfy { begins($0, $1) }
    }

    private static func begins(_ a: Substring, _ b: Substring) -> Bool {
        a.hasPrefix(b) || b.hasPrefix(a)
    }
}
