#ifndef AISLE_CZstd_H
#define AISLE_CZstd_H
#include <zstd.h>
#include <zdict.h>
#endif
