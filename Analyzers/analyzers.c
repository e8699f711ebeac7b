// Written by generate.sh from the data files of this folder.
#include "analyzers.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t file_0[] = {
#embed "english/stopwords.txt"
};

static const struct aisle_data_file files[] = {
    {"english/stopwords.txt", file_0, sizeof file_0},
};

const struct aisle_data_file *aisle_data_files(void) { return files; }

size_t aisle_data_file_count(void) { return sizeof files / sizeof files[0]; }
