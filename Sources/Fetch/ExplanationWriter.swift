import JSON
import Search

/// `{"value","description","details"}`, all the way down.
package enum ExplanationWriter {
    package static func write(_ explanation: Explanation, to writer: JSONWriter) {
        writer.beginObject()
        writer.key("value")
        writer.value(explanation.value)
        writer.member("description", explanation.description)
        writer.key("details")
        writer.beginArray()
        for detail in explanation.details { write(detail, to: writer) }
        writer.endArray()
        writer.endObject()
    }
}
