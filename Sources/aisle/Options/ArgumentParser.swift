import Configuration
import Glibc
import Primitives

/// Reads a command line, then the environment, then the configuration file: the first that says
/// something about an option is heard.
struct ArgumentParser {
    let options: [Option]
    /// Names for the operands, in their order; one that ends in `…` takes any number.
    let operands: [String]
    /// Every option of every command: a key of the file may belong to another command.
    let allOptions: [Option]
    /// Sections of the file that are not options, read by the parts they are for.
    static let sections: Set<String> = ["indexes", "sources"]
    private static let defaultFile = "aisle.yml"

    func parse(
        _ words: [String], environment: (String) -> String? = ArgumentParser.environment,
        readFile: (String) throws(CommandError) -> String? = ArgumentParser.readFile
    ) throws(CommandError) -> Arguments {
        var values: [String: Arguments.Value] = [:]
        let found = try flagsAndOperands(words, into: &values)
        for option in options where values[option.name] == nil {
            guard let text = environment(option.environmentName) else { continue }
            if let fault = option.fault(in: text) {
                throw CommandError(.configuration, "\(option.environmentName): \(fault)")
            }
            values[option.name] = .init(text: text, source: .environment)
        }
        let (path, file) = try configurationFile(values["config"]?.text, readFile)
        if let file, let path { try merge(file, path, into: &values) }
        for option in options where values[option.name] == nil {
            let fallback = option.defaultValue ?? (option.isFlag ? "false" : nil)
            if let fallback { values[option.name] = .init(text: fallback, source: .builtIn) }
        }
        return Arguments(
            options: options, values: values, operands: found, configurationFile: path,
            configuration: file)
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Nil where there is no such file.
    static func readFile(_ path: String) throws(CommandError) -> String? {
        do {
            return String(decoding: try WholeFile.read(path), as: UTF8.self)
        } catch {
            if error.code == ENOENT { return nil }
            throw CommandError(.inputOutput, "\(path): \(error)")
        }
    }

    private func flagsAndOperands(
        _ words: [String], into values: inout [String: Arguments.Value]
    ) throws(CommandError) -> [String] {
        var found: [String] = []
        var rest = words[...]
        var onlyOperands = false
        while let word = rest.popFirst() {
            if onlyOperands || word == "-" || !word.hasPrefix("-") {
                found.append(word)
            } else if word == "--" {
                onlyOperands = true
            } else {
                try flag(word, &rest, into: &values)
            }
        }
        let mayRepeat = operands.last?.hasSuffix("…") == true
        if found.count > operands.count, !mayRepeat {
            throw CommandError(.usage, "[\(found[operands.count])] is one word too many")
        }
        if found.count < operands.count(where: { !$0.hasPrefix("[") }) {
            throw CommandError(.usage, "\(operands[found.count]) is missing")
        }
        return found
    }

    private func flag(
        _ word: String, _ rest: inout ArraySlice<String>,
        into values: inout [String: Arguments.Value]
    ) throws(CommandError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = options.first(where: { $0.flag == name }) else {
            throw CommandError(
                .usage, Suggestion.message("flag", name, among: options.map(\.flag)))
        }
        if values[option.name] != nil { throw CommandError(.usage, "\(name) is given twice") }
        let text: String
        if parts.count > 1 {
            text = String(parts[1])
        } else if option.isFlag {
            text = "true"
        } else if let next = rest.popFirst() {
            text = next
        } else {
            throw CommandError(.usage, "\(name) needs a value: \(option.placeholder)")
        }
        if let fault = option.fault(in: text) { throw CommandError(.usage, "\(name): \(fault)") }
        values[option.name] = .init(text: text, source: .flag)
    }

    private func configurationFile(
        _ given: String?, _ readFile: (String) throws(CommandError) -> String?
    ) throws(CommandError) -> (path: String?, root: ConfigurationNode?) {
        guard options.contains(where: { $0.name == "config" }) else { return (nil, nil) }
        let path = given ?? ArgumentParser.defaultFile
        guard let text = try readFile(path) else {
            if given == nil { return (nil, nil) }
            throw CommandError(.configuration, "\(path): no such file")
        }
        do {
            return (path, try ConfigurationParser.parse(text))
        } catch {
            throw CommandError(.configuration, "\(path): \(error)")
        }
    }

    private func merge(
        _ file: ConfigurationNode, _ path: String, into values: inout [String: Arguments.Value]
    ) throws(CommandError) {
        let known = allOptions.filter(\.isConfigurable)
        do {
            for member in try file.members() where !ArgumentParser.sections.contains(member.key) {
                guard let option = known.first(where: { $0.key == member.key }) else {
                    let message = Suggestion.message("key", member.key, among: known.map(\.key))
                    throw CommandError(
                        .configuration, "\(path), line \(member.value.line): \(message)")
                }
                let text = try member.value.string()
                if let fault = option.fault(in: text) {
                    throw CommandError(
                        .configuration,
                        "\(path), line \(member.value.line): \(option.key): \(fault)")
                }
                let isOurs = options.contains { $0.name == option.name && $0.isConfigurable }
                if isOurs, values[option.name] == nil {
                    values[option.name] = .init(text: text, source: .file)
                }
            }
        } catch let error as ConfigurationError {
            throw CommandError(.configuration, "\(path): \(error)")
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError(.configuration, "\(path): \(error)")
        }
    }
}
