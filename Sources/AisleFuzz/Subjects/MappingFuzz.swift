import Analysis
import JSON
import Schema

/// Mappings and the documents parsed under them are foreign text; this reads the mappings.
struct MappingFuzz: FuzzSubject {
    static let name = "mapping"
    static let seeds = [
        #"{"dynamic":"strict","properties":{"title":{"type":"text","analyzer":"english","#
            + #""fields":{"raw":{"type":"keyword","ignore_above":10}}},"price":{"type":"#
            + #""scaled_float","scaling_factor":100},"a":{"properties":{"b":{"type":"date"}}}}}"#
    ].map { Array($0.utf8) }
    private let parser = JSONParser()

    func decode(_ input: UnsafeRawBufferPointer) throws {
        let value = try parser.parse(input).value
        let mapping = try IndexMapping.parse(value, analyzers: .builtin)
        _ = try IndexMapping.parse(mapping.serialized, analyzers: .builtin)
    }
}
