import Index
import Primitives
import Segments
import TestSupport
import Testing

@Suite("A check of an index folder")
struct FolderCheckTests {
    /// Two committed segments, one with a delete, and a few operations in the log behind them.
    private func folder() throws -> MemoryDirectory {
        let directory = MemoryDirectory()
        let index = try LiveIndex.create(directory: directory, environment: .quiet())
        for number in 0..<40 {
            try index.put("\(number)", #"{"title":"red shoe \#(number)","price":\#(number)}"#)
            if number == 19 { try index.commit() }
        }
        try index.commit()
        try index.remove("3")
        try index.commit()
        for number in 40..<45 { try index.put("\(number)", #"{"title":"in the log"}"#) }
        let copy = MemoryDirectory(contents: directory.contents)
        try index.close()
        return copy
    }

    private func name(_ directory: MemoryDirectory, _ suffix: String) throws -> String {
        try #require(try directory.list().first { $0.contains(suffix) })
    }

    @Test("finds a sound one clean, and changes nothing in it")
    func clean() throws {
        let directory = try folder()
        let before = directory.contents
        let report = FolderCheck.check(directory)
        #expect(report.isClean, "\(report.findings)")
        #expect(report.segments.reduce(0) { $0 + $1.documents - $1.deleted } == 39)
        #expect(report.logRecords >= 1)
        #expect(report.strayFiles.isEmpty, "\(report.strayFiles)")
        #expect(directory.contents == before)
    }

    /// Bytes that are zero may be the padding between sections, which says nothing.
    @Test("finds a flipped bit wherever it is")
    func flippedBits() throws {
        let sound = try folder().contents
        for (file, bytes) in sound where !file.hasPrefix("log-") {
            var generator = SeededGenerator(seed: UInt64(bytes.count))
            for _ in 0..<20 {
                var damaged = sound
                let at = generator.below(bytes.count)
                if bytes[at] == 0 { continue }
                damaged[file]?[at] ^= 1 << UInt8(generator.below(8))
                let report = FolderCheck.check(MemoryDirectory(contents: damaged))
                #expect(!report.isClean, "\(file), byte \(at) of \(bytes.count)")
            }
        }
    }

    @Test("names a segment that is missing")
    func missingSegment() throws {
        let directory = try folder()
        let segment = try name(directory, ".seg")
        try directory.delete(segment)
        let report = FolderCheck.check(directory)
        #expect(report.findings.contains { $0.message.contains(segment) })
    }

    @Test("says that there is no commit point")
    func noCommitPoint() throws {
        let directory = try folder()
        for file in try directory.list() where file.hasPrefix("commit-") {
            try directory.delete(file)
        }
        let report = FolderCheck.check(directory)
        #expect(report.findings.contains { $0.message.contains("no commit point") })
    }

    @Test("takes the torn tail of a log for what it is")
    func tornTail() throws {
        let directory = try folder()
        let log = try name(directory, "log-")
        let file = try directory.openForAppending(log)
        try [UInt8](repeating: 7, count: 33).withUnsafeBytes { try file.append($0) }
        let size = try directory.size(of: log)
        #expect(FolderCheck.check(directory).isClean)
        #expect(try directory.size(of: log) == size)
    }

    @Test("lists files left behind")
    func strays() throws {
        let directory = try folder()
        _ = try directory.create("old.seg.tmp")
        #expect(FolderCheck.check(directory).strayFiles == ["old.seg.tmp"])
    }
}
