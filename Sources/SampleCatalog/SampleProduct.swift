import JSON
import Primitives

/// One invented product, as a shop would publish it.
package struct SampleProduct: Sendable, Equatable {
    package var id: String
    package var title: String
    package var description: String
    package var brand: String
    /// From the root of the shop to the leaf.
    package var category: [String]
    package var tags: [String]
    package var color: String
    /// Nil where the product is of no particular material.
    package var material: String?
    package var price: Double
    /// 1.0 to 5.0 in tenths.
    package var rating: Double
    package var reviewsCount: Int
    package var inStock: Bool
    /// ISO 8601 in UTC.
    package var createdAt: String

    /// Writes the product as one JSON object, without a line break.
    package func write(into output: ByteWriter) {
        let writer = JSONWriter(output)
        writer.beginObject()
        writer.member("id", id)
        writer.member("title", title)
        writer.member("description", description)
        writer.member("brand", brand)
        writer.member("category", category)
        writer.member("tags", tags)
        writer.member("color", color)
        if let material { writer.member("material", material) }
        writer.member("price", price)
        writer.member("rating", rating)
        writer.member("reviews_count", reviewsCount)
        writer.member("in_stock", inStock)
        writer.member("created_at", createdAt)
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
