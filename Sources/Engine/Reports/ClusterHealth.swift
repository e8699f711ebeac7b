/// How well the daemon carries its indices. With one node, replicas asked for are never assigned,
/// so
/// an index that asks for some is yellow, as it would be there.
package struct ClusterHealth: Sendable {
    package enum Status: String, Sendable, Comparable {
        case green, yellow, red

        package static func < (left: Status, right: Status) -> Bool {
            left.severity < right.severity
        }

        private var severity: Int {
            switch self {
            case .green: 0
            case .yellow: 1
            case .red: 2
            }
        }
    }

    package struct Index: Sendable {
        package let name: String
        package let primaries: Int
        package let replicas: Int
        package let status: Status

        package var unassigned: Int { primaries * replicas }
    }

    package let indices: [Index]

    package init(_ entries: [IndexEntry]) {
        indices = entries.map { entry in
            Index(
                name: entry.name, primaries: entry.shardCount, replicas: entry.replicaCount,
                status: Self.status(of: entry))
        }
    }

    package static func status(of entry: IndexEntry) -> Status {
        if entry.isOpen, entry.index == nil { return .red }
        return entry.replicaCount > 0 ? .yellow : .green
    }

    package var status: Status { indices.map(\.status).max() ?? .green }
    package var primaries: Int { indices.reduce(0) { $0 + $1.primaries } }
    package var unassigned: Int { indices.reduce(0) { $0 + $1.unassigned } }

    /// Share of shards that are active. Unit: percent.
    package var activePercent: Double {
        let all = primaries + unassigned
        return all == 0 ? 100 : Double(primaries) * 100 / Double(all)
    }
}
