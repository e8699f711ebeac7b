import Primitives
import Segments

/// Reads the logs of an index back, and leaves them as a log to go on behind.
struct LogReplay {
    /// One record that counts.
    struct Record {
        /// Valid while the replay's `regions` live.
        let payload: UnsafeRawBufferPointer
        let file: String
    }

    private let directory: any Directory
    private let firstGeneration: UInt64
    private var regions: [MemoryRegion] = []
    /// In order. Valid while this value lives.
    private(set) var records: [Record] = []
    /// The highest generation that counts.
    private(set) var generation: UInt64
    private(set) var lastNumber: UInt64
    /// Of the logs that count, by generation. Unit: bytes.
    private(set) var sizes: [UInt64: Int] = [:]

    /// Reads all records, cuts a torn tail off and makes what is left durable.
    ///
    /// What does not verify, or does not follow the record before it, ends the log if nothing says
    /// that it once was durable: it is the torn tail of a write nobody was told about, and whatever
    /// lies behind it is no older.
    /// - Parameters:
    ///   - generation: the first log that counts, of the commit point.
    ///   - number: of the last record that the commit point covers.
    /// - Throws: `IndexError` (`.corrupt`) when a durable record is damaged or a log is missing.
    init(_ directory: any Directory, from generation: UInt64, after number: UInt64) throws {
        self.directory = directory
        firstGeneration = generation
        self.generation = generation
        lastNumber = number
        let generations = try LogReplay.generations(directory, from: generation)
        for (index, found) in generations.enumerated() {
            guard found == generation + UInt64(index) else {
                throw missing(generation + UInt64(index))
            }
            if try !read(found, generations) { break }
        }
        guard sizes[firstGeneration] != nil else { throw missing(firstGeneration) }
        try settle(generations)
    }

    private static func generations(
        _ directory: any Directory, from first: UInt64
    ) throws -> [UInt64] {
        try directory.list().compactMap { name -> UInt64? in
            if case .log(let generation) = IndexFile(name) { generation } else { nil }
        }.filter { $0 >= first }.sorted()
    }

    private func missing(_ generation: UInt64) -> IndexError {
        IndexError(
            .corrupt,
            "\(IndexFile.log(generation).name) is missing from \(directory.path) or damaged")
    }

    /// - Returns: false when the log ends in this file before the file does.
    private mutating func read(_ generation: UInt64, _ generations: [UInt64]) throws -> Bool {
        let name = IndexFile.log(generation).name
        let region = try directory.openRegion(name)
        regions.append(region)
        let bytes = region.bytes
        guard LogFormat.hasHeader(bytes, generation: generation) else {
            try refuseIfDurable(generation, bytes, 0, generations)
            return false
        }
        self.generation = generation
        var offset = LogFormat.headerSize
        while let record = LogFormat.record(in: bytes, at: offset), record.previous == lastNumber {
            records.append(Record(payload: record.payload, file: name))
            lastNumber = record.number
            offset = record.end
        }
        sizes[generation] = offset
        if offset == bytes.count { return true }
        try refuseIfDurable(generation, bytes, offset, generations)
        return false
    }

    /// Throws when a record behind the damage says that the damaged one was durable.
    private func refuseIfDurable(
        _ generation: UInt64, _ bytes: UnsafeRawBufferPointer, _ offset: Int,
        _ generations: [UInt64]
    ) throws {
        var synced = LogFormat.highestSynced(in: bytes, from: offset)
        for later in generations where later > generation {
            let region = try directory.openRegion(IndexFile.log(later).name)
            withExtendedLifetime(region) {
                synced = max(synced, LogFormat.highestSynced(in: region.bytes, from: 0))
            }
        }
        guard synced > lastNumber else { return }
        throw IndexError(
            .corrupt,
            "\(IndexFile.log(generation).name) in \(directory.path) is damaged at byte \(offset): "
                + "operations that were acknowledged cannot be read")
    }

    /// Deletes logs behind the end and cuts the last one there, all of it durably.
    private func settle(_ generations: [UInt64]) throws {
        var isChanged = false
        for later in generations.reversed() where later > generation {
            try directory.delete(IndexFile.log(later).name)
            isChanged = true
        }
        if isChanged { try directory.sync() }
        for (generation, size) in sizes {
            let file = try directory.openForAppending(IndexFile.log(generation).name)
            defer { file.close() }
            if file.size > size { try file.truncate(to: size) }
            try file.sync()
        }
    }
}
