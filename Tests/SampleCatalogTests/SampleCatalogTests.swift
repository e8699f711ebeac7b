import JSON
import Primitives
import SampleCatalog
import Testing

@Suite("A sample catalog")
struct SampleCatalogTests {
    private func lines(_ numbers: Range<Int>, seed: UInt64 = 1) -> [UInt8] {
        let output = ByteWriter()
        SampleCatalog(seed: seed).writeLines(numbers, into: output)
        return Array(output.bytes)
    }

    @Test("is the same for the same seed, whatever part is made first")
    func deterministic() {
        let whole = lines(0..<300)
        #expect(whole == lines(0..<100) + lines(100..<300))
        #expect(whole != lines(0..<300, seed: 2))
    }

    @Test("never changes: other measurements are compared with it")
    func pinned() {
        #expect(lines(0..<2000).withUnsafeBytes { Hash64.hash($0) } == 14_758_153_853_415_857_068)
    }

    @Test("is made of valid, complete JSON objects with ids of their own")
    func objects() throws {
        let parser = JSONParser()
        var ids: Set<String> = []
        for line in lines(0..<2000).split(separator: 10) {
            let node = try line.withUnsafeBytes { try parser.parse($0) }
            ids.insert(try #require(node["id"]?.string))
            for key in ["title", "description", "brand", "color", "created_at"] {
                #expect(node[key]?.string?.isEmpty == false, "\(key)")
            }
            let price = try #require(node["price"]?.double)
            let rating = try #require(node["rating"]?.double)
            #expect(price > 0 && (1...5).contains(rating))
            #expect(node["category"]?.count ?? 0 >= 2)
            let description = try #require(node["description"]?.string)
            #expect(!description.contains { $0 == "{" || $0 == "}" })
        }
        #expect(ids.count == 2000)
    }

    @Test("has what a shop has: phones, cases for them, frequent and rare brands, misspellings")
    func distribution() {
        let catalog = SampleCatalog()
        let products = (0..<5000).map { catalog.product($0) }
        let phones = products.filter { $0.category.last == "Smartphones" }
        #expect(phones.contains { $0.title.contains("iPhone 15") && $0.brand == "Apple" })
        #expect(products.contains { $0.title.hasPrefix("iPhone 15") && $0.title.contains("case") })
        var brands: [String: Int] = [:]
        for product in products { brands[product.brand, default: 0] += 1 }
        let counts = brands.values.sorted()
        #expect((counts.last ?? 0) > 5 * (counts.first ?? 0))
        let popular = products.count { $0.reviewsCount > 2500 }
        #expect((100..<1500).contains(popular))
        #expect((4000..<4800).contains(products.count { $0.inStock }))
    }
}
