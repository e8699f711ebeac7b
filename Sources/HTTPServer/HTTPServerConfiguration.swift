import Primitives

/// What a server is started with.
package struct HTTPServerConfiguration: Sendable {
    /// A kind of request with a queue of its own, so that one kind cannot starve another.
    package struct Lane: Sendable {
        package var name: String
        /// Requests answered at a time.
        package var threads: Int
        /// Requests that may wait for their turn; the next one is refused at once.
        package var queueLimit: Int
        /// 0 is normal: requests run where they arrive. Up to 19 yields to all others: they are
        /// handed to threads of the lane's own, since a thread cannot take its niceness back.
        package var niceness: Int32

        package init(name: String, threads: Int, queueLimit: Int, niceness: Int32 = 0) {
            self.name = name
            self.threads = threads
            self.queueLimit = queueLimit
            self.niceness = niceness
        }
    }

    /// Certificate chain and private key, each PEM text.
    package struct TLS: Sendable {
        package var certificate: String
        package var key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// An address or a name that resolves to one.
    package var host = "127.0.0.1"
    /// 0 takes a free one; `HTTPServer.port` tells which.
    package var port: UInt16 = 0
    package var lanes: [Lane]
    package var limits = HTTPServerLimits()
    package var tls: TLS?
    /// Charged with request bodies while they are held.
    package var memory: MemoryBudget

    package init(lanes: [Lane], memory: MemoryBudget) {
        precondition(!lanes.isEmpty, "a server without lanes cannot answer")
        self.lanes = lanes
        self.memory = memory
    }
}
