import Glibc

/// The input under test, in a mapped file that parent and child share.
///
/// Layout: `[count of inputs: UInt64][length: UInt64][bytes]`.
struct FuzzNote {
    private let memory: UnsafeMutableRawPointer

    /// Nil when the file cannot be made or mapped.
    init?(file: String) {
        let size = FuzzMutation.longestInput + 16
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard ftruncate(descriptor, size) == 0,
            let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            memory != MAP_FAILED
        else { return nil }
        self.memory = memory
    }

    var count: Int { memory.load(as: Int.self) }

    var input: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: memory + 16, count: memory.load(fromByteOffset: 8, as: Int.self))
    }

    func write(_ bytes: [UInt8]) {
        let length = min(bytes.count, FuzzMutation.longestInput)
        memory.storeBytes(of: count + 1, as: Int.self)
        memory.storeBytes(of: length, toByteOffset: 8, as: Int.self)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: memory + 16, count: length)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<length]))
        }
    }
}
