import CLinux
import Synchronization

/// Lines for whoever operates the daemon: one JSON object a line on standard error.
///
/// `{"time":1700000000000,"level":"info","component":"merge","message":"…","segments":4}`. A
/// line below the
/// threshold costs one load; its fields are not even built.
package struct DiagnosticLog: Sendable {
    package typealias Fields = KeyValuePairs<StaticString, DiagnosticValue>

    private static let threshold = Atomic<Int>(DiagnosticLevel.info.rawValue)

    private let component: StaticString

    package init(_ component: StaticString) { self.component = component }

    /// Lines below this level are dropped, in every component.
    package static var level: DiagnosticLevel {
        get { DiagnosticLevel(rawValue: threshold.load(ordering: .relaxed)) ?? .info }
        set { threshold.store(newValue.rawValue, ordering: .relaxed) }
    }

    package func debug(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Fields = [:]
    ) {
        write(.debug, message, fields)
    }

    package func info(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Fields = [:]
    ) {
        write(.info, message, fields)
    }

    package func warning(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Fields = [:]
    ) {
        write(.warning, message, fields)
    }

    package func error(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> Fields = [:]
    ) {
        write(.error, message, fields)
    }

    private func write(_ level: DiagnosticLevel, _ message: () -> String, _ fields: () -> Fields) {
        guard level.rawValue >= DiagnosticLog.threshold.load(ordering: .relaxed) else { return }
        let line = ByteWriter(capacity: 256)
        format(level, message(), fields(), into: line)
        if let base = line.bytes.baseAddress { clinux_write_stderr(base, line.count) }
    }

    /// Writes the line, newline included. Separate so that tests can read it.
    package func format(
        _ level: DiagnosticLevel, _ message: String, _ fields: Fields, into line: ByteWriter
    ) {
        line.write("{\"time\":" as StaticString)
        line.write(String(WallClock.milliseconds()))
        DiagnosticLog.writeField("level", .text(level.name.description), into: line)
        DiagnosticLog.writeField("component", .text(component.description), into: line)
        DiagnosticLog.writeField("message", .text(message), into: line)
        for (name, value) in fields { DiagnosticLog.writeField(name, value, into: line) }
        line.write("}\n" as StaticString)
    }

    private static func writeField(
        _ name: StaticString, _ value: DiagnosticValue, into line: ByteWriter
    ) {
        line.write(",\"" as StaticString)
        line.write(name)
        line.write("\":" as StaticString)
        switch value {
        case .text(let text): writeQuoted(text, into: line)
        case .integer(let number): line.write(String(number))
        case .number(let number): number.isFinite ? line.write(String(number)) : line.write("null")
        case .flag(let flag): line.write(flag ? "true" : "false")
        }
    }

    private static func writeQuoted(_ text: String, into line: ByteWriter) {
        let hexadecimal: StaticString = "0123456789abcdef"
        line.write(0x22 as UInt8)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                line.write(0x5C as UInt8)
                line.write(byte)
            case 0x0A:
                line.write("\\n" as StaticString)
            case 0..<0x20:
                line.write("\\u00" as StaticString)
                line.write(hexadecimal.utf8Start[Int(byte >> 4)])
                line.write(hexadecimal.utf8Start[Int(byte & 15)])
            default:
                line.write(byte)
            }
        }
        line.write(0x22 as UInt8)
    }
}
