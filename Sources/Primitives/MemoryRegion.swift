import CLinux
import Glibc

/// A run of bytes with one owner: a mapped file, anonymous memory, or bytes on the heap.
///
/// Readers take `bytes` and keep the region alive while they use them. `@unchecked Sendable`: the
/// address and size never change, and the content only before `seal()`, by the thread that made it.
package final class MemoryRegion: @unchecked Sendable {
    private enum Origin {
        case mapped(size: Int)
        case heap
        case none
    }

    /// The content. Valid while the region is alive.
    package let bytes: UnsafeRawBufferPointer
    private let origin: Origin

    private init(start: UnsafeRawPointer?, count: Int, origin: Origin) {
        self.bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        self.origin = origin
    }

    /// Takes over memory from `malloc`.
    init(adoptingHeap base: UnsafeMutableRawPointer, count: Int) {
        self.bytes = UnsafeRawBufferPointer(start: base, count: count)
        self.origin = .heap
    }

    deinit {
        guard let start = bytes.baseAddress else { return }
        let base = UnsafeMutableRawPointer(mutating: start)
        switch origin {
        case .mapped(let size): clinux_unmap(base, size)
        case .heap: free(base)
        case .none: break
        }
    }

    package var count: Int { bytes.count }

    /// Maps the first `size` bytes of an open file read-only; the descriptor may be closed after.
    package static func map(
        fileDescriptor: Int32, size: Int
    ) throws(SystemError) -> MemoryRegion {
        guard size > 0 else { return MemoryRegion(start: nil, count: 0, origin: .none) }
        guard let base = clinux_map_file(fileDescriptor, size) else {
            throw SystemError(call: "mmap \(size) bytes of file \(fileDescriptor)", code: errno)
        }
        return MemoryRegion(start: base, count: size, origin: .mapped(size: size))
    }

    /// Zeroed private memory, to be filled through `mutableBase` and then sealed.
    package static func anonymous(size: Int) throws(SystemError) -> MemoryRegion {
        guard size > 0 else { return MemoryRegion(start: nil, count: 0, origin: .none) }
        guard let base = clinux_map_anonymous(size) else {
            throw SystemError(call: "mmap \(size) anonymous bytes", code: errno)
        }
        return MemoryRegion(start: base, count: size, origin: .mapped(size: size))
    }

    /// A copy of bytes, followed by `ByteWriter.padding` readable zero bytes.
    package static func copy(of source: UnsafeRawBufferPointer) -> MemoryRegion {
        let writer = ByteWriter(capacity: source.count)
        writer.write(contentsOf: source)
        return writer.takeRegion()
    }

    /// The content, open for writing by the creator alone and only before `seal()`.
    ///
    /// Writing to a mapped file or after `seal()` ends the process.
    package var mutableBase: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(mutating: bytes)
    }

    /// Makes anonymous memory read-only, so that a stray write is caught where it happens.
    package func seal() throws(SystemError) {
        guard case .mapped(let size) = origin, let start = bytes.baseAddress else { return }
        let base = UnsafeMutableRawPointer(mutating: start)
        if mprotect(base, size, clinux_prot_read) != 0 {
            throw SystemError(call: "mprotect \(size) bytes", code: errno)
        }
    }

    /// How the bytes will be read; a hint the kernel may ignore. No effect on heap memory.
    package enum Advice: Sendable {
        case willNeed, random, sequential, dontNeed, hugePages
    }

    package func advise(_ advice: Advice) {
        guard case .mapped(let size) = origin, let start = bytes.baseAddress else { return }
        let code =
            switch advice {
            case .willNeed: clinux_madv_willneed
            case .random: clinux_madv_random
            case .sequential: clinux_madv_sequential
            case .dontNeed: clinux_madv_dontneed
            case .hugePages: clinux_madv_hugepage
            }
        _ = madvise(UnsafeMutableRawPointer(mutating: start), size, code)
    }
}
