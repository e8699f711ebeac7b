import Configuration

/// What a command was told, by whom.
struct Arguments {
    enum Source: String {
        case flag, environment, file
        case builtIn = "default"
    }

    struct Value {
        let text: String
        let source: Source
    }

    let options: [Option]
    private(set) var values: [String: Value] = [:]
    private(set) var operands: [String] = []
    /// The configuration file that was read, if one was.
    let configurationFile: String?
    /// Its content beyond options, for parts of the daemon that read their own.
    let configuration: ConfigurationNode?

    init(
        options: [Option], values: [String: Value], operands: [String],
        configurationFile: String?, configuration: ConfigurationNode?
    ) {
        self.options = options
        self.values = values
        self.operands = operands
        self.configurationFile = configurationFile
        self.configuration = configuration
    }

    /// The text of an option; nil where it was not given and has no default.
    func text(_ name: String) -> String? {
        precondition(options.contains { $0.name == name }, "no option named \(name)")
        return values[name]?.text
    }

    func isSet(_ name: String) -> Bool { text(name) == "true" }

    /// The values below were checked when they were read.
    func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    /// Unit: bytes.
    func bytes(_ name: String) -> Int? { text(name).flatMap { Units.bytes($0) } }

    func milliseconds(_ name: String) -> Int? { text(name).flatMap { Units.milliseconds($0) } }

    func required(_ name: String) throws(CommandError) -> String {
        if let text = text(name) { return text }
        throw CommandError(.usage, "--\(name) is needed", hint: "see aisle help")
    }

    var wantsJSON: Bool { isSet("json") }
}
