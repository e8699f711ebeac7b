import Primitives
import Segments

/// Segments, in two ways: bytes of a whole file as they are, and files of which one section was
/// changed and every checksum is right, which is what `SegmentCheck` is there for.
///
/// Input: number of the section, or 255 for the whole file, then its bytes.
struct SegmentFuzz: FuzzSubject {
    static let name = "segment"
    private static let wholeFile: UInt8 = 255
    private static let file = FrozenIndex.files.filter { $0.key.hasSuffix(".seg") }
        .min { $0.value.count < $1.value.count }
    static let seeds: [[UInt8]] = {
        guard let file, let reader = try? open(file.value) else { return [] }
        return [[wholeFile] + file.value]
            + reader.sections.prefix(Int(wholeFile)).enumerated().map { number, section in
                [UInt8(number)]
                    + file.value[section.offset..<(section.offset + section.size)]
            }
    }()

    private static func open(_ bytes: [UInt8]) throws -> SegmentReader {
        try SegmentReader.open(
            name: "fuzzed", region: bytes.withUnsafeBytes { MemoryRegion.copy(of: $0) })
    }

    func decode(_ input: UnsafeRawBufferPointer) throws {
        guard let number = input.first, let file = SegmentFuzz.file else { return }
        let content = Array(input.dropFirst())
        if number == SegmentFuzz.wholeFile {
            _ = SegmentCheck.check(try SegmentFuzz.open(content))
            return
        }
        _ = SegmentCheck.check(
            try SegmentReader.open(
                name: "fuzzed", region: try SegmentFuzz.rewritten(file.value, number, content)))
    }

    private static func rewritten(
        _ bytes: [UInt8], _ number: UInt8, _ content: [UInt8]
    ) throws -> MemoryRegion {
        let sink = MemorySink()
        let file = try SegmentFileWriter(name: "fuzzed", sink: sink)
        for (place, section) in try open(bytes).sections.enumerated() {
            let old = Array(bytes[section.offset..<(section.offset + section.size)])
            try (place == Int(number) ? content : old).withUnsafeBytes {
                try file.write(section.key, $0)
            }
        }
        try file.finish()
        return sink.takeRegion()
    }
}
