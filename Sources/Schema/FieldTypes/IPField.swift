import Glibc
import JSON
import Segments

/// Addresses of IPv4 and IPv6, found, sorted and counted by their canonical text.
///
/// An IPv4 address mapped into IPv6 is the IPv4 address. Ranges and subnets would need the order of
/// addresses rather than of texts, and are refused.
package struct IPField: FieldType {
    package static let name = "ip"
    package static let summary = "Addresses of IPv4 and IPv6."
    package static let parameters: [MappingParameter] = [
        .boost, .columnValues, .ignoreMalformed, .index, .meta, .nullValue, .store,
    ]

    package let storage: FieldStorage
    private let nullValue: [UInt8]?

    package init(_ parameters: FieldParameters, lookup: AnalyzerLookup) throws(MappingError) {
        let isIndexed = parameters.boolean("index")
        let hasColumn = parameters.boolean("doc_values")
        storage = FieldStorage(
            postings: isIndexed ? .documents : .none, column: hasColumn ? .ordinal : .none,
            isSearchable: isIndexed || hasColumn, isAggregatable: hasColumn)
        guard let given = parameters.scalar("null_value") else {
            nullValue = nil
            return
        }
        guard let address = Self.canonical(JavaText.text(given)) else {
            throw MappingError(
                .mapperParsing, "'\(JavaText.text(given))' is not an IP string literal.",
                at: parameters.path)
        }
        nullValue = address
    }

    package var kind: FieldKind { .keyword }

    package func index(_ value: JSONNode, into sink: FieldSink) throws(FieldValueError) {
        let text = String(decoding: try sink.text(of: value), as: UTF8.self)
        try add(try Self.read(text), to: sink)
    }

    package func indexNull(into sink: FieldSink) throws(FieldValueError) {
        if let nullValue { try add(nullValue, to: sink) }
    }

    private func add(_ term: [UInt8], to sink: FieldSink) throws(FieldValueError) {
        var failure: FieldValueError?
        term.withUnsafeBytes { bytes in
            do throws(FieldValueError) { try sink.add(term: bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    package func queryTerm(
        _ value: JSONValue, _ context: QueryValueContext
    ) throws(FieldValueError) -> QueryTerm {
        let text = JavaText.text(value)
        if text.contains("/") {
            throw FieldValueError(
                .illegalArgument, "subnets such as [\(text)] are not supported")
        }
        return .term(try Self.read(text))
    }

    package func rangeBound(
        _ end: RangeEnd, _ context: QueryValueContext
    ) throws(FieldValueError) -> RangeBound {
        throw FieldValueError(.illegalArgument, "ranges of addresses are not supported")
    }

    private static func read(_ text: String) throws(FieldValueError) -> [UInt8] {
        guard let address = canonical(text) else {
            throw FieldValueError(.illegalArgument, "'\(text)' is not an IP string literal.")
        }
        return address
    }

    /// The shortest spelling of an address; nil when the text is none.
    static func canonical(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return Array(text.utf8) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &six, &buffer, socklen_t(buffer.count)) != nil else { return nil }
        let spelled = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let mapped = Array("::ffff:".utf8)
        if spelled.starts(with: mapped), spelled.contains(UInt8(ascii: ".")) {
            return Array(spelled.dropFirst(mapped.count))
        }
        return spelled
    }
}
