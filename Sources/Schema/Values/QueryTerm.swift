import JSON

/// What a value given to a query becomes in the index of a field.
package enum QueryTerm: Sendable, Equatable {
    /// Bytes of an indexed term.
    case term([UInt8])
    /// An encoded number of the field's column.
    case number(Int64)
    /// Encoded numbers: a date that names a month is all of it.
    case range(ClosedRange<Int64>)
    /// Terms from one to another, both included: a block of addresses.
    case terms(lower: [UInt8], upper: [UInt8])
    /// No document can have it: 1.5 in a `long`, a number out of the type's range.
    case none
}

/// One end of a range, already inclusive.
package enum RangeBound: Sendable, Equatable {
    case number(Int64)
    case term([UInt8], inclusive: Bool)
    /// Nothing lies on this side.
    case none
}

/// One end of a range as a query gives it.
package struct RangeEnd: Sendable {
    package let value: JSONValue
    package let isLower: Bool
    package let isInclusive: Bool

    package init(value: JSONValue, isLower: Bool, isInclusive: Bool) {
        self.value = value
        self.isLower = isLower
        self.isInclusive = isInclusive
    }
}

/// What reading a query value depends on beside the field.
package struct QueryValueContext: Sendable {
    /// Milliseconds since 1970 that `now` means.
    package let now: Int64
    /// Replaces the date field's own format.
    package let format: DateFormat?
    /// Of texts without a zone, and of rounding.
    package let zone: TimeZoneRules

    package init(now: Int64, format: DateFormat? = nil, zone: TimeZoneRules = .utc) {
        self.now = now
        self.format = format
        self.zone = zone
    }
}
