import Glibc

/// The kept inputs of a subject: files of `Fixtures/fuzz/<name>`, each once the cause of a failure.
enum FuzzInputs {
    static func kept(for name: String) -> [[UInt8]] {
        let folder = "Fixtures/fuzz/\(name)"
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var inputs: [[UInt8]] = []
        while let entry = readdir(handle) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !file.hasPrefix("."), let bytes = read("\(folder)/\(file)") { inputs.append(bytes) }
        }
        return inputs
    }

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: FuzzMutation.longestInput)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes[..<count])
    }

    /// Keeps an input that ended the process, so that the next run begins with it.
    static func keep(_ bytes: UnsafeRawBufferPointer, for name: String, number: Int) -> String {
        mkdir("Fixtures/fuzz", 0o755)
        mkdir("Fixtures/fuzz/\(name)", 0o755)
        let path = "Fixtures/fuzz/\(name)/crash-\(getpid())-\(number)"
        if let file = fopen(path, "wb") {
            fwrite(bytes.baseAddress, 1, bytes.count, file)
            fclose(file)
        }
        return path
    }
}
