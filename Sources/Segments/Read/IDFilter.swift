import Primitives

/// The id tables of several segments side by side, for the question most writes of new documents
/// ask: is this id in none of them?
///
/// A cache miss a segment is what the answer costs; they overlap here, since nothing is retained
/// and nothing is called between one segment and the next.
///
/// `@unchecked Sendable`: immutable; `readers` keeps the memory of the tables.
package final class IDFilter: @unchecked Sendable {
    private struct Table {
        let starts: UnsafePointer<UInt32>
        let fingerprints: PackedIntegers
        /// Of a hash, what its fingerprint is.
        let mask: UInt64
        /// Of a hash, down to its bucket.
        let shift: UInt64
        let documentCount: UInt32
        /// Of the segment in the list given.
        let place: Int
    }

    private let readers: [SegmentReader]
    private let tables: UnsafeMutableBufferPointer<Table>

    /// Verifies the tables.
    /// - Parameter readers: nil has no ids.
    package init(_ readers: [SegmentReader?]) throws(SegmentError) {
        var made: [Table] = []
        for (place, reader) in readers.enumerated() {
            guard let reader, reader.documentCount > 0 else { continue }
            let table = reader.ids.table
            try reader.file.verify(table.section)
            made.append(
                Table(
                    starts: table.starts, fingerprints: table.fingerprints,
                    mask: table.fingerprintMask, shift: table.shift,
                    documentCount: UInt32(table.documentCount), place: place))
        }
        self.readers = readers.compactMap { $0 }
        tables = .allocate(capacity: made.count)
        _ = tables.initialize(from: made)
    }

    deinit { tables.deallocate() }

    /// The last segment before `end` that may hold an id; nil when none does.
    /// - Parameters:
    ///   - hash: of the id, by `Hash64`.
    ///   - end: a place in the list of segments.
    package func last(before end: Int, mayHold hash: UInt64) -> Int? {
        var index = tables.count
        while index > 0 {
            index &-= 1
            let table = tables[index]
            if table.place >= end { continue }
            let fingerprint = hash & table.mask
            let bucket = Int(truncatingIfNeeded: hash &>> table.shift)
            var entry = table.starts[bucket]
            // Only a table that lies has an end beyond its documents.
            let last = min(table.starts[bucket &+ 1], table.documentCount)
            while entry < last {
                if table.fingerprints[Int(entry)] == fingerprint { return table.place }
                entry &+= 1
            }
        }
        return nil
    }
}
