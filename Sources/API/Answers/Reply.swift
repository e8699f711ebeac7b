import Engine
import JSON
import Primitives

/// What a route answers, before the layout parameters have been applied.
package struct Reply {
    package enum Content {
        case json(ByteWriter)
        case text(String)
        case none
    }

    package var status: Int
    package var content: Content
    package var headers: [(String, String)] = []
    /// Of a text; nil is plain text.
    package var mediaType: String?

    package init(status: Int = 200, content: Content) {
        self.status = status
        self.content = content
    }

    package static func text(_ text: String, status: Int = 200) -> Reply {
        Reply(status: status, content: .text(text))
    }

    /// An answer to HEAD, or to a question the status alone answers.
    package static func empty(status: Int) -> Reply { Reply(status: status, content: .none) }

    /// Room for an answer to begin with. Unit: bytes.
    package static let usualCapacity = 1024

    /// An answer made of one JSON object.
    /// - Parameter capacity: room to begin with. Unit: bytes.
    package static func object(
        status: Int = 200, capacity: Int = usualCapacity, _ body: (JSONWriter) throws -> Void
    ) rethrows -> Reply {
        try json(status: status, capacity: capacity) { writer in
            try writer.object { try body(writer) }
        }
    }

    package static func json(
        status: Int = 200, capacity: Int = usualCapacity, _ body: (JSONWriter) throws -> Void
    ) rethrows -> Reply {
        let bytes = ByteWriter(capacity: capacity)
        try body(JSONWriter(bytes))
        return Reply(status: status, content: .json(bytes))
    }

    package static func acknowledged() -> Reply {
        object { $0.put("acknowledged", true) }
    }
}
