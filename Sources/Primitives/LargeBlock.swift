import CLinux
import Glibc

/// Blocks of memory that are filled from front to back.
package enum LargeBlock {
    /// Two huge pages: of a smaller block too much would be memory that is never filled.
    /// Unit: bytes.
    private static let minimum = 4 << 20
    private static let page: UInt = 4 << 10

    /// Asks for huge pages for a block from `malloc`, so that filling it stops at fewer pages.
    ///
    /// All of the block's mapping is asked for: one in two parts could not be moved by `realloc`.
    package static func advise(_ start: UnsafeMutableRawPointer, _ size: Int) {
        if size < minimum { return }
        let offset = Int(UInt(bitPattern: start) % page)
        _ = madvise(start - offset, size + offset, clinux_madv_hugepage)
    }
}
