import Glibc

/// How many files and connections the process may have open.
enum OpenFileLimit {
    /// Raises the limit to what the system allows: shells start with 1,024, connections alone may
    /// be 4,096. Where that is refused the limit stays as it is.
    static func raise() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(resource, &limit)
    }
}
