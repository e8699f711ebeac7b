/// Documents by external id.
package struct IdsQuery: Query {
    /// UTF-8 bytes.
    package let ids: [[UInt8]]

    package init(ids: [[UInt8]]) {
        self.ids = ids
    }

    package var description: String { "_id:(\(ids.map { text($0) }.joined(separator: " ")))" }
}
