import Primitives

/// Every command, in alphabetical order: the registry of `Commands/`.
enum CommandTable {
    static let all: [any Command.Type] = [
        AnalyzeCommand.self,
        CDCCommand.self,
        CheckCommand.self,
        ConfigCommand.self,
        DemoCommand.self,
        ExplainCommand.self,
        IndexCommand.self,
        InspectCommand.self,
        SearchCommand.self,
        ServeCommand.self,
        StatusCommand.self,
        VersionCommand.self,
    ]

    /// Runs a command line, without the program's own name.
    static func run(_ words: [String]) -> ExitCode {
        let name = words.first ?? "help"
        if name == "help" || name == "--help" || name == "-h" {
            return help(words.dropFirst().first)
        }
        guard let command = find(name == "--version" ? "version" : name) else {
            return unknown(name, of: "aisle")
        }
        let rest = Array(words.dropFirst())
        let flags = rest.prefix { $0 != "--" }
        if flags.contains("--help") || flags.contains("-h") { return help(command.name) }
        return run(command, rest)
    }

    private static func find(_ name: String) -> (any Command.Type)? {
        for command in all where command.name == name { return command }
        return nil
    }

    private static func unknown(_ name: String, of program: String) -> ExitCode {
        let message = Suggestion.message("command", name, among: all.map { $0.name })
        Terminal.complain("\(program): \(message)")
        return .usage
    }

    private static func run(_ command: any Command.Type, _ words: [String]) -> ExitCode {
        do {
            let parser = ArgumentParser(
                options: command.options, operands: command.operands,
                allOptions: all.flatMap { $0.options })
            return try command.run(try parser.parse(words))
        } catch let error as CommandError {
            Terminal.complain("aisle \(command.name): \(error)")
            if error.code == .usage {
                Terminal.complain("aisle help \(command.name) lists its flags")
            }
            return error.code
        } catch {
            Terminal.complain("aisle \(command.name): \(error)")
            return .unavailable
        }
    }

    private static func help(_ name: String?) -> ExitCode {
        guard let name else {
            Terminal.print(HelpText.overview(of: all))
            return .success
        }
        guard let command = find(name) else { return unknown(name, of: "aisle help") }
        Terminal.print(HelpText.page(of: command))
        return .success
    }
}
