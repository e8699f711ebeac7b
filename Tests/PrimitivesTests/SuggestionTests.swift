import Primitives
import Testing

@Suite("A suggestion")
struct SuggestionTests {
    /// The definition, without a table.
    private func distance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, _ swaps: Bool) -> Int {
        guard let first = a.last, let second = b.last else { return max(a.count, b.count) }
        var best = min(
            distance(a.dropLast(), b, swaps) + 1, distance(a, b.dropLast(), swaps) + 1,
            distance(a.dropLast(), b.dropLast(), swaps) + (first == second ? 0 : 1))
        if swaps, a.count > 1, b.count > 1, first == b.dropLast().last,
            second == a.dropLast().last
        {
            best = min(best, distance(a.dropLast(2), b.dropLast(2), swaps) + 1)
        }
        return best
    }

    @Test("measures as the definition does")
    func distances() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<150 {
            let words = (0..<2).map { _ in
                (0..<random.below(6)).map { _ in UInt8(97 + random.below(3)) }
            }
            for swaps in [true, false] {
                #expect(
                    Suggestion.distance(words[0], words[1], transpositions: swaps)
                        == distance(words[0][...], words[1][...], swaps))
            }
        }
    }

    @Test("is the nearest name, and none when none is near")
    func nearest() {
        let names = ["match", "match_phrase", "multi_match", "range", "term"]
        for (wrong, right) in [
            ("mtach", "match"), ("Match", "match"), ("ragne", "range"), ("tem", "term"),
            ("multimatch", "multi_match"), ("match_phrases", "match_phrase"),
        ] {
            #expect(Suggestion.nearest(to: wrong, among: names) == right)
        }
        for wrong in ["", "geo_shape", "xy", String(repeating: "m", count: 65)] {
            #expect(Suggestion.nearest(to: wrong, among: names) == nil, "\(wrong)")
        }
        #expect(Suggestion.phrase(for: "trem", among: names) == " did you mean [term]?")
        #expect(
            Suggestion.message("query", "trem", among: names)
                == "unknown query [trem], did you mean [term]?")
        #expect(Suggestion.message("query", "geo", among: names) == "unknown query [geo]")
    }
}
