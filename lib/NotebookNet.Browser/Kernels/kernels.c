#include "multiply.h"
#include "spans.h"
#include "softmax.h"
#include "gather.h"
