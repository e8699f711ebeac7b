import JSON
import Schema
import Search
import Segments

/// What `prefix`, `wildcard`, `regexp` and `fuzzy` share: a text and the terms of one field.
struct PatternQuery {
    let clause: String
    let field: String
    let context: PlanContext

    /// Plans the clause on a field with terms; unmapped fields match nothing.
    func plan(
        _ make: (FieldNumber, MappedField?) throws(RequestError) -> any Query
    ) throws(RequestError) -> any Query {
        try context.count(1)
        switch FieldTarget(field, context) {
        case .none: return MatchNoneQuery(reason: "unmapped field [\(field)]")
        case .reservedTerms(let number): return try make(number, nil)
        case .id, .index, .reservedNumbers: throw unsupported(field, field)
        case .mapped(let mapped):
            try context.requireSearchable(mapped)
            guard mapped.isText || mapped.isKeyword, mapped.terms == .text else {
                throw unsupported(mapped.path, mapped.typeName)
            }
            return try make(mapped.number, mapped)
        }
    }

    private func unsupported(_ field: String, _ type: String) -> RequestError {
        RequestError(
            .queryShard,
            "failed to create query: Can only use \(clause) queries on keyword, text and wildcard "
                + "fields - not on [\(field)] which is of type [\(type)]")
    }

    /// The text as a keyword's normalizer leaves it; texts are taken as they are.
    func normalized(_ text: String, _ field: MappedField?) throws(RequestError) -> [UInt8] {
        guard let keyword = field?.type as? KeywordField else { return Array(text.utf8) }
        do throws(FieldValueError) {
            return try keyword.normalized(text)
        } catch {
            throw PlanContext.failure(error)
        }
    }
}

/// A clause on a pattern, read from its short or its long form.
struct PatternBody {
    let field: String
    let text: String
    /// The long form; nil in the short one.
    let body: ClauseBody?
    private let node: JSONNode
    private let place: RequestPlace

    /// - Parameter keys: where the long form has its text.
    init(
        _ node: JSONNode, _ place: RequestPlace, clause: String, known: [ClauseParameter],
        keys: [StaticString] = ["value"]
    ) throws(RequestError) {
        let field = try FieldBody(node, clause: clause, place: place)
        self.node = node
        self.place = field.place
        self.field = field.field
        guard field.value.isObject else {
            guard let text = field.value.scalarText else {
                throw field.place.fault(
                    field.value.isNull
                        ? "value cannot be null"
                        : "[\(clause)] unknown token [\(field.value.token)] after "
                            + "[\(field.field)]", at: field.value)
            }
            self.text = text
            body = nil
            return
        }
        let body = try ClauseBody(field.value, clause: clause, known: known, place: field.place)
        var found: String?
        for key in keys { found = try body.text(key) ?? found }
        guard let text = found else { throw body.illegal("value cannot be null") }
        self.text = text
        self.body = body
    }

    func finish(_ clause: any PlannableClause) throws(RequestError) -> ClauseNode {
        if let body { return try body.finish(clause) }
        return ClauseNode(clause, node: node, place: place)
    }
}
