import Glibc
import Primitives
import TestSupport

/// The newest frozen folder of `Fixtures/segments`: the seeds of everything an index folder holds.
enum FrozenIndex {
    /// Name to bytes; empty when the program does not run at the root of the repository.
    static let files: [String: [UInt8]] = {
        let version = (1...99).last { access("Fixtures/segments/v\($0)", R_OK) == 0 }
        guard let version, let handle = opendir("Fixtures/segments/v\(version)") else { return [:] }
        defer { closedir(handle) }
        var files: [String: [UInt8]] = [:]
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") || name.hasSuffix(".json") { continue }
            files[name] = FuzzInputs.read("Fixtures/segments/v\(version)/\(name)")
        }
        return files
    }()

    static func name(prefix: String) -> String? {
        files.keys.sorted().first { $0.hasPrefix(prefix) }
    }

    /// The folder with one file replaced.
    static func folder(_ name: String, _ bytes: [UInt8]) -> MemoryDirectory {
        var contents = files
        contents[name] = bytes
        return MemoryDirectory(contents: contents)
    }
}

extension [UInt8] {
    func number(at offset: Int) -> UInt32 {
        withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
    }

    mutating func set(_ value: UInt32, at offset: Int) {
        withUnsafeMutableBytes {
            $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
        }
    }

    /// Writes the checksum of a range, so that decoders look behind it.
    mutating func seal(_ range: Range<Int>, at offset: Int) {
        let sum = withUnsafeBytes {
            CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        set(sum, at: offset)
    }
}
