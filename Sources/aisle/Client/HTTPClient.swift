import CCurl
import Glibc
import JSON
import Primitives

/// Speaks to one daemon over one connection that is kept. One thread at a time.
final class HTTPClient {
    struct Answer {
        let status: Int
        /// Lower-cased names.
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var isSuccess: Bool { (200..<300).contains(status) }

        func json() throws -> JSONValue { try JSONValue(parsing: text) }

        /// `error.reason` of an error body, or the whole body where it has none.
        var reason: String {
            guard let value = try? json() else { return text.isEmpty ? "status \(status)" : text }
            if let reason = value["error"]?["root_cause"]?[0]?["reason"]?.string { return reason }
            return value["error"]?["reason"]?.string ?? value["error"]?.string ?? text
        }

        /// Unit: seconds.
        var retryAfter: Double? { headers["retry-after"].flatMap { Double($0) } }
    }

    /// No answer came.
    struct Failure: Error, CustomStringConvertible {
        let url: String
        let reason: String
        /// Nothing was sent, so that trying again cannot do a thing twice.
        let neverConnected: Bool

        var description: String { "no answer from \(url): \(reason)" }
    }

    /// Limits of one request. Unit: milliseconds.
    struct Timeouts {
        var connect = 5_000
        var whole = 120_000
    }

    let base: String
    private let trusted: String?
    private let handle: OpaquePointer
    var timeouts = Timeouts()

    init(url: String, trusted: String? = nil) throws(CommandError) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw CommandError(.usage, "--url: [\(url)] does not begin with http:// or https://")
        }
        guard let handle = ccurl_new() else {
            throw CommandError(.unavailable, "libcurl cannot be started")
        }
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.trusted = trusted
        self.handle = handle
    }

    convenience init(_ arguments: Arguments) throws(CommandError) {
        try self.init(url: try arguments.required("url"), trusted: arguments.text("ca-file"))
    }

    deinit { ccurl_free(handle) }

    private final class Received {
        var headers: [String: String] = [:]
        let body = ByteWriter()
    }

    func send(
        _ method: String, _ path: String, body: UnsafeRawBufferPointer? = nil,
        type: String = "application/json"
    ) throws(Failure) -> Answer {
        let received = Received()
        let url = base + path
        var lines = ["User-Agent: aisle/\(Version.text)"]
        if body != nil { lines.append("Content-Type: \(type)") }
        var request = ccurl_request()
        request.connect_timeout = timeouts.connect
        request.timeout = timeouts.whole
        request.body = body?.baseAddress
        request.body_size = body?.count ?? 0
        request.context = Unmanaged.passUnretained(received).toOpaque()
        request.header = { context, line, size in
            guard let context, let line else { return }
            let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
            HTTPClient.read(UnsafeRawBufferPointer(start: line, count: size), into: received)
        }
        request.body_piece = { context, piece, size in
            guard let context else { return }
            let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
            received.body.write(contentsOf: UnsafeRawBufferPointer(start: piece, count: size))
        }
        let status = withExtendedLifetime(received) {
            perform(&request, method: method, url: url, headers: lines)
        }
        guard status > 0 else {
            throw Failure(
                url: url, reason: String(cString: ccurl_error(handle)),
                neverConnected: ccurl_never_connected(handle) != 0)
        }
        return Answer(
            status: status, headers: received.headers, body: Array(received.body.bytes))
    }

    func send(_ method: String, _ path: String, json: JSONValue) throws(Failure) -> Answer {
        let bytes = Array(json.serialized().utf8)
        let result: Result<Answer, Failure> = bytes.withUnsafeBytes { body in
            do throws(Failure) {
                return .success(try send(method, path, body: body))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func perform(
        _ request: inout ccurl_request, method: String, url: String, headers: [String]
    ) -> Int {
        let copies = headers.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
        return method.withCString { method in
            url.withCString { url in
                pointers.withUnsafeBufferPointer { lines in
                    request.method = method
                    request.url = url
                    request.headers = lines.baseAddress
                    request.header_count = lines.count
                    guard let trusted else { return ccurl_perform(handle, &request) }
                    return trusted.withCString { file in
                        request.trusted = file
                        return ccurl_perform(handle, &request)
                    }
                }
            }
        }
    }

    private static func read(_ line: UnsafeRawBufferPointer, into received: Received) {
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") { received.headers = [:] }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        let value = parts[1].drop { $0 == " " }.prefix { $0 != "\r" && $0 != "\r\n" && $0 != "\n" }
        received.headers[parts[0].lowercased()] = String(value)
    }

    /// A name as one piece of a path: everything but letters, digits and `-._~` is escaped.
    static func escaped(_ name: String) -> String {
        var text = ""
        let digits = Array("0123456789ABCDEF")
        for byte in name.utf8 {
            let character = Character(UnicodeScalar(byte))
            let isPlain = byte < 128 && (character.isLetter || character.isNumber)
            if isPlain || "-._~".contains(character) {
                text.append(character)
            } else {
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return text
    }
}

extension HTTPClient {
    /// The JSON of a successful answer; anything else ends the command.
    func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> JSONValue {
        let answer: Answer
        do {
            answer =
                try body.map { body throws(Failure) in try send(method, path, json: body) }
                ?? send(method, path)
        } catch {
            throw CommandError(.unavailable, "\(error)", hint: "is aisle serve running there?")
        }
        guard answer.isSuccess else {
            let code: ExitCode = answer.status >= 500 || answer.status == 429 ? .unavailable : .data
            throw CommandError(
                code, "\(method) \(path) answered \(answer.status): \(answer.reason)")
        }
        return try answer.json()
    }
}
