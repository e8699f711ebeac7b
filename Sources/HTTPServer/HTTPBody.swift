import Primitives

/// The bytes of a request's body, in one piece, charged to the memory budget while they are held.
///
/// `@unchecked Sendable`: filled by the connection's thread and, when compressed, replaced once by
/// the worker, then only read.
package final class HTTPBody: @unchecked Sendable {
    private var content: ByteWriter
    private var charge: MemoryCharge?

    init(charge: MemoryCharge?, capacity: Int) {
        self.charge = charge
        content = ByteWriter(capacity: capacity)
    }

    /// A body that was never sent over a socket.
    package init(_ bytes: some Sequence<UInt8>) {
        let content = ByteWriter()
        let whole: Void? = bytes.withContiguousStorageIfAvailable {
            content.write(contentsOf: UnsafeRawBufferPointer($0))
        }
        if whole == nil { for byte in bytes { content.write(byte) } }
        self.content = content
    }

    /// A body that was never sent over a socket, in memory that is the body's while it lives.
    package init(sharing content: ByteWriter) { self.content = content }

    package var count: Int { content.count }

    /// The content, with `ByteWriter.padding` readable zero bytes after it. Valid while the body
    /// is alive.
    package var padded: UnsafeRawBufferPointer { content.padded }

    func append(_ piece: UnsafeRawBufferPointer) throws(MemoryBudgetError) {
        try charge?.grow(to: content.count + piece.count)
        content.write(contentsOf: piece)
    }

    /// Puts the decoded content in the place of the encoded one.
    func replace(with decoded: ByteWriter, charge decodedCharge: MemoryCharge?) {
        content = decoded
        charge = decodedCharge
    }

    /// Drops the content and its charge.
    func removeAll() {
        content = ByteWriter(capacity: 0)
        charge = nil
    }
}
