#include "cmicrohttpd.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct cmhd_server {
    struct cmhd_configuration configuration;
    struct MHD_Daemon *daemon;
};

static struct MHD_Connection *plain(struct cmhd_connection *connection) {
    return (struct MHD_Connection *)connection;
}

static struct cmhd_connection *opaque(struct MHD_Connection *connection) {
    return (struct cmhd_connection *)connection;
}

static void on_message(void *context, const char *format, va_list arguments) {
    struct cmhd_server *server = context;
    char text[512];
    vsnprintf(text, sizeof text, format, arguments);
    server->configuration.message(server->configuration.context, text);
}

static void *on_target(void *context, const char *target, struct MHD_Connection *connection) {
    struct cmhd_server *server = context;
    return server->configuration.began(server->configuration.context, opaque(connection), target);
}

static enum MHD_Result on_step(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *piece,
                               size_t *size, void **exchange) {
    struct cmhd_server *server = context;
    (void)url;
    int kept = server->configuration.step(server->configuration.context, opaque(connection),
                                          *exchange, method, version, piece, size);
    return kept ? MHD_YES : MHD_NO;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **exchange,
                         enum MHD_RequestTerminationCode reason) {
    struct cmhd_server *server = context;
    (void)reason;
    if (*exchange == NULL) return;
    server->configuration.completed(server->configuration.context, opaque(connection), *exchange);
    *exchange = NULL;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode event) {
    struct cmhd_server *server = context;
    if (event == MHD_CONNECTION_NOTIFY_STARTED) {
        *slot = server->configuration.connected(server->configuration.context,
                                                opaque(connection));
    } else {
        server->configuration.closed(server->configuration.context, *slot);
        *slot = NULL;
    }
}

/// Targets are decoded by the caller, after they were split.
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

struct cmhd_server *cmhd_start(const struct cmhd_configuration *configuration) {
    struct cmhd_server *server = calloc(1, sizeof *server);
    if (server == NULL) return NULL;
    server->configuration = *configuration;
    const struct cmhd_configuration *c = &server->configuration;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)c->tls_key},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)c->tls_certificate},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_ITC |
                     MHD_USE_ERROR_LOG | (c->tls_key ? MHD_USE_TLS : 0);
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_step, server,
        MHD_OPTION_EXTERNAL_LOGGER, on_message, server,
        MHD_OPTION_LISTEN_SOCKET, c->listener,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_THREAD_STACK_SIZE, c->thread_stack,
        MHD_OPTION_CONNECTION_TIMEOUT, c->idle_seconds,
        MHD_OPTION_CONNECTION_LIMIT, c->connection_limit,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, c->connections_per_address,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, c->connection_memory,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, c->tls_key ? tls : none,
        MHD_OPTION_END);
    if (server->daemon == NULL) {
        free(server);
        return NULL;
    }
    return server;
}

void cmhd_quiesce(struct cmhd_server *server) {
    int listener = MHD_quiesce_daemon(server->daemon);
    if (listener >= 0) close(listener);
}

void cmhd_stop(struct cmhd_server *server) {
    MHD_stop_daemon(server->daemon);
    free(server);
}

int cmhd_has_tls(void) { return MHD_is_feature_supported(MHD_FEATURE_TLS) == MHD_YES; }

void *cmhd_slot(struct cmhd_connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(plain(connection), MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

int cmhd_socket(struct cmhd_connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(plain(connection), MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

int cmhd_address(struct cmhd_connection *connection, char *text, size_t size) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(plain(connection), MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == NULL || info->client_addr == NULL) return -1;
    const void *address = NULL;
    int family = info->client_addr->sa_family;
    if (family == AF_INET) {
        address = &((const struct sockaddr_in *)info->client_addr)->sin_addr;
    } else if (family == AF_INET6) {
        address = &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr;
    }
    if (address == NULL) return -1;
    return inet_ntop(family, address, text, (socklen_t)size) ? 0 : -1;
}

size_t cmhd_head_size(struct cmhd_connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(plain(connection), MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

struct visit {
    void *argument;
    void (*visit)(void *, const char *, size_t, const char *, size_t);
};

static enum MHD_Result on_header(void *argument, enum MHD_ValueKind kind, const char *name,
                                 size_t name_size, const char *value, size_t value_size) {
    struct visit *visit = argument;
    (void)kind;
    visit->visit(visit->argument, name, name_size, value, value_size);
    return MHD_YES;
}

void cmhd_headers(struct cmhd_connection *connection, void *argument,
                  void (*visit)(void *, const char *, size_t, const char *, size_t)) {
    struct visit state = {argument, visit};
    MHD_get_connection_values_n(plain(connection), MHD_HEADER_KIND, on_header, &state);
}

struct cmhd_response *cmhd_response(const void *body, size_t size, void *owner,
                                    void (*release)(void *owner)) {
    return (struct cmhd_response *)MHD_create_response_from_buffer_with_free_callback_cls(
        size, (void *)body, release, owner);
}

int cmhd_add_header(struct cmhd_response *response, const char *name, const char *value) {
    return MHD_add_response_header((struct MHD_Response *)response, name, value) == MHD_YES;
}

int cmhd_answer(struct cmhd_connection *connection, unsigned status,
                struct cmhd_response *response) {
    enum MHD_Result result =
        MHD_queue_response(plain(connection), status, (struct MHD_Response *)response);
    MHD_destroy_response((struct MHD_Response *)response);
    return result == MHD_YES;
}
