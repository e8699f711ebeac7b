import Glibc
import Synchronization

/// The offsets of one time zone: a fixed offset, or a region read from the system's zone files.
///
/// Regions are read once per process from `/usr/share/zoneinfo` (RFC 8536, the 64-bit block);
/// after their last listed transition the footer's offset without rules holds.
package struct TimeZoneRules: Sendable, Equatable {
    package let identifier: String
    /// Seconds since the epoch at which the offset of the same index begins, ascending.
    private let transitions: [Int64]
    /// Seconds east of Greenwich from the transition of the same index on.
    private let offsets: [Int32]
    private let firstOffset: Int32

    package static let utc = TimeZoneRules(identifier: "Z", offsetSeconds: 0)

    package init(identifier: String, offsetSeconds: Int) {
        self.identifier = identifier
        transitions = []
        offsets = []
        firstOffset = Int32(offsetSeconds)
    }

    /// `Z`, `UTC`, `GMT`, `+01:00`, `-0330`, `+5`, `UTC+1` or a region such as `Europe/Paris`.
    package init?(named name: String) {
        if let offset = Self.fixedOffset(name) {
            self.init(identifier: name, offsetSeconds: offset)
            return
        }
        guard let region = Self.region(name) else { return nil }
        self = region
    }

    private init(identifier: String, transitions: [Int64], offsets: [Int32], first: Int32) {
        self.identifier = identifier
        self.transitions = transitions
        self.offsets = offsets
        firstOffset = first
    }

    package var isFixed: Bool { transitions.isEmpty }

    /// Seconds east of Greenwich in force at an instant. O(log transitions).
    package func offsetSeconds(at epochSeconds: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= epochSeconds { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? firstOffset : offsets[low - 1])
    }

    /// The instant of a wall clock reading. In an autumn overlap the earlier instant, in a spring
    /// gap the instant moved forward by the length of the gap, as `java.time` resolves them.
    package func epochMillis(ofLocal localMillis: Int64) -> Int64 {
        if transitions.isEmpty { return localMillis &- Int64(firstOffset) * 1000 }
        let localSeconds = floorDivide(localMillis, 1000)
        let before = offsetSeconds(at: localSeconds - 86_400)
        let candidate = localSeconds - Int64(before)
        if offsetSeconds(at: candidate) == before { return localMillis - Int64(before) * 1000 }
        let after = offsetSeconds(at: localSeconds + 86_400)
        let other = localSeconds - Int64(after)
        if offsetSeconds(at: other) == after { return localMillis - Int64(after) * 1000 }
        return localMillis - Int64(before) * 1000
    }

    /// The wall clock reading, in milliseconds, of an instant.
    package func localMillis(of epochMillis: Int64) -> Int64 {
        epochMillis &+ Int64(offsetSeconds(at: floorDivide(epochMillis, 1000))) * 1000
    }

    private static func fixedOffset(_ name: String) -> Int? {
        if ["Z", "z", "UTC", "GMT", "UT", "Etc/UTC"].contains(name) { return 0 }
        var bytes = Array(name.utf8)[...]
        if name.hasPrefix("UTC") || name.hasPrefix("GMT") { bytes = bytes.dropFirst(3) }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return nil
        }
        let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let numbers = digits.map { Int($0) - 48 }
        let seconds: Int
        switch numbers.count {
        case 1: seconds = numbers[0] * 3600
        case 2: seconds = (numbers[0] * 10 + numbers[1]) * 3600
        case 4:
            seconds = (numbers[0] * 10 + numbers[1]) * 3600 + (numbers[2] * 10 + numbers[3]) * 60
        default: return nil
        }
        guard seconds <= 18 * 3600 else { return nil }
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}

/// Quotient rounded towards minus infinity. `divisor` > 0.
package func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}

extension TimeZoneRules {
    private static let known = Mutex<[String: TimeZoneRules]>([:])

    private static func region(_ name: String) -> TimeZoneRules? {
        if let found = known.withLock({ $0[name] }) { return found }
        let allowed = name.utf8.allSatisfy {
            (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0)
                || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: "+")
        }
        guard allowed, !name.isEmpty, !name.hasPrefix("/"), name.utf8.count <= 64,
            let bytes = zoneFile("/usr/share/zoneinfo/" + name),
            let rules = decode(bytes, identifier: name)
        else { return nil }
        known.withLock { $0[name] = rules }
        return rules
    }

    private static func zoneFile(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: SchemaLimits.zoneFileBytes)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count > 44, count < bytes.count else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// RFC 8536 §3: a version-1 block to skip, then the block with 64-bit times.
    private static func decode(_ bytes: [UInt8], identifier: String) -> TimeZoneRules? {
        guard Array(bytes[0..<4]) == Array("TZif".utf8), bytes[4] >= UInt8(ascii: "2") else {
            return nil
        }
        let first = header(bytes, at: 0)
        let skipped =
            44 + first.times * 5 + first.types * 6 + first.characters + first.leaps * 8
            + first.standard + first.universal
        guard bytes.count > skipped + 44 else { return nil }
        let second = header(bytes, at: skipped)
        let times = skipped + 44
        let indices = times + second.times * 8
        let types = indices + second.times
        guard second.types > 0, bytes.count >= types + second.types * 6 else { return nil }
        let offsetOf = { (type: Int) in
            Int32(truncatingIfNeeded: bigEndian(bytes, types + type * 6, 4))
        }
        var transitions: [Int64] = []
        var offsets: [Int32] = []
        for index in 0..<second.times {
            let type = Int(bytes[indices + index])
            guard type < second.types else { return nil }
            transitions.append(bigEndian(bytes, times + index * 8, 8))
            offsets.append(offsetOf(type))
        }
        return TimeZoneRules(
            identifier: identifier, transitions: transitions, offsets: offsets, first: offsetOf(0))
    }

    private static func header(_ bytes: [UInt8], at start: Int) -> ZoneFileCounts {
        let count = { (field: Int) in Int(bigEndian(bytes, start + 20 + field * 4, 4)) }
        return ZoneFileCounts(
            universal: count(0), standard: count(1), leaps: count(2), times: count(3),
            types: count(4), characters: count(5))
    }

    private static func bigEndian(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64 {
        var value: UInt64 = 0
        for index in start..<start + count { value = value << 8 | UInt64(bytes[index]) }
        return Int64(bitPattern: value)
    }
}

private struct ZoneFileCounts {
    let universal, standard, leaps, times, types, characters: Int
}
