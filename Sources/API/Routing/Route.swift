/// One line of the route table: which requests it answers, what it knows of them, and how.
package struct Route: Sendable {
    /// Which threads a request runs on.
    package enum Lane: Sendable {
        case search, write, admin
    }

    package typealias Handler = @Sendable (Call) throws -> Reply

    /// What OpenSearch's clients call it, such as `indices.create`.
    package let name: String
    package let methods: [String]
    /// Path templates such as `/{index}/_doc/{id}`; several when a part may be left out.
    package let templates: [String]
    package let lane: Lane
    package let parameters: [Parameter]
    package let handler: Handler

    package init(
        _ name: String, _ methods: [String], _ templates: [String], lane: Lane = .admin,
        parameters: [Parameter] = [], handler: @escaping Handler
    ) {
        self.name = name
        self.methods = methods
        self.templates = templates
        self.lane = lane
        self.parameters = parameters + SharedParameters.all
        self.handler = handler
    }
}
