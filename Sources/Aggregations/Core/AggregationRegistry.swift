/// Every kind of aggregation, alphabetically.
package enum AggregationRegistry {
    package static let all: [any Aggregation.Type] = [
        AvgAggregation.self,
        CardinalityAggregation.self,
        DateHistogramAggregation.self,
        DateRangeAggregation.self,
        ExtendedStatsAggregation.self,
        FilterAggregation.self,
        FiltersAggregation.self,
        GlobalAggregation.self,
        HistogramAggregation.self,
        MaxAggregation.self,
        MinAggregation.self,
        MissingAggregation.self,
        NestedAggregation.self,
        PercentileRanksAggregation.self,
        PercentilesAggregation.self,
        RangeAggregation.self,
        ReverseNestedAggregation.self,
        StatsAggregation.self,
        SumAggregation.self,
        TermsAggregation.self,
        ValueCountAggregation.self,
    ]

    static func type(named name: String) -> (any Aggregation.Type)? {
        all.first { $0.name == name }
    }
}
