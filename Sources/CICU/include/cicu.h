#ifndef AISLE_CICU_H
#define AISLE_CICU_H
#include <stddef.h>
#include <stdint.h>
#endif
