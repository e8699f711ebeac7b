#ifndef AISLE_CSQLite_H
#define AISLE_CSQLite_H
#include <sqlite3.h>
#endif
