import Primitives

/// Replaces letters, digits and punctuation by their ASCII look-alikes: `café` becomes `cafe`.
struct ASCIIFoldingFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "asciifolding", summary: "Replaces accented and special characters by ASCII.",
        parameters: [
            Parameter(
                "preserve_original", .boolean, default: "false",
                "Keep the unfolded term beside the folded one.")
        ],
        isNormalizing: true
    ) { settings throws(AnalysisError) in
        let keepsOriginal = try settings.boolean("preserve_original", default: false)
        settings.noteFile(FoldingTable.path)
        let table = try FoldingTable.of(settings.data, place: settings.place)
        return ASCIIFoldingFilter(table: table, keepsOriginal: keepsOriginal)
    }

    let table: FoldingTable
    let keepsOriginal: Bool

    var roleInRules: RoleInRules { keepsOriginal ? .refused : .applied }

    func makeStep(before next: any TermReceiver) -> any TermReceiver { Step(self, before: next) }

    private final class Step: TermReceiver {
        private let filter: ASCIIFoldingFilter
        private let next: any TermReceiver
        private let output = ByteWriter(capacity: 64)

        init(_ filter: ASCIIFoldingFilter, before next: any TermReceiver) {
            self.filter = filter
            self.next = next
        }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            output.removeAll()
            let isChanged = filter.table.fold(term, into: output)
            try next.receive(output.bytes, isKeyword: isKeyword)
            if isChanged && filter.keepsOriginal { try next.receive(term, isKeyword: isKeyword) }
        }
    }
}

/// What each character folds to.
final class FoldingTable: Sendable {
    static let path = "shared/folding.txt"

    private let texts: [UInt32: [UInt8]]

    private static let embedded = Result { try FoldingTable(LanguageData.embedded) }

    static func of(_ data: LanguageData, place: String) throws(AnalysisError) -> FoldingTable {
        do {
            return data === LanguageData.embedded ? try embedded.get() : try FoldingTable(data)
        } catch let error as AnalysisError {
            throw error
        } catch {
            throw AnalysisError(.misplaced(reason: "\(error)"), at: place)
        }
    }

    private init(_ data: LanguageData) throws(AnalysisError) {
        let path = FoldingTable.path
        var texts: [UInt32: [UInt8]] = [:]
        for line in data.lines(path) ?? [] {
            let sides = line.split(separator: " ", omittingEmptySubsequences: true)
            guard sides.count == 3, sides[1] == "=>" else {
                throw AnalysisError(
                    .badRule(rule: line, reason: "must read: characters => text"), at: path)
            }
            for scalar in sides[0].unicodeScalars { texts[scalar.value] = Array(sides[2].utf8) }
        }
        self.texts = texts
    }

    /// - Returns: whether anything changed.
    func fold(_ term: UnsafeRawBufferPointer, into output: ByteWriter) -> Bool {
        var isChanged = false
        UTF8Text.forEach(term) { scalar, _ in
            if scalar >= 0x80, let text = texts[scalar] {
                text.withUnsafeBytes { output.write(contentsOf: $0) }
                isChanged = true
            } else {
                UTF8Text.write(scalar, to: output)
            }
        }
        return isChanged
    }
}
