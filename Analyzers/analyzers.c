#include "analyzers.h"
