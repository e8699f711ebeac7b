import JSON

enum ConfigCommand: Command {
    static let name = "config"
    static let summary = "Show the settings that serve would run with, and who says so"
    static let options = ServeOptions.all + [Option.config, .json]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let shown = ServeOptions.all
        if arguments.wantsJSON {
            let writer = JSONWriter()
            writer.beginObject()
            for option in shown {
                writer.key(option.key)
                writer.beginObject()
                writer.key("value")
                if let text = arguments.values[option.name]?.text {
                    writer.value(text)
                } else {
                    writer.null()
                }
                writer.member("source", source(of: option, arguments))
                writer.endObject()
            }
            writer.endObject()
            Terminal.print(String(decoding: writer.bytes, as: UTF8.self))
            return .success
        }
        let rows = shown.map { option in
            [option.key, arguments.values[option.name]?.text ?? "-", source(of: option, arguments)]
        }
        Terminal.print(TextTable.render(header: ["setting", "value", "from"], rows))
        return .success
    }

    private static func source(of option: Option, _ arguments: Arguments) -> String {
        switch arguments.values[option.name]?.source {
        case .flag: option.flag
        case .environment: option.environmentName
        case .file: arguments.configurationFile ?? "file"
        case .builtIn: "default"
        case nil: "not set"
        }
    }
}
