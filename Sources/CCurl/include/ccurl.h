#ifndef AISLE_CCURL_H
#define AISLE_CCURL_H
#include <stddef.h>

// libcurl as Swift can use it: curl_easy_setopt is variadic, which Swift cannot call.
// One handle keeps one connection alive; one thread at a time.

struct ccurl;

struct ccurl_request {
    const char *method;
    const char *url;
    /// Complete lines, such as "Content-Type: application/json".
    const char *const *headers;
    size_t header_count;
    /// NULL for a request without a body.
    const void *body;
    size_t body_size;
    /// Unit: milliseconds.
    long connect_timeout;
    long timeout;
    /// PEM file of trusted certificates, or NULL for the system's.
    const char *trusted;
    /// First argument of both callbacks.
    void *context;
    void (*header)(void *context, const char *line, size_t size);
    void (*body_piece)(void *context, const void *piece, size_t size);
};

struct ccurl *ccurl_new(void);
void ccurl_free(struct ccurl *handle);
/// Returns the status of the answer, or 0 when there was none: `ccurl_error` says why.
long ccurl_perform(struct ccurl *handle, const struct ccurl_request *request);
/// Why the last request got no answer. Valid until the next request.
const char *ccurl_error(struct ccurl *handle);
/// Whether it failed before anything was sent, so that it may be repeated without harm.
int ccurl_never_connected(struct ccurl *handle);

#endif
