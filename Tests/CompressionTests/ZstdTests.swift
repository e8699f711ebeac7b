import Compression
import Primitives
import Testing

@Suite("A zstd block")
struct ZstdTests {
    /// Documents that resemble one another, as products do.
    private func documents(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var random = SeededGenerator(seed: seed)
        let words = ["wireless", "headphones", "stainless", "kettle", "cotton", "shirt", "drill"]
        return (0..<count).map { id in
            let title = (0..<6).map { _ in words[random.below(words.count)] }.joined(separator: " ")
            let text = """
                {"id":\(id),"title":"\(title)","price":\(random.below(9999)),"category":"home",\
                "in_stock":\(random.chance(0.5)),"rating":\(random.below(50))}
                """
            return Array(text.utf8)
        }
    }

    private func bytes(_ size: Int, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<size).map { _ in random.chance(0.7) ? 65 : UInt8(truncatingIfNeeded: random.next()) }
    }

    @Test("comes back as it was, at many sizes and levels", arguments: [0, 1, 100, 4096, 300_000])
    func roundTrip(size: Int) throws {
        var random = SeededGenerator(seed: UInt64(size))
        let content = bytes(size, &random)
        let compressor = ZstdCompressor()
        let decompressor = ZstdDecompressor()
        for level in [1, 3, 9] as [Int32] {
            let frame = ByteWriter()
            let output = ByteWriter()
            output.write(UInt8(7))
            try content.withUnsafeBytes {
                _ = try compressor.compress($0, level: level, into: frame)
            }
            #expect(try decompressor.decompress(frame.bytes, size: size, into: output) == size)
            #expect(Array(output.bytes) == [7] + content)
            #expect(throws: CompressionError.self) {
                try decompressor.decompress(frame.bytes, size: size + 1, into: output)
            }
        }
    }

    @Test("is far smaller with a dictionary made of its like")
    func dictionary() throws {
        let samples = documents(1000, seed: 1)
        let typical = documents(200, seed: 3).flatMap { $0 }
        let dictionary = try typical.withUnsafeBytes { content in
            try samples.flatMap { $0 }.withUnsafeBytes {
                try ZstdDictionary.make(
                    of: content, samples: $0, sizes: samples.map(\.count), size: 16 << 10)
            }
        }
        #expect(dictionary.bytes.count <= 16 << 10)
        let stored = try ZstdDictionary(dictionary.bytes.bytes)
        let compressor = ZstdCompressor()
        let decompressor = ZstdDecompressor()
        var plain = 0
        var trained = 0
        for document in documents(200, seed: 2) {
            let frame = ByteWriter()
            let output = ByteWriter()
            try document.withUnsafeBytes {
                plain += try compressor.compress($0, into: ByteWriter())
                trained += try compressor.compress($0, dictionary: dictionary, into: frame)
            }
            try decompressor.decompress(frame.bytes, dictionary: stored, into: output)
            #expect(Array(output.bytes) == document)
        }
        #expect(trained * 2 < plain)
        #expect(dictionary.memorySize > 0)
    }

    @Test("cannot be made of nothing")
    func untrainable() {
        let error = #expect(throws: CompressionError.self) {
            try [UInt8](repeating: 1, count: 3).withUnsafeBytes {
                _ = try ZstdDictionary.make(
                    of: $0, samples: $0, sizes: [3], size: CompressionLimits.leastDictionarySize)
            }
        }
        if case .untrainable = error?.kind {} else { Issue.record("\(String(describing: error))") }
    }

    @Test("that is damaged gives an error or its content, never a crash")
    func damage() throws {
        var random = SeededGenerator(seed: 3)
        let content = bytes(2000, &random)
        let frame = ByteWriter()
        try content.withUnsafeBytes { _ = try ZstdCompressor().compress($0, into: frame) }
        let decompressor = ZstdDecompressor()
        for _ in 0..<2000 {
            var damaged = Array(frame.bytes)
            damaged[random.below(damaged.count)] ^= UInt8(1 << random.below(8))
            if random.chance(0.3) { damaged.removeLast(random.below(damaged.count)) }
            damaged.withUnsafeBytes { bytes in
                _ = try? decompressor.decompress(bytes, limit: 1 << 20, into: ByteWriter())
            }
        }
    }

    @Test("over the limit is refused before anything is allocated")
    func limit() throws {
        let frame = ByteWriter()
        try [UInt8](repeating: 0, count: 1 << 20).withUnsafeBytes {
            _ = try ZstdCompressor().compress($0, into: frame)
        }
        #expect(throws: CompressionError(format: "zstd", kind: .outputOverLimit(1000))) {
            try ZstdDecompressor().decompress(frame.bytes, limit: 1000, into: ByteWriter())
        }
    }
}
