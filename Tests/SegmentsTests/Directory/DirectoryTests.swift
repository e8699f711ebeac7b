import Foundation
import Primitives
import Segments
import TestSupport
import Testing

@Suite("A directory")
struct DirectoryTests {
    private func scratch() throws -> FileSystemDirectory {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("aisle-directory-\(UUID().uuidString)").path
        return try FileSystemDirectory(path: path)
    }

    private func content(of region: MemoryRegion) -> [UInt8] {
        withExtendedLifetime(region) { Array(region.bytes) }
    }

    private func append(_ text: String, to file: any DirectoryFile) throws {
        try Array(text.utf8).withUnsafeBytes { try file.append($0) }
    }

    @Test("on disk and in memory answers every random operation alike")
    func twins() throws {
        try forEachSeed(20) { random in
            let disk = try scratch()
            defer { try? FileManager.default.removeItem(atPath: disk.path) }
            let memory = MemoryDirectory()
            for _ in 0..<60 {
                let name = "file-\(random.below(4))"
                let other = "file-\(random.below(4))"
                let choice = random.below(6)
                let text = String(repeating: "\(random.below(10))", count: random.below(900))
                let left = outcome { try operate(disk, choice, name, other, text) }
                let right = outcome { try operate(memory, choice, name, other, text) }
                try #require(left == right, "operation \(choice) on \(name), \(other)")
                try #require(try disk.list() == memory.list())
                for file in try disk.list() {
                    try #require(try disk.read(file) == memory.read(file))
                    try #require(
                        content(of: try disk.openRegion(file))
                            == content(of: try memory.openRegion(file)))
                }
            }
        }
    }

    private func outcome(_ body: () throws -> String) -> String {
        do { return try body() } catch let error as DirectoryError {
            return "\(error.kind)"
        } catch { return "\(error)" }
    }

    private func operate(
        _ directory: any Directory, _ choice: Int, _ name: String, _ other: String,
        _ text: String
    ) throws -> String {
        switch choice {
        case 0:
            let file = try directory.create(name)
            try append(text, to: file)
            file.close()
        case 1:
            let file = try directory.openForAppending(name)
            try append(text, to: file)
            try file.sync()
            return "\(file.size)"
        case 2:
            let file = try directory.openForAppending(name)
            try file.truncate(to: file.size / 2)
            try append(text, to: file)
        case 3: try directory.rename(name, to: other)
        case 4: try directory.delete(name)
        default:
            let writer = ByteWriter()
            try directory.read(name, at: text.utf8.count / 2, count: 10, into: writer)
            return "\(Array(writer.bytes))"
        }
        return ""
    }

    @Test("keeps a mapped file readable after the file is deleted")
    func deletedWhileMapped() throws {
        let directory = try scratch()
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        try Array("segment".utf8).withUnsafeBytes {
            try directory.writeAtomically("a.seg", $0)
        }
        let region = try directory.openRegion("a.seg")
        try directory.delete("a.seg")
        #expect(content(of: region) == Array("segment".utf8))
        #expect(!directory.exists("a.seg"))
        #expect(try directory.list().isEmpty)
    }

    @Test("loses nothing that was synced, and keeps renames atomic, when the power is cut")
    func powerCut() throws {
        try forEachSeed(300) { random in
            let directory = PowerCutDirectory(
                cutAt: random.below(14), contents: ["commit": Array("old".utf8)])
            var synced = "old"
            do {
                for round in 0..<3 {
                    let text = "new \(round)" + String(repeating: ".", count: 700)
                    try Array(text.utf8).withUnsafeBytes {
                        try directory.writeAtomically("commit", $0)
                    }
                    synced = text
                }
            } catch is DirectoryError {}
            let disk = directory.disk(afterCut: &random)
            let found = try #require(disk["commit"])
            let next = synced == "old" ? 0 : (Int(synced.prefix(5).suffix(1)) ?? 0) + 1
            let allowed = [synced, "new \(next)" + String(repeating: ".", count: 700)]
            try #require(allowed.contains(String(decoding: found, as: UTF8.self)))
        }
    }

    @Test("that is faulty fails exactly the armed operations and then works again")
    func faulty() throws {
        let directory = FaultyDirectory()
        let file = try directory.create("log")
        try append("one", to: file)
        directory.fail(.init(from: 0, count: 2))
        #expect(throws: DirectoryError.self) { try append("lost", to: file) }
        #expect(throws: DirectoryError.self) { try file.sync() }
        #expect(file.size == 3)
        try append("two", to: file)
        #expect(try directory.read("log") == Array("onetwo".utf8))
        #expect(directory.failureCount == 2)
    }
}
