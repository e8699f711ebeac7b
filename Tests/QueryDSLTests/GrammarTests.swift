import QueryDSL
import Testing

@Suite("The small grammars")
struct GrammarTests {
    @Test(
        "of minimum_should_match count as documented",
        arguments: [
            ("3", 5, 3), ("3", 2, 3), ("-2", 5, 3), ("-9", 5, 0), ("75%", 4, 3), ("75%", 5, 3),
            ("-25%", 4, 3), ("-25%", 5, 4), ("2<75%", 2, 2), ("2<75%", 4, 3),
            ("2<-25% 9<-3", 1, 1), ("2<-25% 9<-3", 9, 7), ("2<-25% 9<-3", 10, 7),
            ("2 < 75%", 4, 3), ("100%", 3, 3), ("0", 3, 0),
        ])
    func minimum(text: String, clauses: Int, expected: Int) {
        #expect(MinimumShouldMatch(text)?.required(of: clauses) == expected)
    }

    @Test("refuse what they do not know", arguments: ["", "x", "5%%", "2<", "<3", "2<3<4", "1 2"])
    func refuses(text: String) {
        #expect(MinimumShouldMatch(text) == nil)
    }

    @Test("of fuzziness depend on the length in code points")
    func fuzziness() {
        let auto = Fuzziness("AUTO")
        #expect(
            ["ab", "abc", "abcde", "abcdef", "äöü"].map { auto?.maxEdits(for: Array($0.utf8)) }
                == [0, 1, 1, 2, 1])
        #expect(Fuzziness("auto:4,8")?.maxEdits(for: Array("abc".utf8)) == 0)
        #expect(Fuzziness("1")?.maxEdits(for: []) == 1)
        #expect(Fuzziness("1.0")?.maxEdits(for: []) == 1)
        for text in ["3", "-1", "AUTO:5", "AUTO:5,2", "x", "0.5"] {
            #expect(Fuzziness(text) == nil)
        }
    }
}
