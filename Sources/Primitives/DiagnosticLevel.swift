/// How much a line of the log matters, least first.
package enum DiagnosticLevel: Int, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    package var name: StaticString {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// From its name, as a flag or a configuration file spells it.
    package init?(named text: String) {
        guard let level = DiagnosticLevel.allCases.first(where: { $0.name.description == text })
        else {
            return nil
        }
        self = level
    }

    package static func < (left: DiagnosticLevel, right: DiagnosticLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}
