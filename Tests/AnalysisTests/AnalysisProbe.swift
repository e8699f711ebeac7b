import Analysis
import Primitives

/// A token of an analysis in a form that compares and prints.
struct ProbedToken: Equatable, CustomStringConvertible {
    var term: String
    var start: Int
    var end: Int
    var position: Int
    var length = 1
    var type = "<ALPHANUM>"

    var description: String {
        "\(term)[\(start)..<\(end)]@\(position)" + (length == 1 ? "" : "+\(length)") + " \(type)"
    }
}

extension Analyzer {
    func probe(
        _ text: String, vocabulary: Vocabulary = Vocabulary(), base: UInt32 = 0
    ) throws -> (tokens: [ProbedToken], next: Int) {
        let buffer = TokenBuffer(vocabulary: vocabulary)
        let bytes = Array(text.utf8)
        let next = try bytes.withUnsafeBytes { raw throws(AnalysisError) in
            try analyze(raw, into: buffer, basePosition: base)
        }
        return (buffer.probed(), Int(next))
    }

    func terms(_ text: String) throws -> [String] { try probe(text).tokens.map(\.term) }
}

extension TokenBuffer {
    func probed() -> [ProbedToken] {
        (0..<count).map { index in
            ProbedToken(
                term: String(decoding: vocabulary.term(termIDs[index]), as: UTF8.self),
                start: Int(startOffsets[index]), end: Int(endOffsets[index]),
                position: Int(positions[index]), length: Int(positionLengths[index]),
                type: types[index].label)
        }
    }
}

func builtin(_ name: String) throws -> Analyzer {
    guard let analyzer = AnalysisRegistry.builtin.analyzer(named: name) else {
        throw AnalysisError(
            .unknownComponent(component: "analyzer", name: name, suggestion: nil), at: "test")
    }
    return analyzer
}
