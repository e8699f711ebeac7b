import Primitives

/// A folder or one of its files refused an operation.
package struct DirectoryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What an owner of an index can do about it.
    package enum Kind: Sendable, Equatable {
        /// No file of that name.
        case notFound
        /// The disk or the quota is full; the same call may succeed later.
        case noSpace
        /// The process may not touch the file.
        case notPermitted
        /// Anything else, such as a failing disk.
        case failed
    }

    package let kind: Kind
    /// The call that failed, such as `write`.
    package let call: String
    /// Name of the file inside the folder, or the folder's path.
    package let file: String
    /// The value of `errno`.
    package let code: Int32

    package init(kind: Kind, call: String, file: String, code: Int32) {
        self.kind = kind
        self.call = call
        self.file = file
        self.code = code
    }

    package var description: String {
        "\(call) \(file): \(SystemError.text(of: code)) (errno \(code))"
    }
}
