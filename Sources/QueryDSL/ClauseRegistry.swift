/// The query clauses, alphabetically by name.
package enum ClauseRegistry {
    package static let all: [any QueryClause.Type] = [
        BoolClause.self,
        BoostingClause.self,
        CombinedFieldsClause.self,
        ConstantScoreClause.self,
        DisMaxClause.self,
        ExistsClause.self,
        FunctionScoreClause.self,
        FuzzyClause.self,
        IdsClause.self,
        MatchClause.self,
        MatchAllClause.self,
        MatchBoolPrefixClause.self,
        MatchNoneClause.self,
        MatchPhraseClause.self,
        MatchPhrasePrefixClause.self,
        MultiMatchClause.self,
        NestedClause.self,
        PrefixClause.self,
        QueryStringClause.self,
        RangeClause.self,
        RegexpClause.self,
        SimpleQueryStringClause.self,
        TermClause.self,
        TermsClause.self,
        WildcardClause.self,
    ]

    private static let byName: [String: any QueryClause.Type] = {
        var clauses: [String: any QueryClause.Type] = [:]
        for clause in all { clauses[clause.name] = clause }
        return clauses
    }()

    package static func clause(named name: String) -> (any QueryClause.Type)? { byName[name] }
}
