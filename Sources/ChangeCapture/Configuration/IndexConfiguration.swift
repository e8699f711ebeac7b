import JSON

/// One entry of `indexes:`: which documents, from which source, and what changes them.
package struct IndexConfiguration: Sendable, Equatable {
    /// The alias searches use; the index behind it is a generation, `NAME-000001` at first.
    package let name: String
    package let source: String
    package let query: DocumentQuery
    package let rules: [ChangeRule]
    /// Of a new generation, as in a create-index request; nil leaves it to templates and to the
    /// documents.
    package let mappings: JSONValue?
    package let settings: JSONValue?

    package init(
        name: String, source: String, query: DocumentQuery, rules: [ChangeRule],
        mappings: JSONValue? = nil, settings: JSONValue? = nil
    ) {
        self.name = name
        self.source = source
        self.query = query
        self.rules = rules
        self.mappings = mappings
        self.settings = settings
    }
}
