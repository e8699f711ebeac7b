/// Something a check found wrong.
package struct CheckFinding: Sendable, Equatable, CustomStringConvertible {
    /// Kind of section, with its space and field.
    package let section: String
    package let message: String

    package init(section: String, message: String) {
        self.section = section
        self.message = message
    }

    package var description: String { "\(section): \(message)" }
}

/// Findings as they gather, at most `limit` of them a segment.
struct CheckReport {
    static let limit = 200

    private(set) var findings: [CheckFinding] = []

    var isFull: Bool { findings.count >= CheckReport.limit }

    mutating func add(_ key: SectionKey, _ message: @autoclosure () -> String) {
        if isFull { return }
        findings.append(CheckFinding(section: "\(key)", message: message()))
    }

    mutating func add(_ error: any Error) {
        if isFull { return }
        let section = (error as? SegmentError)?.section ?? ""
        findings.append(CheckFinding(section: section, message: "\(error)"))
    }

    /// Adds a finding unless the condition holds.
    mutating func expect(
        _ condition: Bool, _ key: SectionKey, _ message: @autoclosure () -> String
    ) {
        if !condition { add(key, message()) }
    }

    /// Runs a part of the check; what it throws becomes a finding.
    mutating func run(_ part: (inout CheckReport) throws -> Void) {
        do {
            try part(&self)
        } catch {
            add(error)
        }
    }
}
