import JSON
import Schema
import Search
import Segments

/// Turns what a query string says into a query of one index.
struct QueryStringPlanner {
    private let context: PlanContext
    private let options: QueryStringOptions
    private let isLenient: Bool
    private let defaults: [FieldSelection.Match]

    init(_ options: QueryStringOptions, _ context: PlanContext) throws(RequestError) {
        self.context = context
        self.options = options
        let settings = context.settings
        var isLenient = options.isLenient ?? settings.flag("query_string.lenient")
        if let fields = options.fields {
            defaults = try fields.resolve(context)
        } else {
            let names = options.defaultField.map { [$0] } ?? settings.list("query.default_field")
            if names == ["*"], options.isLenient == nil { isLenient = true }
            defaults = try FieldSelection(names: names).resolve(context)
        }
        self.isLenient = isLenient
    }

    func plan(_ node: QueryStringNode) throws(RequestError) -> any Query {
        let query = try plan(node, defaults)
        guard let minimum = options.minimumShouldMatch, let bool = query as? BooleanQuery,
            !bool.should.isEmpty
        else { return query }
        return BooleanQuery(
            must: bool.must, filter: bool.filter, should: bool.should, mustNot: bool.mustNot,
            minimumShouldMatch: minimum.demanded(of: bool.should.count))
    }

    private func plan(
        _ node: QueryStringNode, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        switch node {
        case .nothing: return MatchNoneQuery(reason: "the query string is empty")
        case .all: return MatchAllQuery()
        case .exists(let name): return try ExistsClause(field: name).plan(context)
        case .boost(let inner, let boost):
            return BoostQuery(query: try plan(inner, fields), boost: boost)
        case .field(let name, let inner):
            if inner == .wildcard("*") { return try ExistsClause(field: name).plan(context) }
            return try plan(inner, try FieldSelection(names: [name]).resolve(context))
        case .boolean(let clauses): return try boolean(clauses, fields)
        case .text(let text): return try words(text, fields)
        case .phrase(let text, let slop): return try phrase(text, slop, fields)
        case .fuzzy(let text, let edits): return try fuzzy(text, edits, fields)
        case .wildcard("*"): return MatchAllQuery()
        case .wildcard(let pattern): return try wildcard(pattern, fields)
        case .regexp(let pattern): return try regexp(pattern, fields)
        case .range(let lower, let upper): return try range(lower, upper, fields)
        }
    }

    private func boolean(
        _ clauses: [QueryStringNode.Clause], _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        var must: [any Query] = []
        var should: [any Query] = []
        var mustNot: [any Query] = []
        for clause in clauses {
            let query = try plan(clause.node, fields)
            switch clause.occurrence {
            case .must: must.append(query)
            case .should: should.append(query)
            case .mustNot: mustNot.append(query)
            }
        }
        if must.isEmpty, should.isEmpty {
            return BooleanQuery(filter: [MatchAllQuery()], mustNot: mustNot)
        }
        return BooleanQuery(must: must, should: should, mustNot: mustNot)
    }

    // MARK: Leaves

    /// One query a field, the best of them counting.
    private func each(
        _ fields: [FieldSelection.Match],
        _ make: (FieldSelection.Match) throws(RequestError) -> any Query
    ) throws(RequestError) -> any Query {
        var queries: [any Query] = []
        for field in fields {
            do throws(RequestError) {
                let query = try make(field)
                if query is MatchNoneQuery, fields.count > 1 { continue }
                queries.append(
                    field.boost == 1 ? query : BoostQuery(query: query, boost: field.boost))
            } catch {
                guard isLenient || field.isFromPattern, error.kind == .queryShard else {
                    throw error
                }
            }
        }
        guard let first = queries.first else {
            return MatchNoneQuery(reason: "none of the fields can match")
        }
        let tie = options.tieBreaker ?? options.kind.defaultTieBreaker
        return queries.count == 1 ? first : DisjunctionMaxQuery(queries: queries, tieBreaker: tie)
    }

    private var match: MatchOptions {
        var match = MatchOptions()
        match.analyzer = options.analyzer
        match.combining = options.combining
        match.isLenient = isLenient
        match.synonymsAsPhrases = options.synonymsAsPhrases
        match.prefixLength = options.fuzzyPrefixLength
        match.maxExpansions = options.fuzzyMaxExpansions
        match.transpositions = options.fuzzyTranspositions
        return match
    }

    private func words(
        _ text: String, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        var match = match
        match.kind = options.kind.match
        if options.kind == .crossFields {
            return try CrossFields(
                context: context, options: match, tieBreaker: options.tieBreaker ?? 0
            ).plan(.string(text), fields)
        }
        match.minimumShouldMatch = options.minimumShouldMatch
        return try search(text, match, fields)
    }

    private func search(
        _ text: String, _ match: MatchOptions, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        let builder = TextQueryBuilder(context: context, options: match)
        return try each(fields) { field throws(RequestError) in
            try builder.query(.string(text), in: field.field)
        }
    }

    private func phrase(
        _ text: String, _ slop: Int?, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        var match = match
        match.kind = .phrase
        match.slop = slop ?? options.phraseSlop
        var fields = fields
        if let suffix = options.quoteFieldSuffix {
            for index in fields.indices {
                let quoted = fields[index].field + suffix
                guard context.mapping.field(quoted) != nil else { continue }
                fields[index] = FieldSelection.Match(
                    field: quoted, boost: fields[index].boost,
                    isFromPattern: fields[index].isFromPattern)
            }
        }
        return try search(text, match, fields)
    }

    private func fuzzy(
        _ text: String, _ edits: String?, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        var match = match
        match.fuzziness = options.fuzziness
        if let edits, let number = Double(edits) {
            match.fuzziness = .edits(number >= 1 ? min(2, Int(number)) : number == 0 ? 0 : 2)
        }
        return try search(text, match, fields)
    }

    private func wildcard(
        _ pattern: String, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        if !options.allowsLeadingWildcard, pattern.hasPrefix("*") || pattern.hasPrefix("?") {
            throw RequestError(
                .queryShard,
                "Failed to parse query [\(pattern)]: '*' or '?' not allowed as first character in "
                    + "WildcardQuery")
        }
        return try each(fields) { match throws(RequestError) in
            try WildcardClause(field: match.field, text: pattern, ignoresCase: false)
                .plan(context)
        }
    }

    private func regexp(
        _ pattern: String, _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        try each(fields) { match throws(RequestError) in
            try RegexpClause(
                field: match.field, text: pattern, ignoresCase: false,
                states: QueryLimits.automatonStates
            ).plan(context)
        }
    }

    private func range(
        _ lower: QueryStringNode.End, _ upper: QueryStringNode.End,
        _ fields: [FieldSelection.Match]
    ) throws(RequestError) -> any Query {
        let low = lower.text.map {
            RangeEnd(value: .string($0), isLower: true, isInclusive: lower.isInclusive)
        }
        let high = upper.text.map {
            RangeEnd(value: .string($0), isLower: false, isInclusive: upper.isInclusive)
        }
        return try each(fields) { match throws(RequestError) in
            try RangeClause(
                field: match.field, lower: low, upper: high, format: nil, zone: options.zone
            ).plan(context)
        }
    }
}
