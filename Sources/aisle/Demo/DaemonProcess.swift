import Glibc
import Primitives

/// `aisle serve` as a process of its own, started from the same executable.
///
/// It gets an empty environment: what the caller's says about a daemon is about another one.
final class DaemonProcess {
    let process: pid_t
    let url: String
    private let logPath: String
    private var hasEnded = false

    init(
        data: String, port: UInt16, configuration: String, logPath: String
    ) throws(CommandError) {
        self.logPath = logPath
        url = "http://127.0.0.1:\(port)"
        let words = [
            "aisle", "serve", "--data", data, "--port", String(port), "--config", configuration,
        ]
        process = try DaemonProcess.spawn(words, logPath: logPath)
    }

    deinit { stop() }

    private static func spawn(
        _ words: [String], logPath: String
    ) throws(CommandError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, logPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process = pid_t()
        let code = posix_spawn(
            &process, "/proc/self/exe", &actions, nil, &argv, &environment)
        guard code == 0 else {
            throw CommandError(.unavailable, "\(SystemError(call: "posix_spawn", code: code))")
        }
        return process
    }

    /// Waits until it answers.
    func waitUntilReady(seconds: Int) throws {
        let client = try HTTPClient(url: url)
        client.timeouts.connect = 500
        let deadline = MonotonicClock.nanoseconds() + UInt64(seconds) * 1_000_000_000
        while MonotonicClock.nanoseconds() < deadline {
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                hasEnded = true
                throw CommandError(.unavailable, "the daemon ended at once", hint: lastLines())
            }
            if let answer = try? client.send("GET", "/_cluster/health"), answer.isSuccess { return }
            usleep(10_000)
        }
        throw CommandError(
            .unavailable, "the daemon did not answer within \(seconds) s", hint: lastLines())
    }

    /// Asks it to stop and waits for its end.
    /// - Returns: false when it ended badly.
    @discardableResult func stop() -> Bool {
        if hasEnded { return true }
        hasEnded = true
        kill(process, SIGTERM)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    private func lastLines() -> String {
        let bytes = (try? WholeFile.read(logPath)) ?? []
        return String(decoding: bytes.suffix(2000), as: UTF8.self)
    }

    /// A port nobody listens on at the moment.
    static func freePort() throws(CommandError) -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else {
            throw CommandError(.unavailable, "\(SystemError(call: "bind", code: errno))")
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
