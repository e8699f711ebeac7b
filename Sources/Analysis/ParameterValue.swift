/// A setting as it came in, whatever syntax it was written in.
package indirect enum ParameterValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
    case list([ParameterValue])
    /// In the order given; the last of equal keys counts.
    case map([(key: String, value: ParameterValue)])

    package static func == (left: ParameterValue, right: ParameterValue) -> Bool {
        switch (left, right) {
        case (.string(let a), .string(let b)): return a == b
        case (.integer(let a), .integer(let b)): return a == b
        case (.double(let a), .double(let b)): return a == b
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.list(let a), .list(let b)): return a == b
        case (.map(let a), .map(let b)):
            return a.count == b.count
                && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: return false
        }
    }

    /// The text form of a scalar; nil for lists and maps.
    package var text: String? {
        switch self {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .double(let number): return String(number)
        case .boolean(let flag): return flag ? "true" : "false"
        case .list, .map: return nil
        }
    }

    /// The last entry of a map under `key`.
    package subscript(_ key: String) -> ParameterValue? {
        guard case .map(let entries) = self else { return nil }
        return entries.last { $0.key == key }?.value
    }
}

extension ParameterValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: ParameterValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, ParameterValue)...) {
        self = .map(elements.map { (key: $0.0, value: $0.1) })
    }
}
