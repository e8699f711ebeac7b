/// How the terms of a field are printed.
package enum TermFormat: Sendable, Equatable {
    /// They are texts.
    case text
    /// They are 16 bytes of an internet address.
    case address

    package func text(_ term: some Collection<UInt8>) -> String {
        switch self {
        case .text: String(decoding: term, as: UTF8.self)
        case .address: IPAddress.text(term)
        }
    }

    /// The term that prints as a text; nil when none does.
    package func term(_ text: String) -> [UInt8]? {
        switch self {
        case .text: Array(text.utf8)
        case .address: IPAddress.parse(text)
        }
    }
}
