/// Drops repetitions of a term at one position.
enum RemoveDuplicatesFilter {
    static let registration = TokenFilterType(
        name: "remove_duplicates", summary: "Drops repetitions of a term at one position."
    ) { _ throws(AnalysisError) in UniqueFilter(onlyOnSamePosition: true) }
}
