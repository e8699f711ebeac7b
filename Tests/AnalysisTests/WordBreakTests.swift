import Analysis
import CICU
import Foundation
import Primitives
import TestSupport
import Testing

/// Words by ICU's rule engine: its own word rules, or those of UAX #29 written out without
/// dictionaries. A word is a segment that holds a letter, digit, ideograph or kana.
private final class RuleBreaker {
    private let breaker: OpaquePointer

    init(rules: String?) throws {
        var name: UnsafePointer<CChar>?
        let opened =
            rules.map { text in
                text.withCString { aisle_breaker_open($0, &name) }
            } ?? aisle_breaker_open(nil, &name)
        breaker = try #require(opened, "\(name.map { String(cString: $0) } ?? "")")
    }

    deinit { aisle_breaker_close(breaker) }

    func words(_ bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        bytes.withUnsafeBytes { raw in
            let characters = raw.bindMemory(to: CChar.self)
            guard let base = characters.baseAddress,
                aisle_breaker_set_text(breaker, base, characters.count) == 0
            else { return }
            var start = 0
            var status: Int32 = 0
            while true {
                let end = Int(aisle_breaker_next(breaker, &status))
                if end < 0 { break }
                if status >= 100 { ranges.append(start..<end) }
                start = end
            }
        }
        return ranges
    }
}

@Suite("Words of the standard tokenizer")
struct WordBreakTests {
    /// UAX #29 without dictionaries; `:` joins letters as in the standard (ICU 72 took it out).
    static let rules = """
        !!chain;
        $Ex = [\\p{Word_Break=Extend}\\p{Word_Break=Format}\\p{Word_Break=ZWJ}-[\\p{EMod}]];
        $Letter = [\\p{Word_Break=ALetter}\\p{Word_Break=Hebrew_Letter}];
        $Number = [\\p{Word_Break=Numeric}[\\uFF10-\\uFF19]];
        $Katakana = [\\p{Word_Break=Katakana}];
        $Joiner = [\\p{Word_Break=ExtendNumLet}];
        $MidBoth = [\\p{Word_Break=MidNumLet}\\p{Word_Break=Single_Quote}];
        $MidLetter = [\\p{Word_Break=MidLetter}\\:];
        $MidNumber = [\\p{Word_Break=MidNum}];
        $Han = [\\p{Script=Han}];
        $Hiragana = [\\p{Script=Hiragana}];
        $Complex = [\\p{LineBreak=Complex_Context}];
        $Number $Ex* {100};
        $Letter $Ex* {200};
        $Katakana $Ex* {300};
        $Hiragana $Ex* {300};
        $Han $Ex* {400};
        $Complex $Ex* {500};
        $Complex $Ex* $Complex {500};
        $Letter $Ex* $Letter {200};
        $Letter $Ex* $MidLetter $Ex* $Letter {200};
        $Letter $Ex* $MidBoth $Ex* $Letter {200};
        $Number $Ex* $Number {100};
        $Letter $Ex* $Number {200};
        $Number $Ex* $Letter {200};
        $Number $Ex* $MidNumber $Ex* $Number {100};
        $Number $Ex* $MidBoth $Ex* $Number {100};
        $Katakana $Ex* $Katakana {300};
        """

    /// Characters on which ICU's own rules and the standard agree, dictionaries and emoji aside.
    private static let plain: [String] = [
        "a", "B", "q", "0", "7", "_", "'", ".", ",", ";", " ", "-", "é", "ß", "ж", "Я", "ε",
        "ع", "١", "०", "ह", "ি", "\u{301}", "\u{AD}", "’", "·", "(", "$", "ﬁ", "𝒳",
    ]

    private func differences(
        _ breaker: RuleBreaker, _ texts: [String]
    ) throws -> [String] {
        let analyzer = try AnalysisRegistry.builtin.custom(tokenizer: "standard")
        return try texts.filter { text in
            let found = try analyzer.probe(text).tokens.map { $0.start..<$0.end }
            return found != breaker.words(Array(text.utf8))
        }
    }

