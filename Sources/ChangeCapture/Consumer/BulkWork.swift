import JSON

/// Long work on many documents, done piece by piece beside the stream. Where it goes on is a cursor
/// in the index, written with each piece, so that a crash resumes it.
struct BulkWork: Sendable, Equatable {
    enum Task: Sendable, Equatable {
        /// Reads every document of the source, in the order of its keys; then, where asked, sweeps,
        /// and lets the index take over its alias.
        case fill(sweeps: Bool, swaps: Bool)
        /// Reads every document of the index again, so that those the source has lost go.
        case sweep
        /// Reads the documents that a query finds for changed values.
        case fanOut(sql: String, values: [CellValue])
        /// Reads these documents.
        case keys([CellValue])
    }

    var task: Task
    /// The last key that is done; nil at the beginning.
    var after: CellValue?
    /// Documents done.
    var done = 0
    /// Not begun before. Unit: milliseconds since 1970.
    var notBefore: Int64 = 0

    /// What it is called where it is shown.
    var title: String {
        switch task {
        case .fill(_, let swaps): swaps ? "resync" : "snapshot"
        case .sweep: "sweep"
        case .fanOut: "fan_out"
        case .keys: notBefore > 0 ? "debounce" : "reread"
        }
    }

    var isSnapshot: Bool { if case .fill = task { true } else { false } }
}

// MARK: - As a cursor

extension BulkWork {
    func encoded() -> [UInt8] {
        var object: JSONObject = ["done": JSONValue(integerLiteral: Int64(done))]
        if let after { object["after"] = after.json }
        if notBefore > 0 { object["not_before"] = JSONValue(integerLiteral: notBefore) }
        switch task {
        case .fill(let sweeps, let swaps):
            object["task"] = "fill"
            object["sweeps"] = .boolean(sweeps)
            object["swaps"] = .boolean(swaps)
        case .sweep: object["task"] = "sweep"
        case .fanOut(let sql, let values):
            object["task"] = "fan_out"
            object["sql"] = .string(sql)
            object["values"] = .array(values.map { $0.json })
        case .keys(let keys):
            object["task"] = "keys"
            object["values"] = .array(keys.map { $0.json })
        }
        return Array(JSONValue.object(object).serialized().utf8)
    }

    /// Nil for what is no cursor of this kind.
    init?(decoding bytes: [UInt8]) {
        guard let value = try? bytes.withUnsafeBytes({ try JSONValue(parsing: $0) }) else {
            return nil
        }
        let values = (value["values"]?.array ?? []).map { CellValue(json: $0) }
        switch value["task"]?.string {
        case "fill":
            task = .fill(
                sweeps: value["sweeps"]?.boolean ?? false, swaps: value["swaps"]?.boolean ?? false)
        case "sweep": task = .sweep
        case "fan_out": task = .fanOut(sql: value["sql"]?.string ?? "", values: values)
        case "keys": task = .keys(values)
        default: return nil
        }
        after = value["after"].map { CellValue(json: $0) }
        done = Int(value["done"]?.integer ?? 0)
        notBefore = value["not_before"]?.integer ?? 0
    }
}

extension CellValue {
    var json: JSONValue {
        switch self {
        case .null, .unchanged: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): JSONValue(integerLiteral: number)
        case .real(let number): .double(number)
        case .text(let text): .string(text)
        }
    }

    package init(json value: JSONValue) {
        if let text = value.string {
            self = .text(text)
        } else if let flag = value.boolean {
            self = .boolean(flag)
        } else if let number = value.integer {
            self = .integer(number)
        } else if let number = value.double {
            self = .real(number)
        } else {
            self = .null
        }
    }
}
