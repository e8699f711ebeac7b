/// A document as its query returned it.
package struct SourceDocument: Sendable, Equatable {
    package let key: CellValue
    /// JSON text of one object; nil when the source has no row for the key any more.
    package let json: [UInt8]?

    package init(key: CellValue, json: [UInt8]?) {
        self.key = key
        self.json = json
    }
}
