import CZstd
import Primitives

/// A dictionary of byte strings that are common in many small documents.
///
/// Makes a document of 1 KiB compress as well as blocks of 64 KiB, and so readable one by one.
/// `@unchecked Sendable`: what decompresses is made at once and only read; what compresses is
/// larger, made when first needed, under `lock`.
package final class ZstdDictionary: @unchecked Sendable {
    /// What a file stores; `init(_:level:)` makes an equal dictionary of it.
    package let bytes: MemoryRegion
    let decompressing: OpaquePointer
    private let level: Int32
    private let lock = PlatformLock()
    private var digestedToCompress: OpaquePointer?

    /// - Parameter level: level of everything compressed with this dictionary.
    package init(_ content: UnsafeRawBufferPointer, level: Int32 = 3) throws(CompressionError) {
        bytes = MemoryRegion.copy(of: content)
        self.level = level
        guard let made = ZSTD_createDDict(bytes.bytes.baseAddress, content.count) else {
            throw ZstdDictionary.noMemory
        }
        decompressing = made
    }

    deinit {
        ZSTD_freeCDict(digestedToCompress)
        ZSTD_freeDDict(decompressing)
    }

    private static let noMemory = CompressionError(
        format: "zstd", kind: .failed("no memory for a dictionary"))

    /// Lives as long as the dictionary.
    func compressing() throws(CompressionError) -> OpaquePointer {
        lock.lock()
        defer { lock.unlock() }
        if let known = digestedToCompress { return known }
        guard let made = ZSTD_createCDict(bytes.bytes.baseAddress, bytes.count, level) else {
            throw ZstdDictionary.noMemory
        }
        digestedToCompress = made
        return made
    }

    /// Memory held beside `bytes`, for budgets. Unit: bytes.
    package var memorySize: Int {
        lock.withLock { ZSTD_sizeof_CDict(digestedToCompress) } + ZSTD_sizeof_DDict(decompressing)
    }

    /// Makes a dictionary of typical content, with entropy tables fitted to other content like it.
    ///
    /// Whole documents taken evenly from all do as well as the byte strings a trainer would choose
    /// from ten times as many, for a fiftieth of the time.
    /// - Parameters:
    ///   - content: typical bytes; the beginning of them when they are too long for `size`.
    ///   - samples: samples that are not in `content`, one behind the other. Shape: [sum of sizes].
    ///   - sizes: size of each sample; 2,000 are plenty. Unit: bytes.
    ///   - size: size of the dictionary, at least `CompressionLimits.leastDictionarySize`, at most
    ///     `CompressionLimits.dictionarySize`. Unit: bytes.
    /// - Throws: `.untrainable` when content or samples are too few or too small.
    package static func make(
        of content: UnsafeRawBufferPointer, samples: UnsafeRawBufferPointer, sizes: [Int],
        size: Int, level: Int32 = 3
    ) throws(CompressionError) -> ZstdDictionary {
        precondition(
            sizes.reduce(0, +) == samples.count, "sizes do not add up to \(samples.count) bytes")
        guard content.count >= CompressionLimits.leastDictionaryContent else {
            throw CompressionError(
                format: "zstd", kind: .untrainable("made of \(content.count) bytes"))
        }
        let capacity = min(size, CompressionLimits.dictionarySize)
        let made = ByteWriter(capacity: capacity)
        let settings = ZDICT_params_t(compressionLevel: level, notificationLevel: 0, dictID: 0)
        var failure: String?
        made.withMutableTail(capacity) { tail in
            let result = ZDICT_finalizeDictionary(
                tail.baseAddress, capacity, content.baseAddress, min(content.count, capacity),
                samples.baseAddress, sizes, UInt32(sizes.count), settings)
            guard ZDICT_isError(result) == 0 else {
                failure = String(cString: ZDICT_getErrorName(result))
                return 0
            }
            return result
        }
        if let failure { throw CompressionError(format: "zstd", kind: .untrainable(failure)) }
        return try ZstdDictionary(made.bytes, level: level)
    }
}
