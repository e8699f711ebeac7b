import Compression
import Foundation
import Primitives
import Testing

@Suite("A deflate stream")
struct DeflateTests {
    private func content(_ size: Int, seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<size).map { _ in UInt8(97 + random.below(4)) }
    }

    private func pieces(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var at = 0
        while at < bytes.count {
            let size = min(bytes.count - at, random.below(random.chance(0.5) ? 10 : 100_000) + 1)
            result.append(Array(bytes[at..<(at + size)]))
            at += size
        }
        return result
    }

    private func inflate(
        _ pieces: [[UInt8]], _ format: DeflateFormat, limit: Int = 1 << 30
    ) throws -> [UInt8] {
        let stream = try InflateStream(format, limit: limit)
        let output = ByteWriter()
        for piece in pieces { try piece.withUnsafeBytes { try stream.feed($0, into: output) } }
        try stream.finish()
        return Array(output.bytes)
    }

    private func deflate(_ content: [UInt8], _ format: DeflateFormat) throws -> [UInt8] {
        let output = ByteWriter()
        try content.withUnsafeBytes { try DeflateStream.compress($0, format, into: output) }
        return Array(output.bytes)
    }

    @Test(
        "comes back as it was whatever the pieces", arguments: [DeflateFormat.gzip, .zlib],
        [0, 1, 1000, 65_536, 65_537, 400_000])
    func roundTrip(format: DeflateFormat, size: Int) throws {
        var random = SeededGenerator(seed: UInt64(size))
        let original = content(size, seed: 5)
        let stream = try DeflateStream(format, level: 6)
        let compressed = ByteWriter()
        for piece in pieces(original, &random) {
            try piece.withUnsafeBytes { try stream.feed($0, into: compressed) }
        }
        try stream.finish(into: compressed)
        for _ in 0..<3 {
            let found = try inflate(pieces(Array(compressed.bytes), &random), format)
            #expect(found == original)
        }
    }

    @Test("of gzip is read by and reads what gzip writes, also in two members")
    func gzipTool() throws {
        let folder = NSTemporaryDirectory() + "aisle-gzip-\(UInt64.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let original = content(100_000, seed: 6)
        let file = folder + "/a.gz"
        let twice = try deflate(original, .gzip) + deflate(original, .gzip)
        #expect(FileManager.default.createFile(atPath: file, contents: Data(twice)))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-d", "-k", file]
        try process.run()
        process.waitUntilExit()
        let unpacked = FileManager.default.contents(atPath: folder + "/a")
        #expect(unpacked == Data(original + original))
        #expect(try inflate([twice], .gzip) == original + original)
    }

    @Test("without its wrapping is understood under the name deflate")
    func raw() throws {
        let original = content(5000, seed: 7)
        let wrapped = try deflate(original, .zlib)
        #expect(try inflate([Array(wrapped[2..<(wrapped.count - 4)])], .zlib) == original)
    }

    @Test("of a bomb stops at the limit")
    func bomb() throws {
        let compressed = try deflate([UInt8](repeating: 0, count: 20 << 20), .gzip)
        #expect(compressed.count < 200_000)
        #expect(throws: CompressionError(format: "gzip", kind: .outputOverLimit(1 << 20))) {
            try inflate([compressed], .gzip, limit: 1 << 20)
        }
        #expect(try inflate([compressed], .gzip, limit: 20 << 20).count == 20 << 20)
    }

    @Test("that is cut, damaged or followed by something else is refused")
    func damage() throws {
        let original = content(5000, seed: 8)
        let compressed = try deflate(original, .gzip)
        #expect(throws: CompressionError(format: "gzip", kind: .truncated)) {
            try inflate([Array(compressed.dropLast(5))], .gzip)
        }
        var damaged = compressed
        damaged[compressed.count - 6] ^= 1
        #expect(throws: CompressionError.self) { try inflate([damaged], .gzip) }
        #expect(throws: CompressionError.self) { try inflate([compressed + [1, 2, 3]], .gzip) }
        #expect(throws: CompressionError.self) { try inflate([[1, 2, 3, 4]], .gzip) }
        #expect(try inflate([], .gzip) == [])
    }
}
