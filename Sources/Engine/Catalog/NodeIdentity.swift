import Synchronization

/// Who this daemon is: names and ids that outlive a restart.
package struct NodeIdentity: Sendable {
    /// The OpenSearch version whose API is spoken.
    package static let compatibleVersion = "3.6.0"
    /// As `index.version.created` shows it.
    package static let versionNumber = "137287827"
    package static let productVersion = "0.1.0"
    package static let buildHash = "unknown"
    package static let buildDate = "2026-01-01T00:00:00.000000000Z"

    package let id: String
    package let name: String
    package let clusterUUID: String

    private static let shared = Mutex(NodeIdentity(id: "_na_", name: "aisle", clusterUUID: "_na_"))

    /// The identity last taken, for error answers that name the node.
    package static var current: NodeIdentity { shared.withLock { $0 } }

    private init(id: String, name: String, clusterUUID: String) {
        self.id = id
        self.name = name
        self.clusterUUID = clusterUUID
    }

    init(catalog: Catalog, name: String) throws {
        self.init(
            id: try catalog.identity("node_id", makeIfAbsent: AutomaticID.makeUUID),
            name: name,
            clusterUUID: try catalog.identity("cluster_uuid", makeIfAbsent: AutomaticID.makeUUID))
        let identity = self
        Self.shared.withLock { $0 = identity }
    }
}
