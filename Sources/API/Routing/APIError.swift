/// What is wrong with a request before the engine sees it.
package struct APIError: Error, Sendable {
    package enum Kind: Sendable {
        case unknownPath(uri: String, method: String)
        case wrongMethod(uri: String, method: String, allowed: [String])
        case unknownParameters([String], route: String, suggestions: [String: [String]])
        case refusedParameter(String, because: String)
        case notBoolean(String)
        case notInteger(parameter: String, value: String, type: String)
        case notTime(parameter: String, value: String)
        case illegalArgument(String)
        case contentType(String)
        case bodyRequired
        case bodyForbidden(uri: String, method: String)
        case parsing(String)
        case validation([String])
    }

    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }
}
