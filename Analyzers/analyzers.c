// Written by generate.sh from the data files of this folder.
#include "analyzers.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t file_0[] = {
#embed "armenian/stopwords.txt"
};

static const uint8_t file_1[] = {
#embed "basque/stopwords.txt"
};

static const uint8_t file_2[] = {
#embed "catalan/stopwords.txt"
};

static const uint8_t file_3[] = {
#embed "danish/stopwords.txt"
};

static const uint8_t file_4[] = {
#embed "dutch/stopwords.txt"
};

static const uint8_t file_5[] = {
#embed "english/stopwords.txt"
};

static const uint8_t file_6[] = {
#embed "finnish/stopwords.txt"
};

static const uint8_t file_7[] = {
#embed "french/stopwords.txt"
};

static const uint8_t file_8[] = {
#embed "german/stopwords.txt"
};

static const uint8_t file_9[] = {
#embed "hungarian/stopwords.txt"
};

static const uint8_t file_10[] = {
#embed "italian/stopwords.txt"
};

static const uint8_t file_11[] = {
#embed "norwegian/stopwords.txt"
};

static const uint8_t file_12[] = {
#embed "portuguese/stopwords.txt"
};

static const uint8_t file_13[] = {
#embed "romanian/stopwords.txt"
};

static const uint8_t file_14[] = {
#embed "russian/stopwords.txt"
};

static const uint8_t file_15[] = {
#embed "shared/entities.txt"
};

static const uint8_t file_16[] = {
#embed "shared/folding.txt"
};

static const uint8_t file_17[] = {
#embed "spanish/stopwords.txt"
};

static const uint8_t file_18[] = {
#embed "swedish/stopwords.txt"
};

static const uint8_t file_19[] = {
#embed "turkish/stopwords.txt"
};

static const struct aisle_data_file files[] = {
    {"armenian/stopwords.txt", file_0, sizeof file_0},
    {"basque/stopwords.txt", file_1, sizeof file_1},
    {"catalan/stopwords.txt", file_2, sizeof file_2},
    {"danish/stopwords.txt", file_3, sizeof file_3},
    {"dutch/stopwords.txt", file_4, sizeof file_4},
    {"english/stopwords.txt", file_5, sizeof file_5},
    {"finnish/stopwords.txt", file_6, sizeof file_6},
    {"french/stopwords.txt", file_7, sizeof file_7},
    {"german/stopwords.txt", file_8, sizeof file_8},
    {"hungarian/stopwords.txt", file_9, sizeof file_9},
    {"italian/stopwords.txt", file_10, sizeof file_10},
    {"norwegian/stopwords.txt", file_11, sizeof file_11},
    {"portuguese/stopwords.txt", file_12, sizeof file_12},
    {"romanian/stopwords.txt", file_13, sizeof file_13},
    {"russian/stopwords.txt", file_14, sizeof file_14},
    {"shared/entities.txt", file_15, sizeof file_15},
    {"shared/folding.txt", file_16, sizeof file_16},
    {"spanish/stopwords.txt", file_17, sizeof file_17},
    {"swedish/stopwords.txt", file_18, sizeof file_18},
    {"turkish/stopwords.txt", file_19, sizeof file_19},
};

const struct aisle_data_file *aisle_data_files(void) { return files; }

size_t aisle_data_file_count(void) { return sizeof files / sizeof files[0]; }
