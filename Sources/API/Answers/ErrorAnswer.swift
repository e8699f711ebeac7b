import Engine
import JSON

/// An error in the shape OpenSearch gives it, ready to be written.
package struct ErrorAnswer: Sendable {
    /// One `{"type","reason",…}` object.
    package struct Cause: Sendable {
        package var type: String
        package var reason: String?
        /// Members after the reason, such as `index`.
        package var extras: [(name: String, value: String)] = []
        package var line: Int?
        package var column: Int?

        package init(_ type: String, _ reason: String?) {
            self.type = type
            self.reason = reason
        }
    }

    /// A fault inside the search of one index, reported one level down.
    package struct ShardFailure: Sendable {
        package let index: String
        package let cause: Cause
        package let causedBy: Cause?
    }

    package var status: Int
    package var cause: Cause
    package var causedBy: Cause?
    package var shardFailure: ShardFailure?
    /// Replaces the object by a bare text, as a few transport faults have it.
    package var plainText: String?
    package var headers: [(String, String)] = []

    package init(_ status: Int, _ type: String, _ reason: String?) {
        self.status = status
        self.cause = Cause(type, reason)
    }

    func reply() -> Reply {
        var reply = Reply.object(status: status) { writer in
            if let plainText {
                writer.put("error", plainText)
            } else {
                writer.object("error") { writeMembers(to: writer) }
            }
            writer.put("status", status)
        }
        reply.headers = headers
        return reply
    }

    /// The members of an `error` object; also used by items of a bulk or msearch answer.
    func writeMembers(to writer: JSONWriter, withRootCause: Bool = true) {
        if withRootCause {
            writer.list("root_cause") {
                writer.object { Self.write(shardFailure?.cause ?? cause, to: writer) }
            }
        }
        if let shardFailure {
            writeShardFailure(shardFailure, to: writer)
            return
        }
        Self.write(cause, to: writer)
        if let causedBy { writer.object("caused_by") { Self.write(causedBy, to: writer) } }
    }

    private func writeShardFailure(_ failure: ShardFailure, to writer: JSONWriter) {
        writer.put("type", "search_phase_execution_exception")
        writer.put("reason", "all shards failed")
        writer.put("phase", "query")
        writer.put("grouped", true)
        writer.list("failed_shards") {
            writer.object {
                writer.put("shard", 0)
                writer.put("index", failure.index)
                writer.put("node", NodeIdentity.current.id)
                writer.object("reason") {
                    Self.write(failure.cause, to: writer)
                    if let inner = failure.causedBy {
                        writer.object("caused_by") { Self.write(inner, to: writer) }
                    }
                }
            }
        }
        if let inner = failure.causedBy {
            writer.object("caused_by") {
                Self.write(failure.cause, to: writer)
                writer.object("caused_by") { Self.write(inner, to: writer) }
            }
        }
    }

    private static func write(_ cause: Cause, to writer: JSONWriter) {
        writer.put("type", cause.type)
        writer.put("reason", cause.reason)
        if let line = cause.line, let column = cause.column {
            writer.put("line", line)
            writer.put("col", column)
        }
        for (name, value) in cause.extras { writer.put(name, value) }
    }
}
