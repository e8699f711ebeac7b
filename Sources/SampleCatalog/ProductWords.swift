/// Words that any product may be described with.
enum ProductWords {
    static let adjectives = ProductFamily.words(
        "lightweight, durable, compact, premium, classic, waterproof, ergonomic, adjustable, slim, "
            + "foldable, vintage, handmade, organic, insulated, modern, portable, essential, soft")

    static let colours = ProductFamily.words(
        "black, white, grey, navy, blue, red, green, beige, brown, pink, yellow, orange, teal, "
            + "burgundy, olive, cream, charcoal, turquoise")

    static let tags = ProductFamily.words(
        "new, bestseller, sale, gift, eco, limited, clearance, refurbished, vegan, trending, "
            + "travel, outdoor, indoor, summer, winter, office")

    /// Sentences of a description; `{n}` noun, `{b}` brand, `{a}` adjective, `{m}` material,
    /// `{c}` colour, `{s}` size.
    static let openings = [
        "{b} {n}, made for every day: {a}, well finished and easy to live with.",
        "From {b}: {n}, {a}, for those who use their things for years.",
        "What {b} is known for: {n}, {a} and made to last.",
        "Our customers asked for more {a} {n} choices; this is ours.",
    ]

    static let details = [
        "Made of {m} in {c}.", "The {c} finish does not fade, and {m} feels as good as it looks.",
        "Crafted from {m} by people who know how.", "Comes in {c} and several other colours.",
    ]

    static let benefits = [
        "It keeps its shape after years of use.", "Cleans easily with a damp cloth.",
        "Fits where others do not.", "Tested in our own workshop for a thousand hours.",
        "Packed without plastic.", "Quick to set up, with no tools needed.",
        "Light enough to take along, strong enough to leave outside.",
        "Works with everything you already own.",
    ]

    static let closings = [
        "Two years of guarantee.", "Free returns within 30 days.", "Ships within 24 hours.",
        "A favourite gift.", "Available in size {s}.",
    ]
}
