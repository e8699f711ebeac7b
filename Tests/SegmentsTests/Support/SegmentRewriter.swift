import Primitives
import Segments

/// A copy of a segment with some sections changed and every checksum right.
func rewritten(
    _ region: MemoryRegion, name: String = "planted.seg",
    _ change: (SectionKey, inout [UInt8]) -> Void
) throws -> SegmentReader {
    let original = try SegmentReader.open(name: name, region: region)
    let sink = MemorySink()
    let file = try SegmentFileWriter(name: name, sink: sink)
    for section in original.sections {
        var bytes = Array(region.bytes[section.offset..<(section.offset + section.size)])
        change(section.key, &bytes)
        if !bytes.isEmpty { try bytes.withUnsafeBytes { try file.write(section.key, $0) } }
    }
    try file.finish()
    return try SegmentReader.open(name: name, region: sink.takeRegion())
}

extension [UInt8] {
    /// A little-endian integer among the bytes.
    func integer<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) -> T {
        withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
    }

    mutating func set<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        Swift.withUnsafeBytes(of: value) { replaceSubrange(offset..<(offset + $0.count), with: $0) }
    }
}
