#ifndef AISLE_CCurl_H
#define AISLE_CCurl_H
#include <curl/curl.h>
#endif
