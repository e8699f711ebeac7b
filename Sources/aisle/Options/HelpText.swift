/// What `--help` says, made from the same tables that are parsed.
enum HelpText {
    static func overview(of commands: [any Command.Type]) -> String {
        let widest = commands.map { $0.name.count }.max() ?? 0
        var lines = [
            "aisle: full-text product search in one daemon", "",
            "usage: aisle COMMAND [flags]", "",
        ]
        for command in commands {
            lines.append("  " + padded(command.name, widest + 2) + command.summary)
        }
        lines += [
            "", "aisle help COMMAND lists its flags. Every flag is also an environment variable",
            "(--max-body is AISLE_MAX_BODY) and a key of aisle.yml (max_body); a flag is heard",
            "before the environment, the environment before the file.",
        ]
        return lines.joined(separator: "\n")
    }

    static func page(of command: any Command.Type) -> String {
        let operands = command.operands.map { " " + $0 }.joined()
        var lines = [
            "usage: aisle \(command.name)\(operands) [flags]", "", command.summary + ".", "",
        ]
        let heads = command.options.map { option in
            option.isFlag ? option.flag : "\(option.flag) \(option.placeholder)"
        }
        let widest = heads.map(\.count).max() ?? 0
        for (head, option) in zip(heads, command.options) {
            lines.append("  " + padded(head, widest + 2) + option.summary + note(option))
        }
        if !command.notes.isEmpty { lines += [""] + command.notes }
        return lines.joined(separator: "\n")
    }

    private static func note(_ option: Option) -> String {
        if case .choice(let values) = option.kind {
            let list = values.joined(separator: ", ")
            return " (\(list)\(option.defaultValue.map { "; \($0) by default" } ?? ""))"
        }
        return option.defaultValue.map { " (\($0) by default)" } ?? ""
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
