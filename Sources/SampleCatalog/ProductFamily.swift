/// A kind of product: where it hangs in a shop, what it is called, what it costs.
struct ProductFamily: Sendable {
    /// From the root of the shop to the leaf.
    let category: [String]
    let nouns: [String]
    let brands: [String]
    /// Words for what it is made of or comes in; empty where that is not said.
    let materials: [String]
    let sizes: [String]
    /// The middle of the prices. Unit: cents.
    let priceCents: Int
    /// How often the family is drawn, beside the others' weights.
    let weight: Int

    /// Lists are given as texts of words between commas.
    init(
        _ category: String, nouns: String, brands: String, materials: String = "",
        sizes: String = "", priceCents: Int, weight: Int = 4
    ) {
        self.category = ProductFamily.words(category, at: "/")
        self.nouns = ProductFamily.words(nouns)
        self.brands = ProductFamily.words(brands)
        self.materials = ProductFamily.words(materials)
        self.sizes = ProductFamily.words(sizes)
        self.priceCents = priceCents
        self.weight = weight
    }

    static func words(_ text: String, at separator: Character = ",") -> [String] {
        text.split(separator: separator).map { word in
            String(word.drop { $0 == " " })
        }
    }
}
