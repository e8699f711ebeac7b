#ifndef AISLE_CYAML_H
#define AISLE_CYAML_H
#include <yaml.h>
#endif
