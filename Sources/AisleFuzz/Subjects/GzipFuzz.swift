import Compression
import Primitives

/// Compressed request bodies, within their limit.
struct GzipFuzz: FuzzSubject {
    static let name = "gzip"
    private static let limit = 1 << 20
    static let seeds: [[UInt8]] = [
        [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0x56, 0x2A, 0x2C, 0x4D, 0x2D, 0xAA, 0x54,
            0xB2, 0xAA, 0xAE, 0x05, 0, 0x7A, 0x6E, 0x28, 0x27, 0x0C, 0, 0, 0,
        ]
    ]

    func decode(_ input: UnsafeRawBufferPointer) throws {
        let stream = try InflateStream(.gzip, limit: GzipFuzz.limit)
        let output = ByteWriter(capacity: 4096)
        try stream.feed(input, into: output)
        precondition(output.count <= GzipFuzz.limit, "\(output.count) bytes pass the limit")
        try stream.finish()
    }
}
