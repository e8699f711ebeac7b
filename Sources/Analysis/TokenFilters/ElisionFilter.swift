import Primitives

/// Drops an elided article before an apostrophe: `l'avion` becomes `avion`.
struct ElisionFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "elision", summary: "Drops elided articles, as the l' of l'avion.",
        parameters: [
            Parameter(
                "articles", .strings, "Articles without their apostrophe; the French by default."),
            Parameter("articles_case", .boolean, default: "false", "Compare without case."),
        ],
        isNormalizing: true
    ) { settings throws(AnalysisError) in
        let ignoresCase = try settings.boolean("articles_case", default: false)
        guard let articles = try settings.strings("articles") else {
            return ElisionFilter(articles: WordSet(french, ignoresCase: true))
        }
        return ElisionFilter(articles: WordSet(articles, ignoresCase: ignoresCase))
    }

    static let catalan = ["d", "l", "m", "n", "s", "t"]
    static let french = [
        "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu",
    ]
    static let italian = [
        "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
        "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d",
    ]

    let articles: WordSet

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let articles = articles
        return RewriteStep(before: next) { term, output in
            var start = 0
            if let mark = Self.firstApostrophe(term),
                articles.contains(UnsafeRawBufferPointer(rebasing: term[..<mark.lowerBound]))
            {
                start = mark.upperBound
            }
            output.write(contentsOf: UnsafeRawBufferPointer(rebasing: term[start...]))
        }
    }

    private static func firstApostrophe(_ term: UnsafeRawBufferPointer) -> Range<Int>? {
        var found: Range<Int>?
        UTF8Text.forEach(term) { scalar, range in
            if found == nil && (scalar == 0x27 || scalar == 0x2019) { found = range }
        }
        return found
    }
}
