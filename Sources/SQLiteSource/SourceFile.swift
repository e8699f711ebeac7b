import Glibc

/// The calls of the system that following a file needs.
enum SourceFile {
    /// Which file a path leads to: another after one was moved into its place.
    struct Identity: Equatable {
        let device: UInt
        let node: UInt
    }

    /// Nil where there is none.
    static func identity(_ path: String) -> Identity? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        return Identity(device: UInt(found.st_dev), node: UInt(found.st_ino))
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func sleep(microseconds: UInt32) { usleep(microseconds) }
}
