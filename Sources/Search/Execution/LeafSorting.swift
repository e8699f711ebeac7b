import Segments

/// Takes a collector through the matches of one leaf, past those that cannot be among the first.
///
/// With a number as first key and as many hits as asked for, only pages of its column whose bounds
/// compete are looked at. Where matches are dense the column leads: it is scanned for competing
/// values, and the scorer is asked about their documents, soon fewer than one a page; unless many
/// documents that do not match have such values, when matches are filled in for a while. A
/// scorer that looks at the column itself (`CompetingScorer`) does so where most pages compete.
/// Every stretch is filled to its end, so that the scorer may be asked about the next.
struct LeafSorting {
    /// Pages of a stretch before any competition, and most pages of one afterwards.
    private static let densePages = 2
    private static let crowdedPages = 8
    private static let mostCrowdedPages = 128
    private static let sparsePages = 64
    /// Matches a page from which the column leads.
    private static let denseMatches = 4
    /// Asking about a document costs as much as filling in so many.
    private static let askingCost = 6
    /// The same of looking at so many postings with their numbers.
    private static let askingPostings = 16
    /// Scanning a page costs as much as looking at so many postings.
    private static let scanningPostings = 72
    /// Pages of a stretch in which postings are looked at.
    private static let postingsPages = 32
    /// Documents asked about at once, at least.
    private static let askedTogether = 64

    private let scorer: any Scorer
    private let competing: (any CompetingScorer)?
    private let collector: LeafSortCollector
    private let context: SearchContext
    private let block: DocBlock
    private let live: UnsafePointer<UInt64>?
    private let end: DocID
    private let matchesPerPage: Int
    private let isPaged: Bool
    private var position: DocID = 0
    /// Pages to fill in when the next one is crowded: twice as many after each.
    private var crowdedPages = LeafSorting.crowdedPages
    /// Live matches visited by `visit`.
    private(set) var count = 0

    init(
        _ scorer: any Scorer, _ leaf: Leaf, _ collector: LeafSortCollector,
        _ context: SearchContext, _ block: DocBlock
    ) {
        self.scorer = scorer
        competing = scorer.competing
        self.collector = collector
        self.context = context
        self.block = block
        live = leaf.view.liveDocs?.words
        end = DocID(leaf.documentCount)
        matchesPerPage = scorer.cost * NumericColumn.pageSize / max(1, leaf.documentCount)
        isPaged = collector.competitiveColumn != nil
    }

    private var stretchPages: Int {
        matchesPerPage >= LeafSorting.denseMatches
            ? LeafSorting.densePages : LeafSorting.sparsePages
    }

    private func start(ofPage page: Int) -> DocID {
        DocID(min(page * NumericColumn.pageSize, Int(end)))
    }

    private var pageCount: Int {
        (Int(end) + NumericColumn.pageSize - 1) / NumericColumn.pageSize
    }

    private var page: Int { Int(position) / NumericColumn.pageSize }

    private func collectBlock() {
        if let live { block.keep(set: live) }
        collector.collect(block)
    }

    /// Collects and counts every match, until there are more than `limit`.
    /// - Returns: whether all were visited.
    mutating func visit(countingTo limit: Int) throws -> Bool {
        while position < end && count <= limit {
            try fill(to: start(ofPage: page + LeafSorting.sparsePages))
        }
        return position == end
    }

    /// Collects with the score as first key: the scorer leaves out what cannot compete.
    func collectByScore() throws {
        var hasMore = true
        while hasMore {
            try context.tick()
            scorer.threshold = collector.scoreThreshold
            hasMore = try scorer.fill(upTo: end, block)
            collectBlock()
        }
    }

    /// Collects what may be among the first.
    mutating func collect() throws {
        while position < end {
            if !isPaged {
                try fill(to: end)
            } else if let competition = collector.competition {
                if isScanned(competition) {
                    try ask(competition)
                } else {
                    try fill(competition, from: page)
                }
            } else {
                try fill(to: start(ofPage: page + stretchPages))
            }
        }
    }

    /// Whether the column leads from the position on.
    private func isScanned(_ competition: Competition) -> Bool {
        if matchesPerPage < LeafSorting.denseMatches { return false }
        if competing == nil { return true }
        let next = page..<min(page + LeafSorting.postingsPages, pageCount)
        return competition.count(next) * LeafSorting.scanningPostings
            < matchesPerPage * next.count
    }

    private mutating func fill(to stop: DocID) throws {
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try scorer.fill(upTo: stop, block)
            if let live { block.keep(set: live) }
            count += block.count
            collector.collect(block)
        }
        position = stop
    }

    private mutating func fill(_ competition: Competition, from page: Int) throws {
        if let competing { return try fill(competing, competition, from: page) }
        let run = competition.run(from: page, to: pageCount, most: crowdedPages)
        position = start(ofPage: run.lowerBound)
        if position == end { return }
        scorer.skip(to: position)
        try fill(to: start(ofPage: run.upperBound))
    }

    /// As `fill`, pages that do not compete included: the scorer sees that for itself.
    private mutating func fill(
        _ competing: any CompetingScorer, _ competition: Competition, from page: Int
    ) throws {
        let first = competition.page(from: page, to: pageCount)
        position = start(ofPage: first)
        if position == end { return }
        let stop = start(ofPage: first + LeafSorting.postingsPages)
        scorer.skip(to: position)
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try competing.fill(upTo: stop, block, within: competition)
            collectBlock()
        }
        position = stop
    }

    private mutating func ask(_ competition: Competition) throws {
        let pages = pageCount
        let cost = competing == nil ? LeafSorting.askingCost : LeafSorting.askingPostings
        let most = max(2, matchesPerPage / cost)
        var page = self.page
        var crowded: Int?
        block.count = 0
        while block.count < LeafSorting.askedTogether && crowded == nil {
            page = competition.page(from: page, to: pages)
            if page == pages { break }
            let before = block.count
            competition.append(page, to: block)
            if block.count - before > most {
                block.count = before
                crowded = page
            } else {
                page += 1
                crowdedPages = max(LeafSorting.crowdedPages, crowdedPages / 2)
            }
        }
        try context.tick()
        try askAboutBlock()
        position = start(ofPage: page)
        if let crowded {
            try fill(competition, from: crowded)
            crowdedPages = min(crowdedPages * 2, LeafSorting.mostCrowdedPages)
        }
    }

    private func askAboutBlock() throws {
        if let live { block.keep(set: live) }
        if block.count == 0 { return }
        block.scores.update(repeating: 0, count: block.count)
        try scorer.retain(block)
        collector.collect(block)
    }
}
