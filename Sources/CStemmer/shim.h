#ifndef AISLE_CStemmer_H
#define AISLE_CStemmer_H
#include <libstemmer.h>
#endif
