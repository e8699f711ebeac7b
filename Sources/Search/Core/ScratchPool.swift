import Synchronization

/// Scratch memory of one size, kept between searches: the blocks and windows of a search are too
/// large for the allocator to keep at hand.
///
/// `@unchecked Sendable`: the list of spare pieces is behind a mutex, a piece has one owner.
package final class ScratchPool: @unchecked Sendable {
    /// Room for a block's documents and scores, or a window's sums. Unit: bytes.
    package static let pieceSize = (DocBlock.capacity + DocBlock.slack) * 12
    package static let shared = ScratchPool()

    /// `@unchecked Sendable`: only ever touched inside the mutex.
    private struct Spares: @unchecked Sendable {
        var pieces: [UnsafeMutableRawPointer] = []
    }

    private let spares = Mutex(Spares())

    /// Memory whose content is undefined.
    package func take() -> UnsafeMutableRawPointer {
        let known = spares.withLock { $0.pieces.popLast() }
        return known ?? .allocate(byteCount: ScratchPool.pieceSize, alignment: 64)
    }

    package func give(_ piece: UnsafeMutableRawPointer) {
        let isKept = spares.withLock { spares in
            if spares.pieces.count >= SearchLimits.sparePieces { return false }
            spares.pieces.append(piece)
            return true
        }
        if !isKept { piece.deallocate() }
    }
}
