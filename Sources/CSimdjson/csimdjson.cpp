#include "csimdjson.h"
#include <new>
#include <simdjson.h>

struct csimdjson_parser {
    simdjson::dom::parser dom;
};

extern "C" {

csimdjson_parser *csimdjson_new(void) { return new (std::nothrow) csimdjson_parser(); }

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

size_t csimdjson_capacity(const csimdjson_parser *parser) { return parser->dom.capacity(); }

int csimdjson_is_utf8(const uint8_t *bytes, size_t size) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), size);
}

int csimdjson_parse(csimdjson_parser *parser, const uint8_t *text, size_t size, size_t depth,
                    const uint64_t **tape, const uint8_t **strings) {
    auto &dom = parser->dom;
    // The library refuses at the depth it is given, so one more admits `depth` containers.
    if (dom.capacity() < size || dom.max_depth() != depth + 1) {
        size_t wanted = size < 4096 ? 4096 : size;
        auto failure = dom.allocate(wanted, depth + 1);
        if (failure == simdjson::CAPACITY) return csimdjson_too_large;
        if (failure) return csimdjson_no_memory;
    }
    simdjson::dom::element root;
    auto failure = dom.parse(text, size, false).get(root);
    if (failure == simdjson::MEMALLOC) return csimdjson_no_memory;
    if (failure == simdjson::CAPACITY) return csimdjson_too_large;
    if (failure) return csimdjson_refused;
    *tape = dom.doc.tape.get();
    *strings = dom.doc.string_buf.get();
    return csimdjson_ok;
}
}
