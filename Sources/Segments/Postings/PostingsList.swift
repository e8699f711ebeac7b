/// The documents of one term, in blocks of 128. Grammar: `PostingsWriter`.
///
/// Plain pointers into a segment: valid while its reader lives, copied without reference counting.
/// Damaged metadata whose checksum is right decodes to padding, never to a read outside the
/// section.
package struct PostingsList: BitwiseCopyable {
    package static let blockSize = 128

    package let documentFrequency: Int
    package let totalTermFrequency: Int64
    package let blockCount: Int
    package let hasPositions: Bool
    package let hasFrequencies: Bool
    package let listImpact: Impact
    /// Last doc ID of each block. Shape: [blockCount].
    package let lastDocs: UnsafePointer<UInt32>
    /// Shape: [blockCount].
    package let impacts: UnsafePointer<Impact>

    /// Nil for a single document, which has no block.
    let blocks: UnsafePointer<PostingsBlock>?
    let postings: UnsafeRawPointer
    let postingsCount: Int
    /// Of the positions section; of the inline document's positions where there is no block.
    let places: UnsafeRawPointer
    let placesCount: Int
    let inlineWidth: Int
    /// Bounds for k = 10, 100, 1000 as far as the term reaches; nil = none stored.
    let heads: UnsafePointer<UInt32>?

    /// Documents in a block: 128 except in the last.
    @inline(__always)
    package func blockSize(_ block: Int) -> Int {
        guard let blocks else { return 1 }
        return Int(min(blocks[block].count, 128))
    }

    @inline(__always)
    package func impact(_ block: Int) -> Impact { impacts[block] }

    /// Writes 128 doc IDs, ascending; behind the block's documents `UInt32.max`.
    /// - Returns: documents in the block.
    @discardableResult
    package func decodeDocuments(_ block: Int, into docs: UnsafeMutablePointer<UInt32>) -> Int {
        guard let blocks else {
            docs.update(repeating: .max, count: 128)
            docs[0] = lastDocs[0]
            return 1
        }
        let info = blocks[block]
        let base = block == 0 ? 0 : lastDocs[block &- 1]
        let offset = Int(info.offset)
        if _fastPath(info.count == 128) {
            let size = BitPacking.size(width: info.docWidth)
            if _fastPath(info.docWidth <= 32 && offset &+ size <= postingsCount) {
                BitPacking.unpackDeltas(
                    width: info.docWidth, postings + offset, into: docs, base: base)
                return 128
            }
            docs.update(repeating: .max, count: 128)
            return 128
        }
        return decodeTail(info, base, into: docs)
    }

    private func decodeTail(
        _ info: PostingsBlock, _ base: UInt32, into docs: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let count = Int(min(info.count, 128))
        var reader = VarIntScanner(postings, Int(info.offset), postingsCount)
        var doc = base
        if hasFrequencies {
            for index in 0..<count {
                let code = reader.next()
                doc &+= code &>> 1
                docs[index] = doc
                if code & 1 == 0 { _ = reader.next() }
            }
        } else {
            for index in 0..<count {
                doc &+= reader.next()
                docs[index] = doc
            }
        }
        (docs + count).update(repeating: .max, count: 128 &- count)
        return count
    }

    /// Writes 128 frequencies; 1 when the field has none, and behind the block's documents.
    package func decodeFrequencies(_ block: Int, into frequencies: UnsafeMutablePointer<UInt32>) {
        guard let blocks, hasFrequencies else {
            frequencies.update(repeating: 1, count: 128)
            if blocks == nil && hasFrequencies {
                frequencies[0] = UInt32(truncatingIfNeeded: totalTermFrequency)
            }
            return
        }
        let info = blocks[block]
        if _fastPath(info.count == 128) {
            let offset = Int(info.offset) &+ BitPacking.size(width: info.docWidth)
            let size = BitPacking.size(width: info.frequencyWidth)
            if _fastPath(info.frequencyWidth <= 32 && offset &+ size <= postingsCount) {
                BitPacking.unpackIncrements(
                    width: info.frequencyWidth, postings + offset, into: frequencies)
                return
            }
            frequencies.update(repeating: 1, count: 128)
            return
        }
        var reader = VarIntScanner(postings, Int(info.offset), postingsCount)
        let count = Int(min(info.count, 128))
        for index in 0..<count {
            frequencies[index] = reader.next() & 1 == 0 ? reader.next() &+ 1 : 1
        }
        (frequencies + count).update(repeating: 1, count: 128 &- count)
    }

    /// Whether the block is known to be of documents that have the term once.
    @inline(__always)
    package func hasOnlyOnes(_ block: Int) -> Bool {
        guard let blocks, hasFrequencies else { return false }
        return blocks[block].count == 128 && blocks[block].frequencyWidth == 0
    }

    /// - Parameter k: 10, 100 or 1000.
    /// - Returns: nil when the term has fewer documents.
    package func headBound(k: Int) -> HeadBound? {
        guard documentFrequency >= k else { return nil }
        guard let heads else {
            return hasFrequencies ? nil : HeadBound(frequency: 1, norm: 1)
        }
        guard let index = HeadBoundBuilder.depths.firstIndex(of: k) else { return nil }
        return HeadBound(
            frequency: heads[index] >> 8, norm: UInt8(truncatingIfNeeded: heads[index]))
    }

    /// Absolute positions of the block's documents one behind the other, as many a document as its
    /// frequency; unaligned little-endian integers of 1, 2 or 4 bytes.
    package func positions(_ block: Int) -> (bytes: UnsafeRawPointer, width: Int) {
        guard let blocks else { return (places, inlineWidth) }
        let info = blocks[block]
        return (places + min(Int(info.positionsOffset), placesCount), Int(info.positionWidth))
    }

    /// Whether `count` positions of a block lie inside their section.
    func hasRoom(forPositions count: Int, _ block: Int) -> Bool {
        guard let blocks else { return count == Int(totalTermFrequency) }
        let info = blocks[block]
        return Int(info.positionsOffset) + count * Int(info.positionWidth) <= placesCount
    }
}

/// Reads variable-length integers and, at the end of its bytes, zeros.
struct VarIntScanner {
    private let start: UnsafeRawPointer
    private(set) var offset: Int
    private let end: Int

    @inline(__always)
    init(_ start: UnsafeRawPointer, _ offset: Int, _ end: Int) {
        self.start = start
        self.offset = offset
        self.end = end
    }

    @inline(__always)
    mutating func next() -> UInt32 {
        guard offset < end else { return 0 }
        var byte = start.load(fromByteOffset: offset, as: UInt8.self)
        offset &+= 1
        var value = UInt32(byte & 0x7F)
        var shift: UInt32 = 7
        while byte >= 0x80 && shift < 35 && offset < end {
            byte = start.load(fromByteOffset: offset, as: UInt8.self)
            offset &+= 1
            value |= UInt32(byte & 0x7F) &<< shift
            shift &+= 7
        }
        return value
    }
}
