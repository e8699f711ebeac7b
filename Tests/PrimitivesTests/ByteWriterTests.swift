import Primitives
import Testing

@Suite("A byte writer and a byte reader")
struct ByteWriterTests {
    private enum Item {
        case byte(UInt8)
        case word(UInt32)
        case long(Int64)
        case variable(UInt64)
        case blob([UInt8])
    }

    private func randomItem(_ random: inout SeededGenerator) -> Item {
        switch random.below(5) {
        case 0: .byte(UInt8(truncatingIfNeeded: random.next()))
        case 1: .word(UInt32(truncatingIfNeeded: random.next()))
        case 2: .long(Int64(bitPattern: random.next()))
        case 3: .variable(random.next() >> UInt64(random.below(64)))
        default: .blob((0..<random.below(70)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        }
    }

    @Test("keeps what it holds while it grows large")
    func large() {
        let writer = ByteWriter(capacity: 0)
        let piece = [UInt64](repeating: 0x0123_4567_89AB_CDEF, count: 512)
        for number in 0..<3_000 {
            writer.write(UInt64(number))
            piece.withUnsafeBytes { writer.write(contentsOf: $0) }
        }
        for number in 0..<3_000 {
            let start = number * 4104
            #expect(writer.bytes.load(fromByteOffset: start, as: UInt64.self) == UInt64(number))
            let last = writer.bytes.load(fromByteOffset: start + 4096, as: UInt64.self)
            #expect(last == piece[511])
        }
    }

    @Test("agree on random sequences", arguments: 0..<20)
    func roundTrip(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let items = (0..<200).map { _ in randomItem(&random) }
        let writer = ByteWriter(capacity: 0)
        for item in items {
            switch item {
            case .byte(let value): writer.write(value)
            case .word(let value): writer.write(value)
            case .long(let value): writer.write(value)
            case .variable(let value): writer.writeVarUInt(value)
            case .blob(let value): value.withUnsafeBytes { writer.write(contentsOf: $0) }
            }
        }
        var reader = ByteReader(writer.padded)
        for item in items {
            switch item {
            case .byte(let value): #expect(try reader.read() == value)
            case .word(let value): #expect(try reader.read() == value)
            case .long(let value): #expect(try reader.read() == value)
            case .variable(let value): #expect(try reader.readVarUInt() == value)
            case .blob(let value): #expect(try Array(reader.readBytes(value.count)) == value)
            }
        }
        #expect(reader.isAtEnd)
        #expect(throws: ByteReaderError.self) { try reader.read(UInt8.self) }
    }

    @Test("refuse a variable-length integer over 64 bits, a truncated one and a large count")
    func malformed() {
        let over: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2]
        over.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            #expect(throws: ByteReaderError.self) { try reader.readVarUInt() }
            reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[..<3]))
            #expect(throws: ByteReaderError.self) { try reader.readVarUInt() }
        }
        [UInt8](arrayLiteral: 100).withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            #expect(throws: ByteReaderError.self) { try reader.readCount(limit: 99) }
        }
    }

    @Test("pad, overwrite, fill a tail and hand over a region")
    func edits() throws {
        let writer = ByteWriter(capacity: 1)
        writer.write(UInt32(0))
        writer.write("añb")
        writer.pad(toMultipleOf: 16)
        #expect(writer.count == 16)
        writer.overwrite(UInt32(7), at: 0)
        writer.withMutableTail(10) { tail in
            tail[0] = 9
            return 1
        }
        #expect(writer.count == 17)
        let padded = writer.padded
        let after = UnsafeRawBufferPointer(start: padded.baseAddress, count: padded.count + 64)
        #expect(after[17...].allSatisfy { $0 == 0 })
        let region = writer.takeRegion()
        #expect(region.count == 17 && writer.count == 0)
        #expect(region.bytes.loadUnaligned(as: UInt32.self) == 7)
        #expect(Array(region.bytes[4..<8]) == Array("añb".utf8))
    }
}
