import Glibc
import Synchronization

/// The one count of memory all large holders charge before they allocate.
///
/// It counts promises, not pages: holders charge in steps of `step` through a `MemoryCharge`, so
/// that a request is refused before the process grows, and the process itself is never refused.
package final class MemoryBudget: Sendable {
    /// Holders charge in multiples of this. Unit: bytes.
    package static let step = 64 * 1024

    /// Unit: bytes.
    package let limit: Int
    private let charged = Atomic<Int>(0)
    private let highest = Atomic<Int>(0)
    private let refusals = Atomic<Int>(0)

    package init(limit: Int) {
        precondition(limit > 0, "limit of \(limit) bytes")
        self.limit = limit
    }

    /// Charged now. Unit: bytes.
    package var used: Int { charged.load(ordering: .relaxed) }
    /// Most ever charged at once. Unit: bytes.
    package var peak: Int { highest.load(ordering: .relaxed) }
    package var refusedCount: Int { refusals.load(ordering: .relaxed) }

    package func charge(_ bytes: Int, for purpose: StaticString) throws(MemoryBudgetError) {
        precondition(bytes >= 0, "charge of \(bytes) bytes")
        var before = charged.load(ordering: .relaxed)
        while true {
            guard bytes <= limit - before else {
                refusals.wrappingAdd(1, ordering: .relaxed)
                throw MemoryBudgetError(
                    purpose: purpose.description, wanted: bytes, used: before, limit: limit)
            }
            let swap = charged.weakCompareExchange(
                expected: before, desired: before + bytes, ordering: .relaxed)
            if swap.exchanged { break }
            before = swap.original
        }
        raisePeak(to: before + bytes)
    }

    /// Charges even beyond the limit, so that others are refused meanwhile: for work that is on its
    /// way to give memory back.
    package func chargeBeyondLimit(_ bytes: Int) {
        precondition(bytes >= 0, "charge of \(bytes) bytes")
        raisePeak(to: charged.wrappingAdd(bytes, ordering: .relaxed).newValue)
    }

    package func release(_ bytes: Int) {
        let after = charged.wrappingSubtract(bytes, ordering: .relaxed).newValue
        assert(after >= 0, "\(-after) bytes released more than charged")
    }

    private func raisePeak(to value: Int) {
        var seen = highest.load(ordering: .relaxed)
        while value > seen {
            let swap = highest.weakCompareExchange(
                expected: seen, desired: value, ordering: .relaxed)
            if swap.exchanged { return }
            seen = swap.original
        }
    }

    /// Half of the memory this process may use: its cgroup's limit where one is set (version 2,
    /// then version 1), else the machine's. The other half is left to mapped files and the kernel.
    package static func defaultLimit() -> Int { availableMemory() / 2 }

    /// Memory this process may use. Unit: bytes.
    package static func availableMemory() -> Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        return min(machine, cgroupLimit(of: readText("/proc/self/cgroup") ?? "") ?? machine)
    }

    /// The smallest memory limit from this process's cgroup up to the root.
    private static func cgroupLimit(of membership: String) -> Int? {
        var smallest: Int?
        for line in membership.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let (root, file): (String, String)
            if parts[1].isEmpty {
                (root, file) = ("/sys/fs/cgroup", "memory.max")
            } else if parts[1].split(separator: ",").contains("memory") {
                (root, file) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
            } else {
                continue
            }
            for folder in foldersUpwards(from: String(parts[2])) {
                guard let text = readText(root + folder + "/" + file) else { continue }
                guard let value = Int(text.prefix { $0.isNumber }), value < Int.max / 2 else {
                    continue
                }
                smallest = min(smallest ?? value, value)
            }
        }
        return smallest
    }

    private static func foldersUpwards(from path: String) -> [String] {
        var names = path.split(separator: "/")
        var folders: [String] = []
        while !names.isEmpty {
            folders.append("/" + names.joined(separator: "/"))
            names.removeLast()
        }
        return folders + [""]
    }

    private static func readText(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let size = read(descriptor, &buffer, buffer.count)
        return size < 0 ? nil : String(decoding: buffer[..<size], as: UTF8.self)
    }
}
