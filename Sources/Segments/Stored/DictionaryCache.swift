import Compression
import Primitives
import Synchronization

/// Digested dictionaries in use, by their bytes: segments that were written with one dictionary
/// share it in memory, and merges tell by identity that they do.
final class DictionaryCache: Sendable {
    static let shared = DictionaryCache()

    private static let hashBytes = 8

    private struct Entry {
        weak var dictionary: ZstdDictionary?
    }

    /// By hash of the bytes.
    private let entries = Mutex<[UInt64: [Entry]]>([:])

    /// The dictionary of these bytes, digested if no one has it.
    func dictionary(
        _ bytes: UnsafeRawBufferPointer
    ) throws(CompressionError) -> ZstdDictionary {
        if let known = find(bytes) { return known }
        return adopt(try ZstdDictionary(bytes))
    }

    /// The dictionary of a section: the hash of its bytes and a frame of them.
    ///
    /// A known one with this hash is taken for it unread: the chance that two differ, and are of
    /// one process, is one to 2^64 a pair.
    func dictionary(
        stored section: UnsafeRawBufferPointer
    ) throws(CompressionError) -> ZstdDictionary {
        let (hash, frame) = try DictionaryCache.parts(section)
        let known = entries.withLock { entries in
            entries[hash]?.lazy.compactMap(\.dictionary).first
        }
        if let known { return known }
        let bytes = try DictionaryCache.content(hash, frame)
        return adopt(try ZstdDictionary(bytes.bytes))
    }

    /// Reads a section without keeping anything.
    static func verify(stored section: UnsafeRawBufferPointer) throws(CompressionError) {
        let (hash, frame) = try parts(section)
        _ = try content(hash, frame)
    }

    private static func parts(
        _ section: UnsafeRawBufferPointer
    ) throws(CompressionError) -> (hash: UInt64, frame: UnsafeRawBufferPointer) {
        guard section.count > hashBytes else {
            throw CompressionError(format: "zstd", kind: .corrupt("no dictionary"))
        }
        return (
            section.loadUnaligned(as: UInt64.self),
            UnsafeRawBufferPointer(rebasing: section[hashBytes...])
        )
    }

    private static func content(
        _ hash: UInt64, _ frame: UnsafeRawBufferPointer
    ) throws(CompressionError) -> ByteWriter {
        let bytes = ByteWriter()
        try ZstdDecompressor().decompress(
            frame, limit: CompressionLimits.dictionarySize, into: bytes)
        guard Hash64.hash(bytes.bytes) == hash else {
            throw CompressionError(format: "zstd", kind: .corrupt("another dictionary"))
        }
        return bytes
    }

    /// Makes a dictionary known; returns it, or an equal one that was known before.
    func adopt(_ dictionary: ZstdDictionary) -> ZstdDictionary {
        let hash = Hash64.hash(dictionary.bytes.bytes)
        return entries.withLock { entries in
            let known = DictionaryCache.match(entries[hash], dictionary.bytes.bytes)
            if let known { return known }
            for key in entries.keys {
                entries[key]?.removeAll { $0.dictionary == nil }
                if entries[key]?.isEmpty ?? false { entries[key] = nil }
            }
            entries[hash, default: []].append(Entry(dictionary: dictionary))
            return dictionary
        }
    }

    private func find(_ bytes: UnsafeRawBufferPointer) -> ZstdDictionary? {
        let hash = Hash64.hash(bytes)
        let found = entries.withLock { $0[hash] }
        return DictionaryCache.match(found, bytes)
    }

    private static func match(
        _ entries: [Entry]?, _ bytes: UnsafeRawBufferPointer
    ) -> ZstdDictionary? {
        for entry in entries ?? [] {
            if let known = entry.dictionary, TermBytes.compare(known.bytes.bytes, bytes) == 0 {
                return known
            }
        }
        return nil
    }
}
