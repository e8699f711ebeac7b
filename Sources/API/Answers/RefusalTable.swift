import HTTPServer
import Primitives

/// Answers to requests the server turned away before a route saw them.
enum RefusalTable {
    static func response(to refusal: HTTPRefusal) -> HTTPResponse {
        let answer = answer(to: refusal)
        let reply = answer.reply()
        var response = HTTPResponse(
            status: reply.status,
            headers: reply.headers.map { (name: $0.0, value: $0.1) }
                + [(name: "content-type", value: "application/json; charset=UTF-8")])
        if case .json(let bytes) = reply.content { response.body = bytes }
        return response
    }

    static func answer(to refusal: HTTPRefusal) -> ErrorAnswer {
        switch refusal {
        case .malformed(let what): return ErrorAnswer(400, "illegal_argument_exception", what)
        case .targetTooLong(let limit):
            return ErrorAnswer(
                414, "too_long_http_line_exception",
                "An HTTP line is larger than \(limit) bytes.")
        case .headTooLong(let limit):
            return ErrorAnswer(
                431, "too_long_http_header_exception",
                "HTTP header is larger than \(limit) bytes.")
        case .bodyTooLarge(let limit):
            return ErrorAnswer(
                413, "content_too_large_exception",
                "the body is larger than the limit of \(limit) bytes")
        case .unsupportedEncoding(let name):
            return ErrorAnswer(
                415, "illegal_argument_exception", "Content-Encoding [\(name)] is not supported")
        case .malformedEncoding(let what):
            return ErrorAnswer(
                400, "illegal_argument_exception", "the body cannot be decoded: \(what)")
        case .slow(let milliseconds):
            return ErrorAnswer(
                408, "timeout_exception",
                "the request took longer than \(milliseconds) ms to arrive")
        case .overloaded(let lane, let limit):
            return busy(
                "rejected_execution_exception",
                "rejected execution: the queue of the [\(lane)] pool is full, capacity [\(limit)]")
        case .outOfMemory(let error):
            return busy(
                "circuit_breaking_exception",
                "[\(error.purpose)] Data too large: \(error.wanted) bytes wanted, \(error.used) of "
                    + "\(error.limit) bytes in use")
        case .draining: return ErrorAnswer(503, "node_closed_exception", "the daemon is stopping")
        }
    }

    private static func busy(_ type: String, _ reason: String) -> ErrorAnswer {
        var answer = ErrorAnswer(429, type, reason)
        answer.headers = [("Retry-After", "1")]
        return answer
    }
}
