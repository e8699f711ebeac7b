import Analysis
import JSON
import Primitives
import Segments

/// Where field types put the values of the document being parsed. One thread.
///
/// It stands at one field of one (child) document at a time; `move` sets it there.
package final class FieldSink {
    private var document = ParsedDocument()
    private var buffer: SegmentBuffer?
    private var tokenBuffers: [ObjectIdentifier: TokenBuffer] = [:]
    private var lastAnalyzer: Analyzer?
    private var lastTokens: TokenBuffer?
    /// Where normalizers write; its terms are remembered up to a limit.
    private var normalizing: TokenBuffer?
    private var path = ""
    private var number: FieldNumber = 0
    private var slot = 0
    private var hasColumn = false
    private var hasPostings = false
    private var textColumn: FieldNumber?
    private var hasTerms = false
    private var child: UInt16 = 0
    /// Where the next value of each text field begins, by slot: 0 before its first value.
    private var nextPositions: [UInt32]
    private var nextPositionChildren: [UInt16]
    private var touchedSlots: [Int] = []
    /// True once the value at hand put anything into the index.
    private(set) var hasEmitted = false
    /// The last number the value at hand put into the index, and how many it put there.
    private(set) var lastNumber: Int64 = 0
    private(set) var numberCount = 0
    private let scratch = ByteWriter()

    init(slots: Int) {
        nextPositions = Array(repeating: 0, count: slots)
        nextPositionChildren = Array(repeating: 0, count: slots)
    }

    /// Makes room for fields a mapping gained.
    func grow(slots: Int) {
        let missing = slots - nextPositions.count
        guard missing > 0 else { return }
        nextPositions.append(contentsOf: repeatElement(0, count: missing))
        nextPositionChildren.append(contentsOf: repeatElement(0, count: missing))
    }

    func begin(_ document: ParsedDocument, _ buffer: SegmentBuffer) {
        if buffer !== self.buffer {
            tokenBuffers = [:]
            lastAnalyzer = nil
            lastTokens = nil
            self.buffer = buffer
        }
        self.document = document
        for slot in touchedSlots { nextPositions[slot] = 0 }
        touchedSlots.removeAll(keepingCapacity: true)
    }

    /// Starts a document of which only numbers are wanted, and those only from here.
    func beginNumbers() { document.removeAll() }

    func move(to field: MappedField, child: UInt16) {
        path = field.path
        number = field.number
        slot = field.slot
        hasColumn = field.info.column != .none
        hasTerms = field.info.hasTerms
        hasPostings = field.info.postings != .none
        textColumn = field.textColumnNumber
        self.child = child
        hasEmitted = false
        numberCount = 0
    }

    /// Adds a number in the field's encoding.
    package func add(number value: Int64) {
        guard hasColumn else { return }
        hasEmitted = true
        lastNumber = value
        numberCount &+= 1
        document.addNumber(field: number, child: child, value)
    }

    /// Adds a term as it is.
    package func add(term: UnsafeRawBufferPointer) throws(FieldValueError) {
        guard hasTerms else { return }
        guard term.count <= SchemaLimits.termBytes else { throw immense(term) }
        hasEmitted = true
        document.addTerm(field: number, child: child, term)
    }

    /// Analyses a text and adds its tokens, `gap` positions behind the value before it.
    package func add(
        text: UnsafeRawBufferPointer, analyzer: Analyzer, gap: Int
    ) throws(FieldValueError) {
        guard let tokens = tokens(for: analyzer) else { return }
        tokens.removeAll()
        var base: UInt32 = 0
        if nextPositions[slot] == 0 {
            touchedSlots.append(slot)
        } else if nextPositionChildren[slot] == child {
            base = nextPositions[slot] &- 1 &+ UInt32(gap)
        }
        do {
            nextPositions[slot] = try analyzer.analyze(text, into: tokens, basePosition: base) &+ 1
        } catch {
            throw FieldValueError(.illegalArgument, error.description)
        }
        nextPositionChildren[slot] = child
        hasEmitted = true
        if hasPostings {
            document.addTokens(
                field: number, child: child, range: 0..<tokens.count, tokens: tokens)
        }
        if let textColumn { addColumn(textColumn, tokens) }
    }

    /// The terms of a text as values of the column beside it.
    private func addColumn(_ column: FieldNumber, _ tokens: TokenBuffer) {
        for index in 0..<tokens.count {
            let term = tokens.vocabulary.term(tokens.termIDs[index])
            guard term.count <= SchemaLimits.termBytes else { continue }
            document.addTerm(field: column, child: child, term)
        }
    }

    /// Adds a term given as an array.
    package func add(bytes: [UInt8]) throws(FieldValueError) {
        scratch.removeAll()
        for byte in bytes { scratch.write(byte) }
        try add(term: scratch.bytes)
    }

    /// Normalizes a text and adds it as a term.
    package func add(
        text: UnsafeRawBufferPointer, normalizer: Normalizer
    ) throws(FieldValueError) {
        let tokens = normalizing ?? TokenBuffer(vocabulary: Vocabulary())
        normalizing = tokens.vocabulary.count < SchemaLimits.normalizedTerms ? tokens : nil
        tokens.removeAll()
        do {
            _ = try normalizer.chain.analyze(text, into: tokens, basePosition: 0)
        } catch {
            throw FieldValueError(.illegalArgument, error.description)
        }
        guard tokens.count > 0 else {
            return try add(term: UnsafeRawBufferPointer(start: nil, count: 0))
        }
        try add(term: tokens.vocabulary.term(tokens.termIDs[0]))
    }

    private func tokens(for analyzer: Analyzer) -> TokenBuffer? {
        if analyzer === lastAnalyzer { return lastTokens }
        let key = ObjectIdentifier(analyzer)
        guard let found = tokenBuffers[key] ?? buffer?.tokens(for: analyzer) else { return nil }
        tokenBuffers[key] = found
        lastAnalyzer = analyzer
        lastTokens = found
        return found
    }

    /// Notes that the value at hand stays in the source and out of the index (`_ignored`).
    package func ignore() { add(pathTo: ReservedField.ignored, child: 0) }

    /// Notes that the field is present in a root document where nothing else would tell.
    func noteName() { add(pathTo: ReservedField.fieldNames, child: 0) }

    private func add(pathTo field: FieldNumber, child: UInt16) {
        path.withUTF8 { bytes in
            document.addTerm(field: field, child: child, UnsafeRawBufferPointer(bytes))
        }
    }

    /// The text of a scalar as Java prints it: the bytes of a string, the digits of a number.
    /// Valid until the next call.
    package func text(of value: JSONNode) throws(FieldValueError) -> UnsafeRawBufferPointer {
        switch value.kind {
        case .string: return value.stringBytes
        case .integer, .unsignedInteger, .double, .boolean:
            scratch.removeAll()
            scratch.write(JavaText.text(value.value))
            return scratch.bytes
        case .object: throw FieldValueError(.illegalState, "Can't get text on a START_OBJECT")
        case .array: throw FieldValueError(.illegalState, "Can't get text on a START_ARRAY")
        case .null: throw FieldValueError(.illegalState, "Can't get text on a VALUE_NULL")
        }
    }

    private func immense(_ term: UnsafeRawBufferPointer) -> FieldValueError {
        let prefix = term.prefix(30).map { String(Int8(bitPattern: $0)) }.joined(separator: ", ")
        return FieldValueError(
            .immenseTerm,
            "Document contains at least one immense term in field=\"\(path)\" (whose UTF8 encoding "
                + "is longer than the max length \(SchemaLimits.termBytes)), all of which were "
                + "skipped. Please correct the analyzer to not produce such terms. The prefix of "
                + "the first immense term is: '[\(prefix)]...'")
    }
}
