import Schema

extension DateMath {
    /// The instant a bound or a `missing` names. Unit: milliseconds since 1970.
    func millis(_ text: String) throws(AggregationError) -> Int64 {
        do {
            return try instant(text, roundUp: false).millis
        } catch {
            throw AggregationError(.parseDate, error.reason)
        }
    }
}
