// x·y + z with one rounding, which WebAssembly has for sure in no instruction. The relaxed multiply-add rounds once where the
// processor can, and the page tries that before it takes this module; EXACT puts it together from operations that are IEEE 754's own.

#pragma once
#include <wasm_simd128.h>

#if EXACT

#include "exact.h"

#else

// In how many parts a factor is kept.
#define PARTS 1
#define PACK(to, width, value) (*(to) = (value))

typedef v128_t Factor;

static inline Factor split(v128_t x) { return x; }

static inline Factor loadPacked(const double *a, int width) { return wasm_v128_load(a); }

static inline v128_t multiplyAdd(Factor x, Factor y, v128_t z) { return wasm_f64x2_relaxed_madd(x, y, z); }

// For any numbers.
static inline v128_t fma2(v128_t x, v128_t y, v128_t z) { return wasm_f64x2_relaxed_madd(x, y, z); }

#endif
