/// How a command ended, as the shell sees it.
enum ExitCode: Int32 {
    case success = 0
    /// Done, but some rows were rejected or some checks failed.
    case partial = 1
    /// The command line is wrong.
    case usage = 64
    /// The input, or an index folder, is not what it should be.
    case data = 65
    /// The daemon does not answer, or refuses.
    case unavailable = 69
    /// Reading or writing a file failed.
    case inputOutput = 74
    /// The configuration file or an environment variable is wrong.
    case configuration = 78
}

/// What ends a command before its end: a text for people and a code for scripts.
struct CommandError: Error, CustomStringConvertible {
    let code: ExitCode
    let message: String
    /// What to do about it; one line.
    var hint: String?

    init(_ code: ExitCode, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    var description: String { hint.map { "\(message)\n\($0)" } ?? message }
}
