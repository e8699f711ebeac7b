import JSON
import Primitives
import Schema
import Search
import Segments

/// One function of a `function_score`: what it multiplies by, and which documents it is for.
struct ScoreFunctionBody: Sendable {
    static let parameters: [ClauseParameter] = [
        ClauseParameter("exp", "decay away from an origin, exponential"),
        ClauseParameter("field_value_factor", "a field's value, times a factor, modified"),
        ClauseParameter("gauss", "decay away from an origin, bell-shaped"),
        ClauseParameter("linear", "decay away from an origin, straight"),
        ClauseParameter("random_score", "a number in 0..<1 that a seed decides"),
        ClauseParameter("weight", "a number; times the function's value where there is one"),
    ]

    private enum Kind: Sendable {
        case weight
        case factor(Factor)
        case random(seed: Int64?, field: String?)
        case decay(Decay)
    }

    struct Factor: Sendable {
        let field: String
        let factor: Float
        let modifier: ScoreFunction.Modifier
        let missing: Double?
    }

    struct Decay: Sendable {
        let shape: ScoreFunction.DecayShape
        let field: String
        let origin: JSONValue?
        let scale: JSONValue
        let offset: JSONValue?
        let decay: Double
        let mode: ScoreFunction.MultiValueMode
    }

    private let filter: ClauseNode?
    private let weight: Float?
    private let kind: Kind

    /// nil when the object has neither a function nor a weight.
    init?(_ node: JSONNode, _ place: RequestPlace, allowsFilter: Bool) throws(RequestError) {
        guard node.isObject else {
            throw place.fault(
                "failed to parse [function_score]: malformed query, expected a [START_OBJECT] but "
                    + "got a [\(node.token)]", at: node)
        }
        var filter: ClauseNode?
        var weight: Float?
        var kind: Kind?
        for member in node.members {
            let key = member.key
            let inner = place.child(key)
            switch key {
            case "filter" where allowsFilter: filter = try QueryParser.parse(member.value, inner)
            case "weight": weight = try Self.number(member.value, inner).map { Float($0) }
            case "field_value_factor", "random_score", "gauss", "exp", "linear":
                guard kind == nil else {
                    throw place.fault(
                        "failed to parse [function_score] query. already found a function, now "
                            + "encountering [\(key)].", at: member.value)
                }
                kind = try Self.kind(key, member.value, inner)
            case "script_score":
                throw inner.fault(
                    "[function_score] query does not support [script_score]", at: member.value)
            default:
                if allowsFilter {
                    let names = Self.parameters.map(\.name) + ["filter"]
                    throw place.fault(
                        "No function with the name [\(key)] is registered."
                            + Suggestion.phrase(for: key, among: names), at: member.value,
                        suggestion: Suggestion.nearest(to: key, among: names))
                }
            }
        }
        guard kind != nil || weight != nil else { return nil }
        self.filter = filter
        self.weight = weight
        self.kind = kind ?? .weight
    }

    private static func number(_ node: JSONNode, _ place: RequestPlace) throws(RequestError)
        -> Double?
    {
        if node.isNull { return nil }
        guard let text = node.scalarText, let number = Double(text), number.isFinite else {
            throw place.fault(
                .numberFormat, "For input string: \"\(node.scalarText ?? node.token)\"", at: node)
        }
        return number
    }

