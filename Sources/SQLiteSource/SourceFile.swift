import Glibc

/// The two calls of the system that following a file needs.
enum SourceFile {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func sleep(microseconds: UInt32) { usleep(microseconds) }
}
