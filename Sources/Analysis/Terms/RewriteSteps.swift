import Primitives

/// A step that maps scalars one to one.
final class MapScalarsStep: TermReceiver {
    private let next: any TermReceiver
    private let map: @Sendable (UInt32) -> UInt32
    private let output = ByteWriter(capacity: 64)

    init(before next: any TermReceiver, _ map: @escaping @Sendable (UInt32) -> UInt32) {
        self.next = next
        self.map = map
    }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        output.removeAll()
        UTF8Text.forEach(term) { scalar, _ in UTF8Text.write(map(scalar), to: output) }
        try next.receive(output.bytes, isKeyword: isKeyword)
    }
}

/// A step that writes another term in the place of each.
final class RewriteStep: TermReceiver {
    typealias Rewrite = (UnsafeRawBufferPointer, ByteWriter) -> Void

    private let next: any TermReceiver
    private let rewrite: Rewrite
    private let sparesKeywords: Bool
    private let output = ByteWriter(capacity: 64)

    /// - Parameter sparesKeywords: whether protected terms pass unchanged.
    init(before next: any TermReceiver, sparesKeywords: Bool = false, _ rewrite: @escaping Rewrite)
    {
        self.next = next
        self.sparesKeywords = sparesKeywords
        self.rewrite = rewrite
    }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        if sparesKeywords && isKeyword {
            try next.receive(term, isKeyword: isKeyword)
            return
        }
        output.removeAll()
        rewrite(term, output)
        try next.receive(output.bytes, isKeyword: isKeyword)
    }
}

/// A step that lets some terms pass.
final class SelectStep: TermReceiver {
    private let next: any TermReceiver
    private let isKept: (UnsafeRawBufferPointer) -> Bool

    init(before next: any TermReceiver, _ isKept: @escaping (UnsafeRawBufferPointer) -> Bool) {
        self.next = next
        self.isKept = isKept
    }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        if isKept(term) { try next.receive(term, isKeyword: isKeyword) }
    }
}
