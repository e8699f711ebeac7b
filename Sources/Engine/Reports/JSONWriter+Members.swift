import JSON

/// Objects and lists written as nested closures, so that what is open is also closed.
extension JSONWriter {
    package func object(_ body: () throws -> Void) rethrows {
        beginObject()
        try body()
        endObject()
    }

    package func list(_ body: () throws -> Void) rethrows {
        beginArray()
        try body()
        endArray()
    }

    package func object(_ name: String, _ body: () throws -> Void) rethrows {
        key(name)
        try object(body)
    }

    package func list(_ name: String, _ body: () throws -> Void) rethrows {
        key(name)
        try list(body)
    }

    package func put(_ name: String, _ value: String?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }

    package func put(_ name: String, _ value: some BinaryInteger) {
        key(name)
        self.value(Int64(value))
    }

    package func put(_ name: String, _ value: Bool) {
        key(name)
        self.value(value)
    }

    package func put(_ name: String, _ value: Double?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }

    package func put(_ name: String, float value: Float?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }

    package func put(_ name: String, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    package func put(_ name: String, texts: [String]) {
        list(name) { for text in texts { value(text) } }
    }

    package func nullMember(_ name: String) {
        key(name)
        null()
    }
}
