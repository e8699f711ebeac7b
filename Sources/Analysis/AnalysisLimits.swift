/// Bounds of everything that grows while text is analysed.
package enum AnalysisLimits {
    /// One text given to an analyzer; offsets are 32 bits wide. Unit: bytes.
    package static let textBytes = 1 << 30
    /// Distinct raw tokens one memo remembers; tokens beyond it are computed each time.
    package static let memoEntries = 1 << 19
    /// Raw tokens longer than this are not remembered. Unit: bytes.
    package static let memoKeyBytes = 256
    /// Pieces of scratch memory one registry keeps for later texts.
    static let spareScratch = 8
    /// Size up to which a piece is kept. Unit: bytes.
    static let scratchBytes = 1 << 18
    /// Longest text after which a piece is kept. Unit: bytes.
    static let scratchTextBytes = 1 << 12
    /// Longest token the tokenizers with a `max_token_length` can be told to keep. Unit: UTF-16.
    package static let tokenLength = 1 << 20
    /// Rules of one synonym filter.
    package static let synonymRules = 1_000_000
    /// Entries of one word list or mapping in the settings.
    package static let listEntries = 1_000_000
    /// Tokens a single value may grow to in filters that multiply them (grams, shingles).
    package static let tokensPerValue = 1 << 24
    /// Filters of one chain.
    package static let filtersPerChain = 100
}
