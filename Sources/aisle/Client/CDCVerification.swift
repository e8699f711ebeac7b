import Glibc
import JSON

/// `aisle cdc verify`: asks for a comparison, waits for its end and shows what differs.
struct CDCVerification {
    private let arguments: Arguments
    private let client: HTTPClient
    /// Unit: microseconds.
    private static let pause: UInt32 = 200_000

    init(_ arguments: Arguments, _ client: HTTPClient) {
        self.arguments = arguments
        self.client = client
    }

    /// - Returns: `.partial` when index and source differ and were not repaired.
    func run() throws -> ExitCode {
        var reports: [JSONValue] = []
        for name in try CDCCommand.sources(arguments, client) { reports += try verify(name) }
        if arguments.wantsJSON {
            Terminal.print((["verifications": .array(reports)] as JSONValue).serialized())
        } else {
            for report in reports { show(report) }
        }
        let states = reports.compactMap { $0["state"]?.string }
        if states.contains("failed") { return .unavailable }
        return states.allSatisfy { $0 == "equal" } ? .success : .partial
    }

    private func verify(_ name: String) throws -> [JSONValue] {
        var query = arguments.isSet("repair") ? ["repair=true"] : []
        if let index = arguments.text("index") {
            query.append("index=\(HTTPClient.escaped(index))")
        }
        let path = CDCCommand.path(name, "_verify")
        _ = try client.ask("POST", path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")))
        while true {
            let answer = try client.ask("GET", path)
            let reports = answer["verifications"]?.array ?? []
            if reports.allSatisfy({ $0["state"]?.string != "running" }) { return reports }
            usleep(Self.pause)
        }
    }

    private func show(_ report: JSONValue) {
        let index = report["index"]?.string ?? ""
        if let error = report["error"]?.string {
            Terminal.print("\(index): not verified: \(error)")
            return
        }
        let documents = Int(report["source_side"]?["documents"]?.integer ?? 0)
        let held = Int(report["index_side"]?["documents"]?.integer ?? 0)
        let count = report["difference_count"]?.integer ?? 0
        let unrepaired = report["unrepaired"]?.integer ?? 0
        Terminal.print(
            "\(index): \(Units.grouped(documents)) documents in the source, "
                + "\(Units.grouped(held)) in the index, \(count) differences, "
                + "\(count - unrepaired) repaired, in "
                + "\(Units.oneDecimal(Double(report["took"]?.integer ?? 0) / 1000)) s")
        for difference in report["differences"]?.array ?? [] { showDifference(difference) }
    }

    private func showDifference(_ difference: JSONValue) {
        let state = difference["repaired"]?.boolean == true ? " (repaired)" : ""
        Terminal.print(
            "  \(difference["kind"]?.string ?? "") \(difference["id"]?.string ?? "")\(state)")
        for field in difference["fields"]?.array ?? [] {
            let source = field["source"]?.string ?? "nothing"
            let index = field["index"]?.string ?? "nothing"
            Terminal.print("    \(field["field"]?.string ?? ""): source \(source), index \(index)")
        }
    }
}
