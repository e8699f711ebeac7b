#ifndef AISLE_CMICROHTTPD_H
#define AISLE_CMICROHTTPD_H
#include <stddef.h>
#include <stdint.h>

// libmicrohttpd as Swift can use it: no variadic call, no enum hidden by a macro, opaque types.
// Every connection has a thread of its own, on which the server calls back and may be kept waiting.

struct cmhd_server;
struct cmhd_connection;
struct cmhd_response;

struct cmhd_configuration {
    /// A listening socket; the server owns it from here on.
    int listener;
    /// Stack of a connection's thread. Unit: bytes.
    size_t thread_stack;
    /// A connection without any traffic for so long is closed. Unit: seconds.
    unsigned idle_seconds;
    unsigned connection_limit;
    /// Connections one address may have; 0 for no limit.
    unsigned connections_per_address;
    /// Room for a request's head and the pieces of its body. Unit: bytes.
    size_t connection_memory;
    /// PEM text of key and certificate chain, or NULL for plain HTTP. Copied.
    const char *tls_key;
    const char *tls_certificate;

    /// First argument of every callback.
    void *context;
    /// A connection was accepted: what this returns is its slot.
    void *(*connected)(void *context, struct cmhd_connection *connection);
    /// It ends. The socket is still open.
    void (*closed)(void *context, void *slot);
    /// A request line arrived: what this returns is the request's exchange.
    void *(*began)(void *context, struct cmhd_connection *connection, const char *target);
    /// Head complete, then for each piece of body, then for the end of the body. `*size` is the
    /// length of the piece and is set to what was not consumed. Returns 0 to drop the connection.
    int (*step)(void *context, struct cmhd_connection *connection, void *exchange,
                const char *method, const char *version, const void *piece, size_t *size);
    /// The answer is sent, or the connection failed: the last call for an exchange.
    void (*completed)(void *context, struct cmhd_connection *connection, void *exchange);
    void (*message)(void *context, const char *text);
};

/// Starts a server; NULL when the library refuses.
struct cmhd_server *cmhd_start(const struct cmhd_configuration *configuration);
/// Accepts no more connections and closes the listening socket.
void cmhd_quiesce(struct cmhd_server *server);
/// Closes every connection, waits for their threads and frees the server.
void cmhd_stop(struct cmhd_server *server);
int cmhd_has_tls(void);

/// What `connected` returned.
void *cmhd_slot(struct cmhd_connection *connection);
int cmhd_socket(struct cmhd_connection *connection);
/// The client's address as text, without its port. Returns 0 on success.
int cmhd_address(struct cmhd_connection *connection, char *text, size_t size);
/// Bytes of request line and header fields.
size_t cmhd_head_size(struct cmhd_connection *connection);
/// Calls `visit` for every header field in the order received.
void cmhd_headers(struct cmhd_connection *connection, void *argument,
                  void (*visit)(void *argument, const char *name, size_t name_size,
                                const char *value, size_t value_size));

/// A response whose body is not copied: `release(owner)` is called when it is no longer needed.
struct cmhd_response *cmhd_response(const void *body, size_t size, void *owner,
                                    void (*release)(void *owner));
/// Returns 0 when the field is refused (a line break in it).
int cmhd_add_header(struct cmhd_response *response, const char *name, const char *value);
/// Within `step` only. Takes the response over. Returns 0 when it cannot be sent.
int cmhd_answer(struct cmhd_connection *connection, unsigned status,
                struct cmhd_response *response);

#endif
