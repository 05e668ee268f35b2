// The kernels that take the place of the library's own where .NET is interpreted; README.md says how they are made.

#include "multiply.h"
#include "spans.h"
#include "softmax.h"
#include "gather.h"
