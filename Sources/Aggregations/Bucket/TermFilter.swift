import JSON
import Primitives
import Schema
import Search
import Segments

/// Which values of `terms` get a bucket: `include` and `exclude`.
struct TermFilter: Sendable {
    private enum Rule: Sendable {
        case list([String])
        case partition(Int, of: Int)
        /// A regular expression, over whole terms.
        case expression(ByteAutomaton)

        func allows(_ term: UnsafeRawBufferPointer) -> Bool? {
            guard case .expression(let automaton) = self else { return nil }
            var state = automaton.startState
            for byte in term { state = automaton.transitions[Int(state) * 256 + Int(byte)] }
            return automaton.accepting[Int(state)]
        }
    }

    private let include: Rule?
    private let exclude: Rule?
    private let includedTerms: Set<[UInt8]>?
    private let excludedTerms: Set<[UInt8]>
    private let now: Int64

    init(_ body: AggregationBody, _ binding: FieldBinding) throws {
        include = try TermFilter.rule("include", body, binding, partitions: true)
        exclude = try TermFilter.rule("exclude", body, binding, partitions: false)
        now = body.parsing.now
        includedTerms = TermFilter.terms(include, binding.terms)
        excludedTerms = TermFilter.terms(exclude, binding.terms) ?? []
        if case .partition = include, exclude != nil {
            throw body.illegal(
                "Cannot specify any excludes when using partition-based includes")
        }
    }

    var allowsAll: Bool { include == nil && exclude == nil }

    private static func rule(
        _ key: StaticString, _ body: AggregationBody, _ binding: FieldBinding, partitions: Bool
    ) throws -> Rule? {
        guard let node = body.value(key) else { return nil }
        if node.isArray {
            guard node.count <= AggregationLimits.listedTerms else {
                throw body.illegal(
                    "[\(key)] has more than [\(AggregationLimits.listedTerms)] values")
            }
            return .list(
                try node.elements.map { element in
                    if element.isObject || element.isArray || element.isNull {
                        throw AggregationError(
                            .parsing, "Array elements in \(key) clauses should be string values",
                            at: body.parsing.position(of: element))
                    }
                    return element.string ?? element.value.serialized()
                })
        }
        if node.isObject && partitions { return try partition(node, body) }
        guard let pattern = node.string else {
            throw AggregationError(
                .parsing, "Unrecognized token \(AggregationParser.token(node)) for [\(key)]",
                at: body.parsing.position(of: node))
        }
        let isText = binding.kind == .keyword && binding.terms == .text
        guard isText || binding.kind == .unmapped else {
            throw AggregationError(
                .execution,
                "Aggregation [\(body.name)] cannot support regular expression style "
                    + "include/exclude "
                    + "settings as they can only be applied to string fields. Use an array of "
                    + "values "
                    + "for include/exclude clauses")
        }
        do {
            return .expression(try RegexpQuery.automaton(of: pattern))
        } catch {
            throw body.illegal("[\(key)] of [\(body.name)]: \(error.reason)")
        }
    }

    private static func partition(_ node: JSONNode, _ body: AggregationBody) throws -> Rule {
        guard let count = node["num_partitions"]?.integer else {
            throw body.illegal("Missing [num_partitions] parameter for partition-based include")
        }
        guard let place = node["partition"]?.integer else {
            throw body.illegal("Missing [partition] parameter for partition-based include")
        }
        guard count >= 2, count <= Int64(Int32.max) else {
            throw body.illegal("Number of partitions must be >1")
        }
        guard place >= 0, place < count else {
            throw body.illegal("Partition must be >=0 and < \(count)")
        }
        return .partition(Int(place), of: Int(count))
    }

    private static func terms(_ rule: Rule?, _ format: TermFormat) -> Set<[UInt8]>? {
        guard case .list(let values) = rule else { return nil }
        return Set(values.compactMap { format.term($0) })
    }

    func allows(_ term: UnsafeRawBufferPointer) -> Bool {
        if allowsAll { return true }
        if case .partition(let place, let count) = include {
            let hash = Int(PartitionHash.hash(term))
            return ((hash % count) + count) % count == place
        }
        if include?.allows(term) == false || exclude?.allows(term) == true { return false }
        if includedTerms == nil && excludedTerms.isEmpty { return true }
        let bytes = Array(term)
        if let includedTerms, !includedTerms.contains(bytes) { return false }
        return !excludedTerms.contains(bytes)
    }

    /// Nil when every number is allowed.
    func numberFilter(_ domain: NumberDomain) -> ((Int64) -> Bool)? {
        if allowsAll { return nil }
        if case .partition(let place, let count) = include {
            return { value in
                let hash = PartitionHash.mix(value)
                return Int(((hash % Int64(count)) + Int64(count)) % Int64(count)) == place
            }
        }
        let included = numbers(include, domain)
        let excluded = numbers(exclude, domain) ?? []
        return { (included?.contains($0) ?? true) && !excluded.contains($0) }
    }

    /// Listed values that are no number of the field match nothing.
    private func numbers(_ rule: Rule?, _ domain: NumberDomain) -> Set<Int64>? {
        guard case .list(let values) = rule else { return nil }
        return Set(values.compactMap { number($0, domain) })
    }

    private func number(_ text: String, _ domain: NumberDomain) -> Int64? {
        switch domain.kind {
        case .boolean: return text == "true" || text == "1" ? 1 : 0
        case .date:
            let math = DateMath(format: domain.format ?? .standard, zone: domain.zone, now: now)
            return try? math.instant(text, roundUp: false).millis
        default:
            if let whole = Int64(text) { return domain.encode(.integer(whole)) }
            return Double(text).map { domain.encode($0) }
        }
    }
}

/// The hashes OpenSearch puts values into partitions by.
enum PartitionHash {
    private static let seed: UInt32 = 31

    /// MurmurHash3, 32 bits, of a term.
    /// - Source: Appleby, MurmurHash3_x86_32, 2011.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        func scramble(_ word: UInt32) -> UInt32 {
            let mixed = word &* 0xCC9E_2D51
            return ((mixed << 15) | (mixed >> 17)) &* 0x1B87_3593
        }
        var hash = seed
        let whole = bytes.count / 4 * 4
        for offset in stride(from: 0, to: whole, by: 4) {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
            hash ^= scramble(word)
            hash = ((hash << 13) | (hash >> 19)) &* 5 &+ 0xE654_6B64
        }
        var tail: UInt32 = 0
        for offset in stride(from: bytes.count - 1, through: whole, by: -1) {
            tail = tail << 8 | UInt32(bytes[offset])
        }
        if whole < bytes.count { hash ^= scramble(tail) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ (hash >> 16)) &* 0x85EB_CA6B
        hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE35
        return Int32(bitPattern: hash ^ (hash >> 16))
    }

    /// Stafford's variant 9 of the 64-bit finalizer, of a number.
    static func mix(_ value: Int64) -> Int64 {
        var mixed = UInt64(bitPattern: value)
        mixed = (mixed ^ (mixed >> 32)) &* 0x4CD6_944C_5CC2_0B6D
        mixed = (mixed ^ (mixed >> 29)) &* 0xFC12_C5B1_9D32_59E9
        return Int64(bitPattern: mixed ^ (mixed >> 32))
    }
}