    private static func kind(
        _ name: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> Kind {
        switch name {
        case "field_value_factor": return .factor(try factor(node, place))
        case "random_score": return try random(node, place)
        default: return .decay(try decay(name, node, place))
        }
    }

    private enum ModifierName: String, CaseIterable {
        case none, log, log1p, log2p, ln, ln1p, ln2p, square, sqrt, reciprocal
    }

    private static func factor(_ node: JSONNode, _ place: RequestPlace) throws(RequestError)
        -> Factor
    {
        let known = ["factor", "field", "missing", "modifier"].map { ClauseParameter($0, "") }
        let body = try ClauseBody(node, clause: "field_value_factor", known: known, place: place)
        guard let field = try body.text("field") else {
            throw body.fault("[field_value_factor] required field 'field' missing")
        }
        let name = try body.choice("modifier", ModifierName.self) ?? .none
        return Factor(
            field: field, factor: try body.float("factor") ?? 1,
            modifier: ScoreFunction.Modifier(rawValue: name.rawValue) ?? .none,
            missing: try body.double("missing"))
    }

    private static func random(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> Kind
    {
        let known = ["field", "seed"].map { ClauseParameter($0, "") }
        let body = try ClauseBody(node, clause: "random_score", known: known, place: place)
        let text = try body.text("seed")
        let seed = text.map { Int64($0) ?? $0.utf8.reduce(17) { $0 &* 31 &+ Int64($1) } }
        return .random(seed: seed, field: try body.text("field"))
    }

    private enum ModeName: String, CaseIterable { case min, max, avg, sum }

    private static func decay(
        _ name: String, _ node: JSONNode, _ place: RequestPlace
    ) throws(RequestError) -> Decay {
        let field = try FieldBody(node, clause: name, beside: ["multi_value_mode"], place: place)
        let known = ["decay", "offset", "origin", "scale"].map { ClauseParameter($0, "") }
        let body = try ClauseBody(field.value, clause: name, known: known, place: field.place)
        let outer = try ClauseBody(
            node, clause: name,
            known: ["multi_value_mode", field.field].map { ClauseParameter($0, "") },
            place: place)
        let mode = try outer.choice("multi_value_mode", ModeName.self) ?? .min
        let decay = try body.double("decay") ?? 0.5
        guard decay > 0, decay < 1 else {
            throw body.illegal("\(name) function: decay must be in the range (0..1).")
        }
        guard let scale = body.value("scale") else {
            throw body.fault("[\(name)] must have scale set")
        }
        return Decay(
            shape: ScoreFunction.DecayShape(rawValue: name) ?? .gauss, field: field.field,
            origin: body.value("origin")?.value, scale: scale.value,
            offset: body.value("offset")?.value, decay: decay,
            mode: ScoreFunction.MultiValueMode(rawValue: mode.rawValue) ?? .min)
    }

    // MARK: Planning

    func plan(_ context: PlanContext) throws(RequestError) -> ScoreFunction {
        let filter = try filter.map { filter throws(RequestError) in try filter.plan(context) }
        return ScoreFunction(filter: filter, weight: weight, kind: try plan(kind, context))
    }

    private func plan(
        _ kind: Kind, _ context: PlanContext
    ) throws(RequestError) -> ScoreFunction.Kind {
        switch kind {
        case .weight: return .weight
        case .factor(let factor): return try plan(factor, context)
        case .random(let seed, let name):
            let field = try name.map { name throws(RequestError) in
                try Self.column(name, "random_score", context).number
            }
            return .random(seed: seed ?? context.now, field: field)
        case .decay(let decay): return .decay(try plan(decay, context))
        }
    }

    private func plan(
        _ factor: Factor, _ context: PlanContext
    ) throws(RequestError) -> ScoreFunction.Kind {
        guard context.mapping.field(factor.field) != nil || factor.missing == nil else {
            return .fieldValueFactor(
                .init(
                    field: .max, interpretation: .integer, factor: factor.factor,
                    modifier: factor.modifier, missing: factor.missing))
        }
        let (number, encoding) = try Self.column(factor.field, "field_value_factor", context)
        return .fieldValueFactor(
            .init(
                field: number, interpretation: encoding.interpretation, factor: factor.factor,
                modifier: factor.modifier, missing: factor.missing))
    }

    private static func column(
        _ name: String, _ function: String, _ context: PlanContext
    ) throws(RequestError) -> (number: FieldNumber, encoding: NumberEncoding) {
        if case .reservedNumbers(let number) = FieldTarget(name, context) {
            return (number, .integer)
        }
        guard let field = context.mapping.field(name) else {
            throw RequestError(
                .queryShard,
                "Unable to find a field mapper for field [\(name)]. No 'missing' "
                    + "value defined.")
        }
        guard field.info.column == .numeric else {
            throw RequestError(
                .queryShard,
                "failed to create query: [\(function)] needs a numeric field, but [\(name)] is of "
                    + "type [\(field.typeName)]")
        }
        return (field.number, field.encoding)
    }

    private func plan(_ decay: Decay, _ context: PlanContext) throws(RequestError)
        -> ScoreFunction.Decay
    {
        guard let field = context.mapping.field(decay.field) else {
            throw RequestError(.queryShard, "unknown field [\(decay.field)]")
        }
        guard field.info.column == .numeric, !field.isBoolean else {
            throw RequestError(
                .queryShard,
                "field [\(decay.field)] is of type [\(field.typeName)], but only numeric and date "
                    + "types are supported.")
        }
        let scale = try Self.distance(decay.scale, field, "scale")
        guard scale > 0 else {
            throw RequestError(
                .illegalArgument, "\(decay.shape.rawValue) function: scale must be > 0.0.")
        }
        return ScoreFunction.Decay(
            shape: decay.shape, field: field.number, interpretation: field.encoding.interpretation,
            origin: try Self.origin(decay.origin, field, context), scale: scale,
            offset: try decay.offset.map { offset throws(RequestError) in
                try Self.distance(offset, field, "offset")
            } ?? 0, decay: decay.decay, mode: decay.mode)
    }

    private static func origin(
        _ value: JSONValue?, _ field: MappedField, _ context: PlanContext
    ) throws(RequestError) -> Double {
        guard let value else {
            guard field.isDate else {
                throw RequestError(
                    .parsing, "both [scale] and [origin] must be set for numeric fields.")
            }
            return Double(context.now)
        }
        switch try context.queryTerm(value, of: field) {
        case .number(let number): return field.encoding.decode(number)
        case .range(let range): return field.encoding.decode(range.lowerBound)
        case .term, .terms, .none:
            guard let number = value.double else {
                throw RequestError(.parsing, "origin [\(PlanContext.text(value))] is no number")
            }
            return number
        }
    }

    /// A number, or for dates a duration.
    private static func distance(
        _ value: JSONValue, _ field: MappedField, _ name: String
    ) throws(RequestError) -> Double {
        if field.isDate, let text = value.string {
            guard let millis = TimeValue.milliseconds(text), millis >= 0 else {
                throw RequestError(
                    .illegalArgument,
                    "failed to parse setting [DecayFunctionParser.\(name)] with value [\(text)] "
                        + "as a time value: unit is missing or unrecognized")
            }
            return Double(millis)
        }
        guard let number = Double(PlanContext.text(value)), number >= 0 else {
            throw RequestError(
                .numberFormat, "For input string: \"\(PlanContext.text(value))\"")
        }
        return number
    }
}

extension NumberEncoding {
    /// The same in Search's terms. Unsigned numbers above 2^63 are read as their order only.
    var interpretation: NumericInterpretation {
        switch self {
        case .integer, .unsigned: .integer
        case .floating: .floating
        case .scaled(let factor): .scaled(factor: factor)
        }
    }
}
