/// Something a check found wrong.
package struct CheckFinding: Sendable, Equatable {
    /// Kind of section, with its space and field.
    package let section: String
    package let message: String

    package init(section: String, message: String) {
        self.section = section
        self.message = message
    }
}

/// Verifies every section of a segment, its checksums and its meaning.
package enum SegmentCheck {
    package static func check(_ reader: SegmentReader) -> [CheckFinding] {
        preconditionFailure("unwritten")
    }
}
