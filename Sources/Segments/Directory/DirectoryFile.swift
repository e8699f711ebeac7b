/// A file open for appending.
///
/// One thread appends or truncates at a time; `sync` may run beside an `append`, and then covers
/// the bytes appended before it began.
package protocol DirectoryFile: AnyObject, Sendable {
    /// Bytes appended successfully. Unit: bytes.
    var size: Int { get }

    /// Appends all bytes. When it throws, `size` is as before, and the file may hold a part of the
    /// bytes behind it until the next `append` or `truncate`.
    func append(_ bytes: UnsafeRawBufferPointer) throws(DirectoryError)
    /// Cuts the file, and whatever a failed `append` left.
    func truncate(to size: Int) throws(DirectoryError)
    /// Makes the content durable. After a failure nothing may be assumed about any byte that was
    /// not durable before, whatever a later call answers.
    func sync() throws(DirectoryError)
    /// Closes without making anything durable. May be called twice.
    func close()
}
