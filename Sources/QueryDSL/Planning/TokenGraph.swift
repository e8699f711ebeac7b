import Search

/// The tokens of a query text as a graph from position to position, cut where all ways meet.
struct TokenGraph {
    enum Part {
        /// Terms of one position.
        case alternatives([[UInt8]])
        /// Ways through a stretch in which some token spans several positions.
        case paths([[QueryToken]])
    }

    private let tokens: [QueryToken]
    let hasSidePaths: Bool

    init(_ tokens: [QueryToken]) {
        self.tokens = tokens
        hasSidePaths = tokens.contains { $0.positionLength > 1 }
    }

    /// Whether each token stands alone at its position, as those of most texts do.
    static func isPlain(_ tokens: [QueryToken]) -> Bool {
        var last: Int?
        for token in tokens {
            if token.positionLength > 1 || token.position == last { return false }
            last = token.position
        }
        return true
    }

    /// Terms by position. A position without a token leaves a gap.
    static func places(_ tokens: [QueryToken]) -> [PhrasePosition] {
        var places: [PhrasePosition] = []
        places.reserveCapacity(tokens.count)
        for token in tokens {
            if let last = places.last, last.position == token.position {
                places[places.count - 1].terms.append(token.term)
            } else {
                places.append(PhrasePosition(terms: [token.term], position: token.position))
            }
        }
        return places
    }

    var parts: [Part] {
        guard hasSidePaths else { return Self.places(tokens).map { .alternatives($0.terms) } }
        var parts: [Part] = []
        for stretch in stretches {
            if stretch.allSatisfy({ $0.position == stretch[0].position })
                && stretch.allSatisfy({ $0.positionLength == stretch[0].positionLength })
            {
                parts.append(.alternatives(stretch.map(\.term)))
            } else {
                parts.append(.paths(Self.paths(through: stretch)))
            }
        }
        return parts
    }

    /// Every way from the first token to the last, up to `QueryLimits.tokenPaths`.
    var wholePaths: [[QueryToken]] { Self.paths(through: tokens) }

    /// Runs of tokens between positions that every way passes.
    private var stretches: [[QueryToken]] {
        var stretches: [[QueryToken]] = []
        var current: [QueryToken] = []
        var end = 0
        for token in tokens {
            if !current.isEmpty, token.position >= end {
                stretches.append(current)
                current = []
            }
            current.append(token)
            end = max(end, token.position + token.positionLength)
        }
        if !current.isEmpty { stretches.append(current) }
        return stretches
    }

    private static func paths(through tokens: [QueryToken]) -> [[QueryToken]] {
        guard let first = tokens.first else { return [] }
        let end = tokens.map { $0.position + $0.positionLength }.max() ?? 0
        var complete: [[QueryToken]] = []
        var open: [(path: [QueryToken], at: Int)] = [([], first.position)]
        while let (path, at) = open.popLast(), complete.count < QueryLimits.tokenPaths {
            if at >= end {
                complete.append(path)
                continue
            }
            let next = tokens.filter { $0.position == at }
            if next.isEmpty {
                open.append((path, at + 1))
                continue
            }
            for token in next.reversed() {
                open.append((path + [token], at + token.positionLength))
            }
        }
        return complete
    }
}
