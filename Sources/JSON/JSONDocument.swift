import Primitives

/// A parsed text together with its bytes, for requests that outlive one call.
///
/// `@unchecked Sendable`: the parser parses nothing else while the document lives, the tree never
/// changes.
package final class JSONDocument: @unchecked Sendable {
    private let region: MemoryRegion
    private let parser: JSONParser
    /// Valid while the document is alive.
    package let root: JSONNode

    private init(region: MemoryRegion, parser: JSONParser, root: JSONNode) {
        self.region = region
        self.parser = parser
        self.root = root
    }

    deinit { JSONParserPool.shared.give(parser) }

    /// The text.
    package var bytes: UnsafeRawBufferPointer { region.bytes }

    /// Copies the text and parses it.
    package static func parse(_ text: UnsafeRawBufferPointer) throws(JSONError) -> JSONDocument {
        let region = MemoryRegion.copy(of: text)
        let parser = JSONParserPool.shared.take()
        let root = try parser.parse(region.bytes, paddedTail: true)
        return JSONDocument(region: region, parser: parser, root: root)
    }

    package static func parse(_ text: String) throws(JSONError) -> JSONDocument {
        let writer = ByteWriter(capacity: text.utf8.count)
        writer.write(text)
        return try parse(writer.bytes)
    }

    /// Where a node stands in the text. O(offset).
    package func position(of node: JSONNode) -> JSONPosition {
        JSONPosition(of: sourceRange(of: node).lowerBound, in: bytes)
    }

    /// The bytes a node was parsed from. O(end of the node).
    package func sourceRange(of node: JSONNode) -> Range<Int> {
        JSONLocator.range(of: node, in: bytes)
    }

    package func source(of node: JSONNode) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[sourceRange(of: node)])
    }
}
