import Glibc

/// SIGTERM and SIGINT, taken by one thread when it waits for them instead of interrupting any.
///
/// Made before other threads are, which inherit that they do not take these signals.
struct StopSignals {
    private let signals: sigset_t

    init() {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signals = set
    }

    /// Returns when one of them comes.
    func wait() {
        var set = signals
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
    }
}
