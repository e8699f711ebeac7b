#ifndef AISLE_ALLOCATION_COUNT_H
#define AISLE_ALLOCATION_COUNT_H
#include <stdint.h>

// Stands in front of the C library's allocator in a program of tests and counts what each thread
// asks it for. Under a sanitizer, which has an allocator of its own, nothing is counted.

/// Blocks the calling thread has asked for since it began: malloc, calloc, realloc, aligned ones.
uint64_t allocation_count(void);
/// 0 where nothing is counted.
int allocations_are_counted(void);

#endif
