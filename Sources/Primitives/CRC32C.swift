import CLinux

/// CRC-32C (Castagnoli), the checksum of every file of an index.
package enum CRC32C {
    /// - Parameter seed: checksum of the bytes before, to checksum a stream piece by piece.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        guard let base = bytes.baseAddress else { return seed }
        return clinux_crc32c(seed, base, bytes.count)
    }

    /// The twin for CPUs without the instruction; kept callable so that tests compare the two.
    package static func portableChecksum(
        _ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0
    ) -> UInt32 {
        guard let base = bytes.baseAddress else { return seed }
        return clinux_crc32c_portable(seed, base, bytes.count)
    }
}
