import Engine
import JSON
import Primitives
import QueryDSL

/// The object a search answers with.
enum SearchAnswer {
    static func reply(
        _ outcome: SearchOutcome, _ request: SearchRequest, scrollID: String? = nil,
        pointInTime: String? = nil
    ) -> Reply {
        Reply.object(capacity: Reply.usualCapacity + written(outcome)) { writer in
            if let scrollID { writer.put("_scroll_id", scrollID) }
            if let pointInTime { writer.put("pit_id", pointInTime) }
            writeMembers(of: outcome, totalAsInteger: request.totalHitsAsInteger, to: writer)
        }
    }

    /// Bytes of the parts that are written already.
    private static func written(_ outcome: SearchOutcome) -> Int {
        outcome.hits.count + (outcome.aggregations?.count ?? 0) + (outcome.profile?.count ?? 0)
    }

    static func writeMembers(
        of outcome: SearchOutcome, totalAsInteger: Bool, to writer: JSONWriter
    ) {
        writer.put("took", outcome.took)
        writer.put("timed_out", false)
        if let early = outcome.terminatedEarly { writer.put("terminated_early", early) }
        ShardFigures.write(
            of: outcome.targets.map(\.entry), countingReplicas: false, skipped: true, to: writer)
        writer.object("hits") {
            writeTotal(outcome.total, asInteger: totalAsInteger, to: writer)
            writer.put("max_score", float: outcome.maxScore)
            writer.key("hits")
            if outcome.hits.count > 0 {
                writer.raw(outcome.hits.bytes)
            } else {
                writer.list {}
            }
        }
        if let aggregations = outcome.aggregations {
            writer.key("aggregations")
            writer.raw(aggregations.bytes)
        }
        if let profile = outcome.profile {
            writer.key("profile")
            writer.raw(profile.bytes)
        }
    }

    private static func writeTotal(
        _ total: SearchOutcome.Total?, asInteger: Bool, to writer: JSONWriter
    ) {
        if asInteger {
            writer.put("total", total?.count ?? -1)
        } else if let total {
            writer.object("total") {
                writer.put("value", total.count)
                writer.put("relation", total.isExact ? "eq" : "gte")
            }
        }
    }
}
