import Glibc

/// What an index takes on disk.
enum PeerFolder {
    /// Bytes of all files below a folder.
    static func size(_ folder: String) -> Int {
        guard let handle = opendir(folder) else { return 0 }
        defer { closedir(handle) }
        var total = 0
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            total += status.st_mode & S_IFMT == S_IFDIR ? size(path) : Int(status.st_size)
        }
        return total
    }
}
