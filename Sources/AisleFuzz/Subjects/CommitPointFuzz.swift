import Index
import Segments

/// Commit points whose checksum is right: decoded, and their folder checked.
struct CommitPointFuzz: FuzzSubject {
    static let name = "commit-point"
    static let seeds = [FrozenIndex.name(prefix: "commit-").flatMap { FrozenIndex.files[$0] }]
        .compactMap { $0 }

    func decode(_ input: UnsafeRawBufferPointer) throws {
        guard let name = FrozenIndex.name(prefix: "commit-") else { return }
        var bytes = Array(input)
        if bytes.count >= 4 { bytes.seal(0..<(bytes.count - 4), at: bytes.count - 4) }
        _ = FolderCheck.check(FrozenIndex.folder(name, bytes))
        _ = try bytes.withUnsafeBytes { try CommitPoint.decode($0, name: name) }
    }
}
