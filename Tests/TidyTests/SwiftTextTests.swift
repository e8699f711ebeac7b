import Testing

@Suite("The reader of Swift text")
struct SwiftTextTests {
    @Test("blanks comments and strings and keeps everything else in place")
    func blanking() {
        let text = #"""
            let a = "print(" // print(
            let b = #"a "quoted" \ text"# + "x\(f("y", (1)))z" /* a /* b */ c */ + d
            """#
        let code = blankingCommentsAndStrings(text)
        #expect(code.utf8.count == text.utf8.count)
        #expect(!code.contains("print") && !code.contains("quoted") && !code.contains("f("))
        #expect(code.contains("let a =") && code.contains("let b =") && code.hasSuffix("+ d"))
    }

    @Test("measures functions from their first line to their last brace")
    func functions() {
        let spans = functionSpans(
            in: """
                protocol P {
                    init(a: Int)
                    func required(_ x: Int) -> Int
                }
                func one(
                    a: Int
                ) -> Int {
                    a
                }
                struct S { init?(b: Int) { self.init(a: 1) } }
                """)
        #expect(spans.map(\.line).sorted() == [5, 10])
        #expect(spans.map(\.lineCount).sorted() == [1, 5])
    }
}
