import Glibc
import JSON
import Primitives

/// Rows that were not taken, one JSON object a line, each with its reason. The file appears with
/// the first of them.
final class RejectsFile {
    let path: String
    private(set) var count = 0
    private var descriptor: Int32 = -1

    init(path: String) { self.path = path }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func add(row: Int, id: String?, status: Int?, reason: String, source: String) throws {
        if descriptor < 0 {
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw CommandError(
                    .inputOutput, "\(SystemError(call: "open \(path)", code: errno))",
                    hint: "--rejects names another file")
            }
        }
        count += 1
        let writer = JSONWriter()
        writer.beginObject()
        writer.member("row", row)
        if let id { writer.member("id", id) }
        if let status { writer.member("status", status) }
        writer.member("reason", reason)
        writer.member("source", source)
        writer.endObject()
        writer.output.write(UInt8(ascii: "\n"))
        Terminal.write(writer.bytes, to: descriptor)
    }
}
