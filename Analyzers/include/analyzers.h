#ifndef AISLE_ANALYZERS_H
#define AISLE_ANALYZERS_H
#include <stddef.h>
#include <stdint.h>

/// One data file, embedded: its path inside `Analyzers` and its bytes.
struct aisle_data_file {
    const char *path;
    const uint8_t *bytes;
    size_t size;
};

/// Every data file, ascending by path.
const struct aisle_data_file *aisle_data_files(void);
size_t aisle_data_file_count(void);

#endif
