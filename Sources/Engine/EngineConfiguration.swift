/// What an engine is started with.
package struct EngineConfiguration: Sendable {
    package var dataFolder: String
    package var nodeName = "aisle"
    package var clusterName = "aisle"
    /// Where clients reach the daemon, as `_nodes` tells them.
    package var publishAddress = "127.0.0.1:9200"

    package init(dataFolder: String) { self.dataFolder = dataFolder }
}
