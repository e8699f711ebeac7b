import JSON
import Schema
import Segments

/// The field of an aggregation in one index, and what stands for documents without a value.
struct FieldBinding: Sendable {
    enum Kind: Sendable, Equatable {
        /// No field of this name.
        case unmapped
        case keyword, number, boolean, date
    }

    enum Missing: Sendable, Equatable {
        case term([UInt8])
        case integer(Int64)
        case floating(Double)
    }

    let path: String
    let kind: Kind
    let encoding: NumberEncoding
    /// How the terms of a keyword are printed and read.
    let terms: TermFormat
    let missing: Missing?
    /// How dates print: the request's format, or the field's.
    let format: DateFormat?
    let zone: TimeZoneRules
    /// Nil when documents of this index cannot have a value here.
    let number: FieldNumber?

    /// What an aggregation can work on.
    enum Accepted { case anything, numbers }

    /// Reads `field`, `missing`, `format`, `time_zone` and `value_type`.
    /// - Parameter unmapped: what a field the mapping lacks is taken for.
    init(
        _ body: AggregationBody, accepting accepted: Accepted, unmapped: Kind = .unmapped
    ) throws {
        if body.value("script") != nil {
            throw body.illegal(
                "[script] is not supported: aggregation [\(body.name)] needs a [field]")
        }
        guard let path = try body.string("field") else {
            throw body.illegal(
                "Required one of fields [field, script], but none were specified. ")
        }
        let field = body.parsing.field(path)
        self.path = path
        if let field { try FieldBinding.check(field, accepted, body) }
        let declared = try FieldBinding.declaredKind(body)
        kind =
            field.map { FieldBinding.kind(of: $0) } ?? (declared == .unmapped ? unmapped : declared)
        zone = try body.timeZone() ?? .utc
        format = try FieldBinding.format(of: field, kind, body)
        // Values of nested objects belong to documents of another space.
        number = field?.nestedPath == body.nestedPath ? field?.number : nil
        terms = field?.terms ?? .text
        encoding = field?.encoding ?? FieldBinding.declaredEncoding(body)
        missing = try FieldBinding.missing(body, kind, terms, format, zone)
    }

    private static func check(
        _ field: MappedField, _ accepted: Accepted, _ body: AggregationBody
    ) throws {
        if field.isText {
            throw body.illegal(
                "Text fields are not optimised for operations that require per-document field data "
                    + "like aggregations and sorting, so these operations are disabled by default. "
                    + "Please use a keyword field instead. Alternatively, set fielddata=true on "
                    + "[\(field.path)] in order to load field data by uninverting the inverted "
                    + "index. "
                    + "Note that this can use significant memory.")
        }
        if !field.isAggregatable {
            throw body.illegal(
                "Can't load fielddata on [\(field.path)] because fielddata is unsupported on "
                    + "fields "
                    + "of type [\(field.typeName)]. Use doc values instead.")
        }
        if accepted == .numbers && field.isKeyword {
            throw body.illegal(
                "Field [\(field.path)] of type [\(field.typeName)] is not supported for "
                    + "aggregation "
                    + "[\(body.typeName)]")
        }
    }

    private static func kind(of field: MappedField) -> Kind {
        switch field.kind {
        case .text, .keyword: .keyword
        case .integer, .floating: .number
        case .boolean: .boolean
        case .date: .date
        }
    }

    private static func declaredKind(_ body: AggregationBody) throws -> Kind {
        switch try body.string("value_type") {
        case nil: .unmapped
        case "string", "keyword": .keyword
        case "boolean": .boolean
        case "date": .date
        case "byte", "short", "integer", "long", "double", "float", "number", "numeric",
            "unsigned_long":
            .number
        case let other?:
            throw body.failure("[\(body.typeName)] failed to parse field [value_type]: [\(other)]")
        }
    }

    private static func declaredEncoding(_ body: AggregationBody) -> NumberEncoding {
        switch body.value("value_type")?.string {
        case "double", "float", "number", "numeric": .floating
        case "unsigned_long": .unsigned
        default: .integer
        }
    }

    private static func format(
        of field: MappedField?, _ kind: Kind, _ body: AggregationBody
    ) throws -> DateFormat? {
        if kind == .date { return try body.dateFormat() ?? field?.format ?? .standard }
        guard body.value("format") != nil, kind != .unmapped else { return nil }
        throw body.illegal(
            "[format] is only supported on date fields: [\(field?.path ?? "")] in [\(body.name)]")
    }

    private static func missing(
        _ body: AggregationBody, _ kind: Kind, _ terms: TermFormat, _ format: DateFormat?,
        _ zone: TimeZoneRules
    ) throws -> Missing? {
        guard let value = body.value("missing") else { return nil }
        switch kind {
        case .keyword:
            let text = value.string ?? value.value.serialized()
            guard let term = terms.term(text) else {
                throw body.illegal("'\(text)' is not an IP string literal.")
            }
            return .term(term)
        case .boolean:
            if let number = value.integer { return .integer(number == 0 ? 0 : 1) }
            return .integer(value.boolean == true || value.string == "true" ? 1 : 0)
        case .date:
            let text = value.string ?? value.value.serialized()
            let math = DateMath(format: format ?? .standard, zone: zone, now: body.parsing.now)
            return .integer(try math.millis(text))
        case .number, .unmapped:
            if let number = value.integer { return .integer(number) }
            if let number = value.double ?? value.string.flatMap({ Double($0) }) {
                return Int64(exactly: number).map { .integer($0) } ?? .floating(number)
            }
            if kind == .unmapped { return .term(Array((value.string ?? "").utf8)) }
            throw AggregationError(
                .numberFormat, "For input string: \"\(value.string ?? value.value.serialized())\"")
        }
    }
}
