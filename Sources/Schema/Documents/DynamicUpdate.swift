import JSON

/// The fields a document has and its mapping lacks, as the body of a put-mapping request.
package struct DynamicUpdate: Sendable, Equatable {
    package let mappings: JSONValue

    package init(mappings: JSONValue) {
        self.mappings = mappings
    }
}
