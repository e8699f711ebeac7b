import Primitives

/// Index of each document's first value in a column of several values a document, and the end:
/// whole integers, or steps from those of every sixteenth document.
///
/// ```
/// starts = index:u32×(documents + 1)                              whole
///        | index:u32×(documents / 16 + 1) step:width×(documents + 1)
/// ```
/// A step counts from the index of the sixteenth document at or before its own. Width is 1 or 2
/// bytes. Example: 0, 2, 3 is `00000000 00 02 03`.
struct ValueStarts: BitwiseCopyable, @unchecked Sendable {
    private static let blockBits = 4
    private static let block = 1 << blockBits

    private let indices: UnsafePointer<UInt32>
    private let steps: UnsafeRawPointer
    /// Bytes of a step; 0 = indices are whole.
    private let width: Int

    /// - Parameters:
    ///   - start: at a multiple of four bytes, memory that outlives the starts.
    ///   - width: 0, 1 or 2.
    init(_ start: UnsafeRawPointer, documentCount: Int, width: Int) {
        precondition(width >= 0 && width <= 2, "steps of \(width) bytes")
        indices = start.assumingMemoryBound(to: UInt32.self)
        steps = start + (documentCount / ValueStarts.block + 1) * 4
        self.width = width
    }

    @inline(__always)
    subscript(doc: Int) -> Int {
        switch width {
        case 0: return Int(indices[doc])
        case 1:
            let step = steps.load(fromByteOffset: doc, as: UInt8.self)
            return Int(indices[doc &>> ValueStarts.blockBits]) &+ Int(step)
        default:
            let step = steps.loadUnaligned(fromByteOffset: doc &* 2, as: UInt16.self)
            return Int(indices[doc &>> ValueStarts.blockBits]) &+ Int(step)
        }
    }

    /// Unit: bytes.
    static func size(documentCount: Int, width: Int) -> Int {
        if width == 0 { return (documentCount + 1) * 4 }
        return (documentCount / block + 1) * 4 + (documentCount + 1) * width
    }

    /// Whether no index is below the one before.
    func ascend(documentCount: Int) -> Bool {
        if width == 0 { return NumericColumnStorage.ascend(indices, documentCount) }
        var doc = 0
        if width == 1 {
            while doc + ValueStarts.block <= documentCount {
                if !blockAscends(doc) { return false }
                doc &+= ValueStarts.block
            }
        }
        while doc < documentCount {
            if self[doc] > self[doc &+ 1] { return false }
            doc &+= 1
        }
        return true
    }

    /// Whether the indices from the first document of a whole block to the next block's ascend.
    private func blockAscends(_ doc: Int) -> Bool {
        let these = steps.loadUnaligned(fromByteOffset: doc, as: SIMD16<UInt8>.self)
        var next = steps.loadUnaligned(fromByteOffset: doc &+ 1, as: SIMD16<UInt8>.self)
        next[15] = .max
        return !any(these .> next) && self[doc &+ 15] <= self[doc &+ 16]
    }

    /// Appends starts, in the shortest form.
    /// - Parameter starts: ascending from 0. Shape: [documents + 1].
    /// - Returns: the width of a step.
    static func append(_ starts: FlatBuffer<UInt32>, to writer: ByteWriter) -> Int {
        var widest: UInt32 = 0
        for doc in 0..<starts.count {
            widest = max(widest, starts[doc] - starts[doc & ~(block - 1)])
        }
        let width = widest < 1 << 8 ? 1 : widest < 1 << 16 ? 2 : 0
        if width == 0 {
            writer.write(contentsOf: starts.bytes)
            return width
        }
        for doc in stride(from: 0, to: starts.count, by: block) { writer.write(starts[doc]) }
        for doc in 0..<starts.count {
            let step = starts[doc] - starts[doc & ~(block - 1)]
            if width == 1 {
                writer.write(UInt8(truncatingIfNeeded: step))
            } else {
                writer.write(UInt16(truncatingIfNeeded: step))
            }
        }
        return width
    }
}
