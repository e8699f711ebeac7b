/// A 64-bit hash of bytes that never changes: index files hold its results.
///
/// With `fold(a, b)` the exclusive or of both halves of the 128-bit product, and words
/// little-endian:
/// ```
/// state = k0 ^ (count &* k1)
/// while more than 16 bytes remain:  state = fold(word0 ^ k1, word1 ^ state), 16 bytes on
/// last 0 to 16 bytes, read as two words that may overlap:
///   after a full step    the last 16 bytes of the input
///   count >= 8           first 8, last 8
///   count >= 4           first 4 | last 4 << 32, 0
///   count >= 1           byte[0] | byte[count / 2] << 8 | byte[count - 1] << 16, 0
/// state = fold(word0 ^ k1, word1 ^ state)
/// result = fold(state ^ k2, UInt64(count) ^ k3)
/// ```
/// Two inputs chosen to collide do collide: users verify the bytes behind a hash.
/// - Source: the multiply-and-fold step of wyhash (Wang Yi, 2019); constants are digits of pi.
public enum Hash64 {
    @usableFromInline static let k0: UInt64 = 0x243F_6A88_85A3_08D3
    @usableFromInline static let k1: UInt64 = 0x1319_8A2E_0370_7345
    @usableFromInline static let k2: UInt64 = 0xA409_3822_299F_31D1
    @usableFromInline static let k3: UInt64 = 0x082E_FA98_EC4E_6C89

    @inlinable static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inlinable public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress else { return hashShort(nil, 0) }
        return hash(base, count: bytes.count)
    }

    @inlinable public static func hash(_ base: UnsafeRawPointer, count: Int) -> UInt64 {
        if count <= 16 { return hashShort(base, count) }
        var state = k0 ^ (UInt64(truncatingIfNeeded: count) &* k1)
        var at = 0
        while count &- at > 16 {
            state = step(state, load(base, at), load(base, at &+ 8))
            at &+= 16
        }
        state = step(state, load(base, count &- 16), load(base, count &- 8))
        return finish(state, count)
    }

    @usableFromInline static func hashShort(_ start: UnsafeRawPointer?, _ count: Int) -> UInt64 {
        let seed = k0 ^ (UInt64(truncatingIfNeeded: count) &* k1)
        guard let base = start, count > 0 else { return finish(step(seed, 0, 0), 0) }
        if count >= 8 {
            return finish(step(seed, load(base, 0), load(base, count &- 8)), count)
        }
        var word: UInt64
        if count >= 4 {
            word = UInt64(base.loadUnaligned(as: UInt32.self).littleEndian)
            word |=
                UInt64(
                    base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self).littleEndian)
                &<< 32
        } else {
            word = UInt64(base.load(as: UInt8.self))
            word |= UInt64(base.load(fromByteOffset: count / 2, as: UInt8.self)) &<< 8
            word |= UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self)) &<< 16
        }
        return finish(step(seed, word, 0), count)
    }

    /// Spreads an integer key over 64 bits, for tables in memory and on disk.
    @inlinable public static func mix(_ value: UInt64) -> UInt64 {
        fold(value ^ k2, k1)
    }

    @inlinable static func load(_ base: UnsafeRawPointer, _ at: Int) -> UInt64 {
        base.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    }

    @inlinable static func step(_ state: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        fold(first ^ k1, second ^ state)
    }

    @inlinable static func finish(_ state: UInt64, _ count: Int) -> UInt64 {
        fold(state ^ k2, UInt64(truncatingIfNeeded: count) ^ k3)
    }
}
