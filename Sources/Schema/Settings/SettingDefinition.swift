/// One index setting, or one family of them: what it may be, and what becomes of it.
package struct SettingDefinition: Sendable {
    package enum Handling: String, Sendable {
        /// Changes how the index behaves.
        case honoured
        /// Kept and echoed without any effect.
        case storedOnly
        /// Known to OpenSearch, and refused by name.
        case refused
    }

    package enum Scope: Sendable {
        /// Set when the index is made, or while it is closed.
        case fixed
        /// May change while the index serves.
        case dynamic
        /// Set by the daemon, never by a request.
        case assigned
    }

    package enum Shape: Sendable, Equatable {
        case integer(ClosedRange<Int>)
        case boolean
        /// Milliseconds, with a unit; `-1` is off.
        case time
        /// Bytes, with a unit.
        case size
        case choice([String])
        case text
        /// A text or a list of texts.
        case list
    }

    /// Without `index.`; a last part of `*` stands for a family.
    package let name: String
    package let handling: Handling
    package let scope: Scope
    package let shape: Shape
    /// What holds when it is not set; nil when nothing does.
    package let defaultValue: String?
    package let summary: String

    init(
        _ name: String, _ handling: Handling, _ scope: Scope, _ shape: Shape,
        default defaultValue: String? = nil, _ summary: String
    ) {
        self.name = name
        self.handling = handling
        self.scope = scope
        self.shape = shape
        self.defaultValue = defaultValue
        self.summary = summary
    }

    /// True for every name of a family.
    func covers(_ name: String) -> Bool {
        guard self.name.hasSuffix("*") else { return self.name == name }
        return name.hasPrefix(self.name.dropLast())
    }

    /// The reason to refuse a value; nil when it fits.
    package func fault(of value: String, setting: String) -> String? {
        switch shape {
        case .integer(let range):
            guard let number = Int(value) else {
                return "Failed to parse value [\(value)] for setting [\(setting)]"
            }
            if number < range.lowerBound {
                return "Failed to parse value [\(value)] for setting [\(setting)] must be >= "
                    + "\(range.lowerBound)"
            }
            return number <= range.upperBound
                ? nil
                : "Failed to parse value [\(value)] for setting [\(setting)] must be <= "
                    + "\(range.upperBound)"
        case .boolean:
            return value == "true" || value == "false"
                ? nil
                : "Failed to parse value [\(value)] as only [true] or [false] are allowed."
        case .time:
            return TimeValue.milliseconds(value) == nil
                ? "failed to parse setting [\(setting)] with value [\(value)] as a time value: "
                    + "unit is missing or unrecognized" : nil
        case .size:
            return SizeValue.bytes(value) == nil
                ? "failed to parse setting [\(setting)] with value [\(value)] as a size in bytes: "
                    + "unit is missing or unrecognized" : nil
        case .choice(let names):
            return names.contains(value)
                ? nil
                : "unknown value [\(value)] for setting [\(setting)], must be one of "
                    + "[\(names.joined(separator: ", "))]"
        case .text, .list: return nil
        }
    }
}
