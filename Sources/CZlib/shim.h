#ifndef AISLE_CZlib_H
#define AISLE_CZlib_H
#include <zlib.h>
#endif
