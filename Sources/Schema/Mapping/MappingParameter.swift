import JSON

/// One key a field's definition may have: what it must look like, and what becomes of it.
package struct MappingParameter: Sendable {
    package enum Handling: String, Sendable {
        /// Changes what is indexed or how it is searched.
        case honoured
        /// Kept and echoed without any effect.
        case storedOnly
        /// Known to OpenSearch, and refused by name.
        case refused
    }

    package enum Shape: Sendable, Equatable {
        case boolean
        case integer(atLeast: Int64)
        case number
        case text
        case choice([String])
        /// Anything scalar: a `null_value`.
        case scalar
        /// A name or a list of names.
        case names
        case object
    }

    package let name: String
    package let handling: Handling
    package let shape: Shape
    /// What holds when the key is absent; not echoed.
    package let defaultValue: JSONValue
    /// May differ in a later mapping of the same field.
    package let isUpdatable: Bool
    /// Echoed even when equal to the default, as OpenSearch does with its explicit flags.
    package let echoesDefault: Bool
    package let summary: String

    package init(
        _ name: String, _ handling: Handling, _ shape: Shape,
        default defaultValue: JSONValue = .null,
        updatable isUpdatable: Bool = false, echoesDefault: Bool = false, _ summary: String
    ) {
        self.name = name
        self.handling = handling
        self.shape = shape
        self.defaultValue = defaultValue
        self.isUpdatable = isUpdatable
        self.echoesDefault = echoesDefault
        self.summary = summary
    }

    /// Whether a value only says what holds without it.
    func isDefault(_ value: JSONValue) -> Bool {
        !defaultValue.isNull && normalized(value) == defaultValue
    }

    /// The value in the form it is kept and echoed in; nil when it has another shape.
    func normalized(_ value: JSONValue) -> JSONValue? {
        switch shape {
        case .boolean: Self.boolean(value)
        case .integer(let minimum):
            Self.integer(value).flatMap { $0 >= minimum ? .integer($0) : nil }
        case .number: Self.number(value)
        case .text: value.string.map(JSONValue.string)
        case .choice(let names): value.string.flatMap { names.contains($0) ? .string($0) : nil }
        case .scalar: value.array == nil && value.object == nil ? value : nil
        case .names: Self.names(value)
        case .object: value.object.map(JSONValue.object)
        }
    }

    static func boolean(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .boolean: value
        case .string("true"): true
        case .string("false"): false
        default: nil
        }
    }

    private static func integer(_ value: JSONValue) -> Int64? {
        value.integer ?? value.string.flatMap { Int64($0) }
    }

    private static func number(_ value: JSONValue) -> JSONValue? {
        if value.double != nil { return value }
        return value.string.flatMap { Double($0) }.map(JSONValue.double)
    }

    private static func names(_ value: JSONValue) -> JSONValue? {
        if value.string != nil { return .array([value]) }
        guard let array = value.array, array.allSatisfy({ $0.string != nil }) else { return nil }
        return value
    }
}

/// The parameters several field types share.
extension MappingParameter {
    static let boost = MappingParameter(
        "boost", .refused, .number, default: 1.0, "boost at index time; boost the query instead")
    static let coerce = MappingParameter(
        "coerce", .honoured, .boolean, default: true, updatable: true, echoesDefault: true,
        "read numbers out of texts and cut decimals off integers")
    static let columnValues = MappingParameter(
        "doc_values", .honoured, .boolean, default: true, "keep a column to sort and aggregate by")
    static let eagerOrdinals = MappingParameter(
        "eager_global_ordinals", .storedOnly, .boolean, default: false, updatable: true,
        "there are no global ordinals to build")
    static let ignoreMalformed = MappingParameter(
        "ignore_malformed", .honoured, .boolean, default: false, updatable: true,
        echoesDefault: true, "leave a value that does not fit out, and note it in `_ignored`")
    static let index = MappingParameter(
        "index", .honoured, .boolean, default: true, "make the field searchable")
    static let meta = MappingParameter(
        "meta", .storedOnly, .object, updatable: true, "notes of the caller")
    static let nullValue = MappingParameter(
        "null_value", .honoured, .scalar, updatable: true, "indexed in place of an explicit null")
    static let similarity = MappingParameter(
        "similarity", .honoured, .text, updatable: true, "how terms are scored")
    static let store = MappingParameter(
        "store", .storedOnly, .boolean, default: false,
        "the source is always stored, and values are read from it")

    /// What every numeric type takes.
    static let numeric: [MappingParameter] = [
        .boost, .coerce, .columnValues, .ignoreMalformed, .index, .meta, .nullValue, .store,
    ]
}
