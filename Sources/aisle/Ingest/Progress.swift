import JSON
import Primitives

/// Tells how far a long task is: a bar on a terminal, JSON lines elsewhere; silent in its first
/// second.
final class Progress {
    private static let barInterval: UInt64 = 100_000_000
    private static let lineInterval: UInt64 = 5_000_000_000
    private static let silence: UInt64 = 1_000_000_000

    private let label: String
    private let started = MonotonicClock.nanoseconds()
    private var lastShown: UInt64 = 0
    private var hasBar = false

    init(label: String) { self.label = label }

    var seconds: Double { Double(MonotonicClock.nanoseconds() - started) / 1e9 }

    /// - Parameter fraction: of the whole, 0 to 1; nil when unknown.
    func update(fraction: Double?, count: Int, rejected: Int) {
        let now = MonotonicClock.nanoseconds()
        let interval = Terminal.isErrorInteractive ? Progress.barInterval : Progress.lineInterval
        guard now - started > Progress.silence, now - lastShown > interval else { return }
        lastShown = now
        let rate = Int(Double(count) / seconds)
        let left = fraction.flatMap { $0 > 0 ? Int(seconds / $0 * (1 - $0)) : nil }
        if Terminal.isErrorInteractive {
            showBar(fraction: fraction, count: count, rejected: rejected, rate: rate, left: left)
        } else {
            showLine(fraction: fraction, count: count, rejected: rejected, rate: rate, left: left)
        }
    }

    /// Removes the bar.
    func clear() {
        if hasBar { Terminal.show("\r\u{1B}[K") }
        hasBar = false
    }

    private func showBar(fraction: Double?, count: Int, rejected: Int, rate: Int, left: Int?) {
        var text = " \(Units.grouped(count)) docs, \(Units.grouped(rate))/s"
        if let left { text += ", \(Units.clock(seconds: left)) left" }
        if rejected > 0 { text += ", \(Units.grouped(rejected)) rejected" }
        var bar = label + " "
        let room = min(40, Terminal.width - bar.count - text.count - 8)
        if let fraction, room >= 10 {
            let filled = Int(Double(room) * min(1, fraction))
            bar += "[" + String(repeating: "#", count: filled)
            bar += String(repeating: ".", count: room - filled) + "] \(Int(fraction * 100))%"
        }
        Terminal.show("\r\u{1B}[K" + bar + text)
        hasBar = true
    }

    private func showLine(fraction: Double?, count: Int, rejected: Int, rate: Int, left: Int?) {
        let writer = JSONWriter()
        writer.beginObject()
        writer.member("task", label)
        writer.member("docs", count)
        writer.member("rejected", rejected)
        writer.member("docs_per_second", rate)
        if let fraction { writer.member("percent", Int(fraction * 100)) }
        if let left { writer.member("seconds_left", left) }
        writer.endObject()
        Terminal.complain(String(decoding: writer.bytes, as: UTF8.self))
    }
}
