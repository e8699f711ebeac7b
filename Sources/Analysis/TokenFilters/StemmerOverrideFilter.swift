import Primitives

/// Gives some words stems of one's own, and protects them from the stemmers behind it.
struct StemmerOverrideFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "stemmer_override", summary: "Stems of your own for some words.",
        parameters: [
            Parameter("rules", .strings, "Rules of the form: word, word => stem. Required.")
        ]
    ) { settings throws(AnalysisError) in
        var stems: [String: String] = [:]
        for rule in try settings.requiredStrings("rules", splitsCommas: false) {
            let sides = rule.components(separatedBy: "=>")
            let words = sides[0].split(separator: ",").map { ComponentSettings.trim($0) }
            guard sides.count == 2, !ComponentSettings.trim(sides[1]).isEmpty,
                !words.contains(""), !words.isEmpty, !sides[1].contains(",")
            else {
                throw settings.fail(.badRule(rule: rule, reason: "must read: word, word => stem"))
            }
            for word in words where stems[word] == nil {
                stems[word] = ComponentSettings.trim(sides[1])
            }
        }
        return StemmerOverrideFilter(stems)
    }

    private let stems: [[UInt8]: [UInt8]]

    init(_ stems: [String: String]) {
        self.stems = Dictionary(
            uniqueKeysWithValues: stems.map { (Array($0.key.utf8), Array($0.value.utf8)) })
    }

    func makeStep(before next: any TermReceiver) -> any TermReceiver { Step(stems, before: next) }

    private final class Step: TermReceiver {
        private let stems: [[UInt8]: [UInt8]]
        private let next: any TermReceiver
        private let output = ByteWriter(capacity: 64)

        init(_ stems: [[UInt8]: [UInt8]], before next: any TermReceiver) {
            self.stems = stems
            self.next = next
        }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            guard !isKeyword, let stem = stems[Array(term)] else {
                try next.receive(term, isKeyword: isKeyword)
                return
            }
            output.removeAll()
            stem.withUnsafeBytes { output.write(contentsOf: $0) }
            try next.receive(output.bytes, isKeyword: true)
        }
    }
}
