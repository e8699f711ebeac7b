/// What the command line asks for.
struct FuzzOptions {
    var seconds: UInt64 = 5
    var seed: UInt64 = 1
    var subjects: Set<String> = []
    /// The shared note of a child process; nil in the parent.
    var note: String?

    /// Nil for an unknown flag, a number that is none, or an unknown subject.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--seconds", "--seed":
                guard let text = rest.popFirst(), let number = UInt64(text) else { return nil }
                if argument == "--seed" { seed = number } else { seconds = number }
            case "--note":
                guard let path = rest.popFirst() else { return nil }
                note = path
            default:
                guard FuzzSubjects.all.contains(where: { $0.name == argument }) else { return nil }
                subjects.insert(argument)
            }
        }
    }
}
