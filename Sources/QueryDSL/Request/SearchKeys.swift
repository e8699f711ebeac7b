/// The keys of a search body: read and used, read without effect, or refused by name.
package enum SearchKeys {
    package enum Handling: String, Sendable {
        case honoured
        case acceptedOnly
        /// Known to OpenSearch, not to this engine.
        case refused
    }

    /// Alphabetically.
    package static let all: [(name: String, handling: Handling, summary: String)] = [
        ("_source", .honoured, "parts of the source a hit shows"),
        ("aggregations", .honoured, "summaries over all matches"),
        ("aggs", .honoured, "as aggregations"),
        ("collapse", .honoured, "one hit for each value of a field"),
        ("derived", .refused, "there are no derived fields"),
        ("docvalue_fields", .honoured, "values of columns beside a hit"),
        ("explain", .honoured, "how each score came about"),
        ("ext", .refused, "there are no extensions"),
        ("fields", .honoured, "values of fields beside a hit"),
        ("from", .honoured, "hits to skip"),
        ("highlight", .honoured, "matches marked in the texts of a hit"),
        ("indices_boost", .honoured, "boosts of the indices searched"),
        ("min_score", .honoured, "hits below it are dropped"),
        ("pit", .acceptedOnly, "the point in time searched: who runs the search opens it"),
        ("post_filter", .honoured, "narrows hits but not aggregations"),
        ("profile", .honoured, "where the time of the search went"),
        ("query", .honoured, "what to find"),
        ("rescore", .honoured, "a second query over the best hits"),
        ("script_fields", .refused, "there are no scripts"),
        ("search_after", .honoured, "the sort values of the last hit of the page before"),
        ("search_pipeline", .refused, "there are no search pipelines"),
        ("seq_no_primary_term", .honoured, "sequence number and term beside a hit"),
        ("size", .honoured, "hits to show"),
        ("slice", .refused, "searches cannot be sliced"),
        ("sort", .honoured, "order of the hits"),
        ("stats", .acceptedOnly, "groups of search statistics"),
        ("stored_fields", .honoured, "_none_ leaves id and source out"),
        ("suggest", .refused, "there are no suggesters"),
        ("terminate_after", .honoured, "matches after which the search stops"),
        ("timeout", .honoured, "time after which the search stops"),
        ("track_scores", .honoured, "score hits although they are sorted by fields"),
        ("track_total_hits", .honoured, "how far hits are counted"),
        ("verbose_pipeline", .refused, "there are no search pipelines"),
        ("version", .honoured, "the version beside a hit"),
    ]
}
