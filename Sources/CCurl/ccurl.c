#include "ccurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct ccurl {
    CURL *easy;
    char error[CURL_ERROR_SIZE];
    CURLcode code;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void initialize(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

struct ccurl *ccurl_new(void) {
    pthread_once(&once, initialize);
    struct ccurl *handle = calloc(1, sizeof *handle);
    if (handle == NULL) return NULL;
    handle->easy = curl_easy_init();
    if (handle->easy == NULL) {
        free(handle);
        return NULL;
    }
    return handle;
}

void ccurl_free(struct ccurl *handle) {
    curl_easy_cleanup(handle->easy);
    free(handle);
}

static size_t on_header(char *line, size_t one, size_t count, void *argument) {
    const struct ccurl_request *request = argument;
    request->header(request->context, line, one * count);
    return one * count;
}

static size_t on_body(char *piece, size_t one, size_t count, void *argument) {
    const struct ccurl_request *request = argument;
    request->body_piece(request->context, piece, one * count);
    return one * count;
}

long ccurl_perform(struct ccurl *handle, const struct ccurl_request *request) {
    CURL *easy = handle->easy;
    curl_easy_reset(easy);
    handle->error[0] = 0;
    // Without "Expect: 100-continue": the daemon reads what it refuses, and a wait costs a second.
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    for (size_t i = 0; i < request->header_count; i++) {
        headers = curl_slist_append(headers, request->headers[i]);
    }
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, handle->error);
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, request->connect_timeout);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, request->timeout);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, request);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, request);
    if (request->trusted) curl_easy_setopt(easy, CURLOPT_CAINFO, request->trusted);
    if (request->body) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
    }
    if (strcmp(request->method, "HEAD") == 0) curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    handle->code = curl_easy_perform(easy);
    long status = 0;
    if (handle->code == CURLE_OK) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    return status;
}

const char *ccurl_error(struct ccurl *handle) {
    return handle->error[0] ? handle->error : curl_easy_strerror(handle->code);
}

int ccurl_never_connected(struct ccurl *handle) {
    return handle->code == CURLE_COULDNT_CONNECT || handle->code == CURLE_COULDNT_RESOLVE_HOST;
}
