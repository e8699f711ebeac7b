import Glibc
import Primitives

/// Standard output and standard error. A reader that closed its pipe ends the process quietly.
enum Terminal {
    static let isOutputInteractive = isatty(STDOUT_FILENO) == 1
    static let isErrorInteractive = isatty(STDERR_FILENO) == 1

    /// Columns of the terminal that standard error is; 80 when unknown. Unit: characters.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Text for the terminal itself, such as a progress bar; without a line break.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = Glibc.write(
                descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
            if count < 0 {
                if errno == EINTR { continue }
                exit(errno == EPIPE ? ExitCode.success.rawValue : ExitCode.inputOutput.rawValue)
            }
            sent += count
        }
    }
}
