/// One word after `aisle`.
protocol Command: SendableMetatype {
    static var name: String { get }
    /// One line, without a full stop.
    static var summary: String { get }
    /// Names of its operands in capitals; in brackets where it may be left out, with `…` where it
    /// may be repeated.
    static var operands: [String] { get }
    static var options: [Option] { get }
    /// Further lines of its help.
    static var notes: [String] { get }

    static func run(_ arguments: Arguments) throws -> ExitCode
}

extension Command {
    static var operands: [String] { [] }
    static var notes: [String] { [] }
}
