import JSON
import Primitives
import Search

/// The object under `profile`: what each index spent on a search.
struct SearchProfile {
    /// Unit: nanoseconds.
    struct Times {
        var aggregating: UInt64 = 0
        /// Hits, counts and fetching.
        var collecting: UInt64 = 0
    }

    let node: String
    let times: Times

    func write(_ shards: [(index: String, query: QueryProfile)]) -> ByteWriter {
        let bytes = ByteWriter(capacity: 2048)
        let writer = JSONWriter(bytes)
        writer.beginObject()
        writer.key("shards")
        writer.beginArray()
        for (index, query) in shards { write(query, of: index, to: writer) }
        writer.endArray()
        writer.endObject()
        return bytes
    }

    private func write(_ query: QueryProfile, of index: String, to writer: JSONWriter) {
        writer.beginObject()
        writer.member("id", "[\(node)][\(index)][0]")
        writer.member("inbound_network_time_in_millis", 0)
        writer.member("outbound_network_time_in_millis", 0)
        writer.key("searches")
        writer.beginArray()
        writer.beginObject()
        writer.key("query")
        writer.beginArray()
        write(query, to: writer)
        writer.endArray()
        writer.member("rewrite_time", 0)
        writer.key("collector")
        writer.beginArray()
        collector("SearchExecution", "search_top_hits", times.collecting, to: writer)
        if times.aggregating > 0 {
            collector("AggregationRun", "aggregation", times.aggregating, to: writer)
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.key("aggregations")
        writer.beginArray()
        writer.endArray()
        writer.endObject()
    }

    private func collector(
        _ name: String, _ reason: String, _ time: UInt64, to writer: JSONWriter
    ) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("reason", reason)
        writer.member("time_in_nanos", Int(time))
        writer.endObject()
    }

    private func write(_ query: QueryProfile, to writer: JSONWriter) {
        writer.beginObject()
        writer.member("type", query.type)
        writer.member("description", query.description)
        writer.member("time_in_nanos", Int(query.total))
        writer.key("breakdown")
        writer.beginObject()
        writer.member("create_weight", Int(query.makingWeight))
        writer.member("create_weight_count", 1)
        writer.member("build_scorer", Int(query.makingScorers))
        writer.member("build_scorer_count", query.segments.count)
        writer.member("next_doc", Int(query.matching))
        writer.member("next_doc_count", query.blocks)
        writer.endObject()
        writer.key("segments")
        writer.beginArray()
        for segment in query.segments { write(segment, to: writer) }
        writer.endArray()
        if !query.children.isEmpty {
            writer.key("children")
            writer.beginArray()
            for child in query.children { write(child, to: writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private func write(_ segment: QueryProfile.Segment, to writer: JSONWriter) {
        writer.beginObject()
        writer.member("segment", segment.name)
        writer.member("documents", segment.documents)
        writer.member("matches", segment.matches)
        writer.member("build_scorer", Int(segment.makingScorer))
        writer.member("next_doc", Int(segment.matching))
        writer.endObject()
    }
}
