#ifndef AISLE_CSIMDJSON_H
#define AISLE_CSIMDJSON_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// One reusable simdjson DOM parser. Use by one thread at a time.
typedef struct csimdjson_parser csimdjson_parser;

/// Results of csimdjson_parse. The library gives no position: the caller finds it.
enum { csimdjson_ok = 0, csimdjson_no_memory = 1, csimdjson_too_large = 2, csimdjson_refused = 3 };

/// NULL when memory is short.
csimdjson_parser *csimdjson_new(void);
void csimdjson_free(csimdjson_parser *parser);

/// Parses one JSON text of at most `depth` nested containers.
/// `text` needs 64 readable bytes after `size`. The tape and strings live until the next parse.
int csimdjson_parse(csimdjson_parser *parser, const uint8_t *text, size_t size, size_t depth,
                    const uint64_t **tape, const uint8_t **strings);

/// Bytes of text the parser holds buffers for.
size_t csimdjson_capacity(const csimdjson_parser *parser);
/// Whether bytes are well-formed UTF-8.
int csimdjson_is_utf8(const uint8_t *bytes, size_t size);

#ifdef __cplusplus
}
#endif
#endif
