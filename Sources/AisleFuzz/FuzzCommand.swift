import Glibc
import Primitives

/// `AisleFuzz [--seconds N] [--seed N] [SUBJECT …]`: each subject in a process of its own, which
/// notes its input in shared memory before it decodes it, so that a trap leaves the input behind.
enum FuzzCommand {
    /// A single input that takes longer is a hang.
    private static let hangSeconds: UInt32 = 10
    private static let usage: Int32 = 64

    static func run(_ arguments: [String]) -> Int32 {
        guard let options = FuzzOptions(arguments) else {
            say(
                "usage: AisleFuzz [--seconds N] [--seed N] [SUBJECT ...]; subjects: "
                    + FuzzSubjects.all.map { $0.name }.joined(separator: " "))
            return usage
        }
        let subjects = FuzzSubjects.all.filter {
            options.subjects.isEmpty || options.subjects.contains($0.name)
        }
        if let path = options.note, let subject = subjects.first, let note = FuzzNote(file: path) {
            attempt(subject, options, note)
        }
        return subjects.filter { !fuzz($0, options) }.isEmpty ? 0 : 1
    }

    static func say(_ text: String) {
        let line = text + "\n"
        line.withCString { _ = write(1, $0, strlen($0)) }
    }

    private static func fuzz(_ subject: any FuzzSubject.Type, _ options: FuzzOptions) -> Bool {
        let file = "/tmp/aisle-fuzz-\(getpid())-\(subject.name)"
        defer { unlink(file) }
        guard let note = FuzzNote(file: file) else {
            say("\(subject.name): FAILED, no shared memory at \(file)")
            return false
        }
        let status = spawn([
            CommandLine.arguments[0], "--seconds", "\(options.seconds)", "--seed",
            "\(options.seed)",
            "--note", file, subject.name,
        ])
        if status == 0 {
            say("\(subject.name): \(note.count) inputs, none failed")
            return true
        }
        let path = FuzzInputs.keep(note.input, for: subject.name, number: note.count)
        say(
            "\(subject.name): FAILED (wait status \(status)) on input \(note.count), "
                + "kept as \(path)"
        )
        return false
    }

    /// Runs a program to its end and returns its wait status.
    private static func spawn(_ arguments: [String]) -> Int32 {
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        strings.append(nil)
        defer { for string in strings { free(string) } }
        var child: pid_t = 0
        var status: Int32 = -1
        if posix_spawn(&child, arguments[0], nil, nil, strings, environ) == 0 {
            waitpid(child, &status, 0)
        }
        return status
    }

    private static func attempt(
        _ subject: any FuzzSubject.Type, _ options: FuzzOptions, _ note: FuzzNote
    ) -> Never {
        let decoder = subject.init()
        let starts = FuzzInputs.kept(for: subject.name) + subject.seeds
        var random = SeededGenerator(seed: options.seed)
        let end = MonotonicClock.nanoseconds() + options.seconds * 1_000_000_000
        for input in starts { decode(input, decoder, note) }
        while MonotonicClock.nanoseconds() < end, !starts.isEmpty {
            let input = FuzzMutation.mutated(starts[random.below(starts.count)], &random)
            decode(input, decoder, note)
        }
        exit(0)
    }

    private static func decode(_ input: [UInt8], _ decoder: any FuzzSubject, _ note: FuzzNote) {
        note.write(input)
        alarm(hangSeconds)
        try? decoder.decode(note.input)
    }
}
