import Primitives

/// An endless shop of invented products, for demonstrations, tests and measurements.
///
/// Product number n depends on the seed and n alone: a catalog of 20,000 is the beginning of one of
/// a million, and parts of it can be made in any order. The distributions are those of real shops:
/// a few brands and families are frequent, most products have few reviews and some have thousands,
/// prices spread around their family's middle and end in .99, one title in sixty is misspelt as
/// merchants misspell.
package struct SampleCatalog: Sendable {
    package let seed: UInt64
    private let families: [ProductFamily]
    /// Families by weight: the family of a draw below the sum of all weights.
    private let lottery: [Int]

    package init(seed: UInt64 = 1) {
        self.seed = seed
        families = ProductFamilies.all
        lottery = ProductFamilies.all.enumerated().flatMap { index, family in
            Array(repeating: index, count: family.weight)
        }
    }

    /// - Parameter number: from 0, without end.
    package func product(_ number: Int) -> SampleProduct {
        var random = SeededGenerator(
            seed: Hash64.mix(seed) ^ Hash64.mix(UInt64(number) &+ 0x9E37))
        let family = families[lottery[random.below(lottery.count)]]
        let draw = Draw(family, &random)
        let popularity = random.unit()
        return SampleProduct(
            id: "p\(number + 1)", title: title(draw, &random),
            description: description(draw, &random), brand: draw.brand, category: family.category,
            tags: tags(&random), color: draw.colour, material: draw.material,
            price: price(around: family.priceCents, &random), rating: rating(&random),
            reviewsCount: Int(popularity * popularity * popularity * popularity * 5000),
            inStock: random.chance(0.88), createdAt: date(&random))
    }

    /// Appends products as JSON lines.
    package func writeLines(_ numbers: Range<Int>, into output: ByteWriter) {
        for number in numbers {
            product(number).write(into: output)
            output.write(UInt8(ascii: "\n"))
        }
    }

    /// What one product is, before it is put into words.
    private struct Draw {
        let noun: String
        let brand: String
        let adjective: String
        let colour: String
        let material: String?
        let size: String?

        init(_ family: ProductFamily, _ random: inout SeededGenerator) {
            let noun = Draw.pick(family.nouns, &random)
            self.noun = noun
            brand = Draw.maker(of: noun) ?? Draw.pickFrequent(family.brands, &random)
            adjective = Draw.pick(ProductWords.adjectives, &random)
            colour = Draw.pickFrequent(ProductWords.colours, &random)
            material = family.materials.isEmpty ? nil : Draw.pick(family.materials, &random)
            size = family.sizes.isEmpty ? nil : Draw.pick(family.sizes, &random)
        }

        static func pick(_ words: [String], _ random: inout SeededGenerator) -> String {
            words[random.below(words.count)]
        }

        /// Earlier words more often than later ones.
        static func pickFrequent(_ words: [String], _ random: inout SeededGenerator) -> String {
            let lean = random.unit()
            return words[Int(lean * lean * Double(words.count))]
        }

        /// A phone is made by who makes it.
        private static func maker(of noun: String) -> String? {
            if noun.hasPrefix("iPhone") { return "Apple" }
            if noun.hasPrefix("Galaxy") { return "Samsung" }
            return noun.hasPrefix("Pixel") ? "Google" : nil
        }
    }

    private func title(_ draw: Draw, _ random: inout SeededGenerator) -> String {
        let isCase = draw.size.map { $0.hasPrefix("iPhone") || $0.contains(" S2") } ?? false
        var words = isCase ? [draw.size ?? ""] : [draw.brand]
        if !isCase, random.chance(0.5) { words.append(draw.adjective) }
        if let material = draw.material, random.chance(0.6) { words.append(material) }
        words.append(draw.noun)
        if isCase { words += ["by", draw.brand] }
        if !isCase, let size = draw.size, random.chance(0.7) { words.append(size) }
        words.append(draw.colour)
        let text = capitalized(words.joined(separator: " "))
        return random.chance(1.0 / 60) ? misspelt(text, &random) : text
    }

    private func capitalized(_ text: String) -> String {
        guard let first = text.first, !text.hasPrefix("iPhone") else { return text }
        return first.uppercased() + text.dropFirst()
    }

    /// Swaps two neighbouring letters, or drops one, inside a word.
    private func misspelt(_ text: String, _ random: inout SeededGenerator) -> String {
        var letters = Array(text)
        let inner = letters.indices.dropFirst().dropLast(2).filter {
            letters[$0 - 1].isLetter && letters[$0].isLetter && letters[$0 + 1].isLetter
        }
        guard !inner.isEmpty else { return text }
        let at = inner[random.below(inner.count)]
        if random.chance(0.5) { letters.swapAt(at, at + 1) } else { letters.remove(at: at) }
        return String(letters)
    }

    private func description(_ draw: Draw, _ random: inout SeededGenerator) -> String {
        var sentences = [Draw.pick(ProductWords.openings, &random)]
        if draw.material != nil { sentences.append(Draw.pick(ProductWords.details, &random)) }
        for _ in 0..<(1 + random.below(3)) {
            let benefit = Draw.pick(ProductWords.benefits, &random)
            if !sentences.contains(benefit) { sentences.append(benefit) }
        }
        let closing = Draw.pick(ProductWords.closings, &random)
        if draw.size != nil || !closing.contains("{s}") { sentences.append(closing) }
        return filled(sentences.joined(separator: " "), draw)
    }

    private func filled(_ template: String, _ draw: Draw) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let name = rest[rest.index(after: open)]
            rest = rest[rest.index(open, offsetBy: 3)...]
            switch name {
            case "n": text += draw.noun
            case "b": text += draw.brand
            case "a": text += draw.adjective
            case "m": text += draw.material ?? ""
            case "c": text += draw.colour
            default: text += draw.size ?? ""
            }
        }
        return text + rest
    }

    private func tags(_ random: inout SeededGenerator) -> [String] {
        var tags: [String] = []
        for _ in 0..<random.below(4) {
            let tag = Draw.pickFrequent(ProductWords.tags, &random)
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private func price(around middle: Int, _ random: inout SeededGenerator) -> Double {
        let spread = 0.4 + random.unit() + random.unit() * random.unit() * 1.2
        let whole = max(1, Int(Double(middle) * spread) / 100)
        return (Double(whole * 100) - 1) / 100
    }

    private func rating(_ random: inout SeededGenerator) -> Double {
        let best = max(random.unit(), random.unit(), random.unit())
        return Double(10 + Int(best * 41)) / 10
    }

    /// Within the ten years before 2025. Days are not those of a calendar beyond the 28th.
    private func date(_ random: inout SeededGenerator) -> String {
        let year = 2015 + random.below(10)
        let day = twoDigits(1 + random.below(12)) + "-" + twoDigits(1 + random.below(28))
        let time = "\(twoDigits(random.below(24))):\(twoDigits(random.below(60)))"
        return "\(year)-\(day)T\(time):\(twoDigits(random.below(60)))Z"
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
