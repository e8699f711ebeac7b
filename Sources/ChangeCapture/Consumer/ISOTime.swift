import Schema

/// Instants as logs and files show them: `2026-01-31T12:00:00.000Z`.
enum ISOTime {
    static func text(milliseconds: Int64) -> String {
        DateFormat.standard.print(millis: milliseconds)
    }
}
