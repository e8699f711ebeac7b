import CLinux
import Glibc

/// One operating system thread that runs a closure and ends. It must be joined.
package final class PlatformThread: @unchecked Sendable {
    private final class Start {
        let name: String
        let niceness: Int32
        let body: @Sendable () -> Void

        init(name: String, niceness: Int32, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.niceness = niceness
            self.body = body
        }
    }

    /// Stack of each thread: deep enough for a query nested to its limit. Unit: bytes.
    package static let stackSize = 8 << 20

    private let handle: pthread_t

    /// - Parameter niceness: 0 is normal, 19 yields to all others; negative needs privileges.
    package init(name: String, niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(Start(name: name, niceness: niceness, body: body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, PlatformThread.stackSize)
        defer { pthread_attr_destroy(&attributes) }
        var created = pthread_t()
        let code = pthread_create(
            &created, &attributes,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                clinux_set_thread_name(start.name)
                if start.niceness != 0 { clinux_set_thread_niceness(start.niceness) }
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            fatalError("cannot start thread \(name): errno \(code)")
        }
        handle = created
    }

    /// Waits for the end of the closure. Once per thread, from another thread.
    package func join() { pthread_join(handle, nil) }
}
