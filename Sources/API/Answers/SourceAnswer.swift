import ChangeCapture
import Engine
import JSON

/// Change sources as JSON.
enum SourceAnswer {
    static func write(_ status: SourceStatus, to writer: JSONWriter) {
        writer.object {
            writer.put("name", status.name)
            writer.put("kind", status.kind)
            writer.put("state", status.state.rawValue)
            writer.put("healthy", status.isHealthy)
            if let error = status.error {
                writer.object("error") {
                    writer.put("kind", "\(error.kind)")
                    writer.put("reason", error.reason)
                    writer.put("remedy", error.remedy)
                }
                writer.put("retry_millis", status.retryMilliseconds ?? 0)
            }
            writer.object("position") {
                writer.put("applied", status.applied?.description)
                writer.put("searchable", status.searchable?.description)
                writer.put("durable", status.durable?.description)
            }
            writer.object("lag") {
                writer.put("behind", status.lag?.behind ?? 0)
                writer.put("seconds", status.lagSeconds)
                writer.put("retained_bytes", status.lag?.retainedBytes ?? 0)
            }
            writer.put("changes", status.changes)
            writer.put("batches", status.batches)
            writer.put("documents", status.documents)
            writer.put("set_in_place", status.setInPlace)
            writer.put("dead_letters", status.deadLetters)
            writer.put("failures", status.failures)
            writer.list("indexes") {
                for index in status.indexes { write(index, to: writer) }
            }
        }
    }

    private static func write(_ index: SourceStatus.Index, to writer: JSONWriter) {
        writer.object {
            writer.put("name", index.name)
            writer.put("generations", texts: index.generations)
            writer.put("position", index.position?.description)
            writer.list("works") {
                for work in index.works {
                    writer.object {
                        writer.put("work", work.title)
                        writer.put("count", work.count)
                        writer.put("done", work.done)
                        if let total = work.total { writer.put("total", total) }
                        if let seconds = work.remainingSeconds {
                            writer.put("eta_seconds", seconds)
                        }
                        writer.put("after", work.after)
                    }
                }
            }
        }
    }

    static func write(_ report: VerificationReport, to writer: JSONWriter) {
        writer.object {
            writer.put("source", report.source)
            writer.put("index", report.index)
            writer.put("state", report.state.rawValue)
            if let error = report.error { writer.put("error", error) }
            writer.put("repair", report.repairs)
            writer.put("chunks", report.chunks)
            writer.put("took", report.took)
            writer.object("source_side") {
                writer.put("documents", report.sourceDocuments)
                writer.put("checksum", String(report.sourceChecksum, radix: 16))
            }
            writer.object("index_side") {
                writer.put("documents", report.indexDocuments)
                writer.put("checksum", String(report.indexChecksum, radix: 16))
            }
            writer.put("difference_count", report.differences.count + report.unnamed)
            writer.put("unrepaired", report.unrepaired)
            writer.put("in_motion", report.inMotion)
            writer.list("differences") {
                for difference in report.differences { write(difference, to: writer) }
            }
        }
    }

    private static func write(
        _ difference: VerificationReport.Difference, to writer: JSONWriter
    ) {
        writer.object {
            writer.put("id", difference.id)
            writer.put("kind", difference.kind.rawValue)
            writer.put("repaired", difference.isRepaired)
            guard !difference.fields.isEmpty else { return }
            writer.list("fields") {
                for field in difference.fields {
                    writer.object {
                        writer.put("field", field.name)
                        writer.put("source", field.source)
                        writer.put("index", field.index)
                    }
                }
            }
        }
    }
}