    @Test("are ICU's on random texts of scripts without dictionaries")
    func equalsICU() throws {
        let breaker = try RuleBreaker(rules: nil)
        try forEachSeed(12) { random in
            let texts = (0..<100).map { _ in
                (0...random.below(16)).map { _ in Self.plain[random.below(Self.plain.count)] }
                    .joined()
            }
            // A row of connectors is a word to ICU and none to Lucene.
            let different = try differences(breaker, texts.filter { !$0.utf8.contains(95) })
            try #require(different.isEmpty, "\(different.prefix(3))")
        }
    }

    @Test("are ICU's on real titles")
    func equalsICUOnTitles() throws {
        guard let titles = try RealTitles.load(limit: 8_000) else {
            print("SKIPPED: no ../shared/datasets beside the project, so no real titles to compare")
            return
        }
        let breaker = try RuleBreaker(rules: nil)
        // ICU 72 no longer joins letters with a colon, but with an at sign; rows of
        // connectors are no words to Lucene; emoji are words to Lucene only.
        let comparable = titles.filter { title in
            !title.contains(":") && !title.contains("@") && !title.contains("_")
                && !title.unicodeScalars.contains {
                    $0.properties.isEmojiPresentation || $0.properties.isEmoji && $0.value > 0x7F
                        || $0.properties.isIdeographic || (0x3040...0x30FF).contains($0.value)
                        || (0xE00...0xEFF).contains($0.value)
                }
        }
        #expect(comparable.count > titles.count / 2)
        let different = try differences(breaker, comparable)
        #expect(different.isEmpty, "\(different.count): \(different.prefix(3))")
    }

    @Test("are those of the rules without dictionaries, written for ICU's rule engine")
    func equalsRules() throws {
        let breaker = try RuleBreaker(rules: Self.rules)
        let extra = ["가", "나", "東", "京", "ア", "ー", "ｶ", "ぁ", "ก", "ข", "က", ":", "々", "１"]
        try forEachSeed(12) { random in
            let pool = Self.plain.filter { $0 != "_" && $0 != "ה" } + extra
            let texts = (0..<100).map { _ in
                (0...random.below(16)).map { _ in pool[random.below(pool.count)] }.joined()
            }
            let analyzer = try AnalysisRegistry.builtin.custom(tokenizer: "standard")
            for text in texts {
                let found = try analyzer.probe(text).tokens.map { $0.start..<$0.end }
                try #require(found == breaker.words(Array(text.utf8)), "\(text)")
            }
        }
    }

    @Test("cost no more than linear time on rows of connectors, joiners and tags")
    func rows() throws {
        let analyzer = try AnalysisRegistry.builtin.custom(tokenizer: "standard")
        for piece in ["_", "\u{200D}", "＿", "👩\u{E0067}", "\u{FE0F}", "ab", "'", "ה\"", "#️"] {
            let text = String(repeating: piece, count: 100_000)
            #expect(try analyzer.probe(text).next >= 0)
        }
    }
}

/// Titles of the shared data sets, where they lie beside the project.
enum RealTitles {
    static func load(limit: Int) throws -> [String]? {
        var folder = URL(filePath: #filePath)
        for _ in 0..<6 {
            folder.deleteLastPathComponent()
            let datasets = folder.appending(path: "shared/datasets")
            let names = try? FileManager.default.contentsOfDirectory(atPath: datasets.path)
            guard let names else { continue }
            return try titles(datasets, names.sorted(), limit)
        }
        return nil
    }

    private static func titles(_ datasets: URL, _ names: [String], _ limit: Int) throws -> [String]
    {
        var titles: [String] = []
        for name in names where titles.count < limit {
            let file = datasets.appending(path: "\(name)/products.ndjson.gz")
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "gzip -dc \"$0\" | head -n 1000", file.path]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            for line in data.split(separator: 10) {
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                if let title = object?["title"] as? String { titles.append(title) }
            }
        }
        return titles
    }
}
