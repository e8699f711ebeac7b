/// Drops terms that are too short or too long; their positions stay free.
struct LengthFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "length", summary: "Drops terms that are too short or too long.",
        parameters: [
            Parameter("min", .integer, default: "0", "Least UTF-16 units."),
            Parameter("max", .integer, default: "2147483647", "Most UTF-16 units."),
        ]
    ) { settings throws(AnalysisError) in
        let least = try settings.integer("min", default: 0, in: 0...Int(Int32.max))
        let most = try settings.integer("max", default: Int(Int32.max), in: 0...Int(Int32.max))
        guard least <= most else {
            throw settings.bad("min", "is \(least), above [max] \(most)")
        }
        return LengthFilter(range: least...most)
    }

    let range: ClosedRange<Int>

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let range = range
        return SelectStep(before: next) { range.contains(UTF8Text.units(in: $0)) }
    }
}
