/// Rewrites a text before it is cut into tokens.
package protocol CharFilter: Sendable {
    func apply(_ text: UnsafeRawBufferPointer, to output: FilteredText) throws(AnalysisError)
}

/// Cuts a text into tokens, each a slice of it, in ascending order of their starts.
package protocol Tokenizer: Sendable {
    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError)
}

/// Changes, drops or adds tokens. A definition, shared by threads; its steps belong to one each.
package protocol TokenFilter: Sendable {
    func makeListStep() -> any TokenListStep
    /// This filter once the chain before it is known; rules written as text are read with it.
    func bound(to chain: PrecedingChain) throws(AnalysisError) -> any TokenFilter
    /// The part this filter takes in reading the rules of a synonym filter behind it.
    var roleInRules: RoleInRules { get }
}

/// What a filter does to the words of synonym rules.
package enum RoleInRules: Sendable {
    case applied
    case leftOut
    /// Its output would not be one path of words.
    case refused
}

extension TokenFilter {
    package var roleInRules: RoleInRules { .applied }

    package func bound(to chain: PrecedingChain) throws(AnalysisError) -> any TokenFilter { self }
}

/// A filter that treats each token by itself: what it makes of a token depends on nothing but its
/// bytes (and whether it is protected), so that the result can be remembered.
package protocol TermFilter: TokenFilter {
    func makeStep(before next: any TermReceiver) -> any TermReceiver
}

extension TermFilter {
    package func makeListStep() -> any TokenListStep { EachTokenStep(self) }
}

/// A filter at work on the tokens of a value, for one thread.
package protocol TokenListStep: AnyObject {
    func apply(_ list: TokenList) throws(AnalysisError)
}

/// What comes before a filter in its chain.
package struct PrecedingChain: Sendable {
    let charFilters: [Component<any CharFilter>]
    let tokenizer: Component<any Tokenizer>
    let filters: [Component<any TokenFilter>]
}

/// Runs a context-free filter over a list, behind a filter that needed context.
private final class EachTokenStep: TokenListStep, TermReceiver {
    private var head: (any TermReceiver)?
    private var output: [ListToken] = []
    private var current: ListToken?
    private var hole = 0
    private weak var list: TokenList?

    init(_ filter: any TermFilter) { head = filter.makeStep(before: Relay(self)) }

    func apply(_ list: TokenList) throws(AnalysisError) {
        self.list = list
        output.removeAll(keepingCapacity: true)
        hole = 0
        for token in list.tokens {
            current = token
            hole += token.increment
            let term = list.termArray(token)
            try receiveAtHead(term, token.isKeyword)
        }
        list.tokens = output
        list.trailingIncrement += hole
    }

    private func receiveAtHead(_ term: [UInt8], _ isKeyword: Bool) throws(AnalysisError) {
        guard let head else { return }
        var failure: AnalysisError?
        term.withUnsafeBytes { bytes in
            do throws(AnalysisError) {
                try head.receive(bytes, isKeyword: isKeyword)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        guard let list, let current else { return }
        var token = list.replacing(current, with: term)
        token.isKeyword = isKeyword
        token.increment = hole
        hole = 0
        output.append(token)
    }

    /// Breaks the cycle of references between a step and its receiver.
    private final class Relay: TermReceiver {
        private weak var step: EachTokenStep?

        init(_ step: EachTokenStep) { self.step = step }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            try step?.receive(term, isKeyword: isKeyword)
        }
    }
}
