#ifndef AISLE_CLINUX_H
#define AISLE_CLINUX_H
#include <stddef.h>
#include <stdint.h>
#endif
