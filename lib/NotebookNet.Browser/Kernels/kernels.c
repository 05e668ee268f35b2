#include "multiply.h"
