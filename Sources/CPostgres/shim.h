#ifndef AISLE_CPostgres_H
#define AISLE_CPostgres_H
#include <postgresql/libpq-fe.h>
#endif
