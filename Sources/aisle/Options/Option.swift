/// One thing a command can be told: a long flag, an environment variable and a key of the
/// configuration file, all from one name.
struct Option: Sendable {
    enum Kind: Sendable {
        /// Present or absent: `true` or `false` where a value is written.
        case flag
        case text
        case number(ClosedRange<Int>)
        /// Bytes, such as `256mb`.
        case size
        /// Milliseconds, such as `3s`.
        case duration
        case choice([String])
    }

    /// As on the command line, without its dashes: `max-body`.
    let name: String
    let kind: Kind
    /// What the value stands for in help, such as `DIR`.
    let placeholder: String
    let summary: String
    let defaultValue: String?
    /// Whether the configuration file may say it: not where it is about one call.
    let isConfigurable: Bool

    init(
        _ name: String, _ kind: Kind, _ placeholder: String = "",
        default defaultValue: String? = nil,
        configurable isConfigurable: Bool = true, _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.placeholder = placeholder
        self.summary = summary
        self.defaultValue = defaultValue
        self.isConfigurable = isConfigurable
    }

    var flag: String { "--" + name }
    /// `AISLE_MAX_BODY`.
    var environmentName: String { "AISLE_" + key.uppercased() }
    /// `max_body`.
    var key: String { String(name.map { $0 == "-" ? "_" : $0 }) }

    var isFlag: Bool { if case .flag = kind { true } else { false } }

    /// Why a text is not a value of this option; nil when it is.
    func fault(in text: String) -> String? {
        switch kind {
        case .text:
            return text.isEmpty ? "an empty text" : nil
        case .flag:
            return ["true", "false"].contains(text) ? nil : "[\(text)] is not true or false"
        case .number(let range):
            guard let number = Int(text) else { return "[\(text)] is not a whole number" }
            if range.contains(number) { return nil }
            return "[\(text)] is outside \(range.lowerBound) to \(range.upperBound)"
        case .size:
            let forms = "bytes or a number with kb, mb, gb or tb"
            return Units.bytes(text) == nil ? "[\(text)] is not a size: \(forms)" : nil
        case .duration:
            let forms = "a number with ms, s, m, h or d"
            return Units.milliseconds(text) == nil ? "[\(text)] is not a duration: \(forms)" : nil
        case .choice(let values):
            if values.contains(text) { return nil }
            return "[\(text)] is not one of \(values.joined(separator: ", "))"
        }
    }
}

/// Options that more than one command has.
extension Option {
    static let json = Option(
        "json", .flag, configurable: false, "Write the result as JSON for scripts")
    static let config = Option(
        "config", .text, "FILE", configurable: false,
        "Read settings from this file (aisle.yml in the current folder where there is one)")
    static let url = Option(
        "url", .text, "URL", default: "http://127.0.0.1:9200", "The daemon to talk to")
    static let trusted = Option(
        "ca-file", .text, "FILE", "Certificates (PEM) to trust for an https URL")
    static let index = Option("index", .text, "NAME", "The index")
}
