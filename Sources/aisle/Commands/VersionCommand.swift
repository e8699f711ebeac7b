import JSON

enum VersionCommand: Command {
    static let name = "version"
    static let summary = "Say which version this is"
    static let options = [Option.json]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let json: JSONValue = ["name": "aisle", "version": .string(Version.text)]
        Terminal.print(arguments.wantsJSON ? json.serialized() : "aisle \(Version.text)")
        return .success
    }
}
