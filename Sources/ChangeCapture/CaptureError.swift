/// Why a request about change sources was refused.
package enum CaptureError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownSource(String, known: [String])
    case unknownIndex(String, source: String)
    /// The text is no position, or no source counts in it.
    case unknownPosition(String)
    /// The position was not searchable in time.
    case behind(position: String, milliseconds: Int)
    /// Not possible in the state things are in.
    case conflict(String)

    package var description: String {
        switch self {
        case .unknownSource(let name, let known):
            "there is no change source [\(name)]; sources has [\(known.joined(separator: ", "))]"
        case .unknownIndex(let name, let source):
            "the change source [\(source)] feeds no index [\(name)]"
        case .unknownPosition(let text):
            "[\(text)] is not a position of a change source that is followed here"
        case .behind(let position, let milliseconds):
            "position [\(position)] was not searchable within \(milliseconds) ms"
        case .conflict(let reason): reason
        }
    }
}
