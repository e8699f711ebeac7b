#ifndef AISLE_CSIMDJSON_H
#define AISLE_CSIMDJSON_H
#include <stddef.h>
#include <stdint.h>
#endif
