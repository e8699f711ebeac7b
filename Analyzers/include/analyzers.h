#ifndef AISLE_ANALYZERS_H
#define AISLE_ANALYZERS_H
#include <stddef.h>
#include <stdint.h>
#endif
