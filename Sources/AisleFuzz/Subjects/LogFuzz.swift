import Index
import Primitives
import Segments

/// Logs whose records have the right checksums: the folder is checked, opened and replayed.
///
/// Documents with bytes that are not JSON, numbers out of order and entries cut short are refused
/// or skipped; nothing may trap on the way.
struct LogFuzz: FuzzSubject {
    static let name = "log"
    static let seeds = [FrozenIndex.name(prefix: "log-").flatMap { FrozenIndex.files[$0] }]
        .compactMap { $0 }
    /// Checksum at 24 over what is before it; then records.
    private static let headerBytes = 32
    /// Checksum at 4 over everything from 8 on, length of the payload at 8.
    private static let recordHeaderBytes = 36
    private static let memory = 64 << 20

    func decode(_ input: UnsafeRawBufferPointer) throws {
        guard let name = FrozenIndex.name(prefix: "log-") else { return }
        let bytes = LogFuzz.sealed(Array(input))
        _ = FolderCheck.check(FrozenIndex.folder(name, bytes))
        let environment = IndexEnvironment(
            budget: MemoryBudget(limit: LogFuzz.memory), now: { 1_000 })
        let index = try LiveIndex.open(
            directory: FrozenIndex.folder(name, bytes), environment: environment)
        try index.close()
    }

    private static func sealed(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        guard bytes.count >= headerBytes else { return bytes }
        bytes.seal(0..<24, at: 24)
        var at = headerBytes
        while bytes.count - at >= recordHeaderBytes {
            let length = Int(bytes.number(at: at + 8))
            let end = min(at + recordHeaderBytes + length, bytes.count)
            bytes.set(UInt32(end - at - recordHeaderBytes), at: at + 8)
            bytes.seal((at + 8)..<end, at: at + 4)
            at = end
        }
        return bytes
    }
}
