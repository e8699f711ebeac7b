/// Why the benchmark stops; printed as it is.
enum PeerError: Error {
    case unknownCommand(String)
    case noFile(String)
    case notOpen
    case refused(String)
}
