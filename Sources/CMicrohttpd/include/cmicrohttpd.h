#ifndef AISLE_CMICROHTTPD_H
#define AISLE_CMICROHTTPD_H
#include <stddef.h>
#include <stdint.h>
#include <microhttpd.h>
#endif
