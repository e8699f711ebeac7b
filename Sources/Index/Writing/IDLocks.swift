import Glibc

/// One lock for each stripe of ids: operations on one document happen one after the other.
///
/// `@unchecked Sendable`: locks of the operating system.
final class IDLocks: @unchecked Sendable {
    private let locks: UnsafeMutablePointer<pthread_mutex_t>
    private let mask: Int

    init(stripes: Int = IndexLimits.idStripes) {
        precondition(stripes.nonzeroBitCount == 1, "\(stripes) stripes are not a power of two")
        mask = stripes - 1
        locks = .allocate(capacity: stripes)
        for index in 0..<stripes {
            (locks + index).initialize(to: pthread_mutex_t())
            pthread_mutex_init(locks + index, nil)
        }
    }

    deinit {
        for index in 0...mask { pthread_mutex_destroy(locks + index) }
        locks.deallocate()
    }

    /// - Parameter hash: of the id.
    func lock(_ hash: UInt64) { pthread_mutex_lock(locks + stripe(hash)) }

    func unlock(_ hash: UInt64) { pthread_mutex_unlock(locks + stripe(hash)) }

    /// Locks many ids at once; in ascending order of the stripes, so that two such calls cannot
    /// wait for each other.
    /// - Returns: what `unlockAll` takes.
    func lockAll(_ hashes: [UInt64]) -> [Int] {
        let stripes = Set(hashes.map { stripe($0) }).sorted()
        for stripe in stripes { pthread_mutex_lock(locks + stripe) }
        return stripes
    }

    func unlockAll(_ stripes: [Int]) {
        for stripe in stripes { pthread_mutex_unlock(locks + stripe) }
    }

    private func stripe(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & mask }
}
