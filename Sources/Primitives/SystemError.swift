import CLinux

/// A call of the operating system that failed, with its `errno`.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The call and what it was asked to do, such as `mmap 4096 bytes`.
    package let call: String
    /// The value of `errno`.
    package let code: Int32

    package init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// The operating system's words for a code, such as `No space left on device`.
    package static func text(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            clinux_error_text(code, buffer.baseAddress, buffer.count)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    package var description: String { "\(call): \(SystemError.text(of: code)) (errno \(code))" }
}
