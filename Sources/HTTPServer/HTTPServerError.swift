import Primitives

/// Why a server could not start.
package struct HTTPServerError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// The host has no address, with the resolver's words.
        case unknownHost(String)
        /// The address is taken, privileged or not of this machine.
        case cannotListen(SystemError)
        /// The library refused the configuration, such as a key that does not fit its certificate.
        case cannotStart(String)
    }

    package let kind: Kind
    /// `host:port`.
    package let address: String

    package var description: String {
        switch kind {
        case .unknownHost(let reason): "cannot resolve \(address): \(reason)"
        case .cannotListen(let error): "cannot listen on \(address): \(error)"
        case .cannotStart(let reason): "cannot serve on \(address): \(reason)"
        }
    }
}
