// x·y + z with one rounding, for which WebAssembly has no instruction that is sure to do it. The relaxed multiply-add rounds once
// or twice, as the engine likes, always the same: kernels.js tries it before it takes the module with it. The module EXACT puts the
// result together from operations that are IEEE 754's own.

#pragma once
#include <wasm_simd128.h>

#if EXACT

#include "exact.h"

#else

// In how many parts a factor is kept: here as it is.
#define PARTS 1
#define PACK(to, width, value) (*(to) = (value))

typedef v128_t Factor;

static inline Factor split(v128_t x) { return x; }

static inline Factor loadPacked(const double *a, int width) { return wasm_v128_load(a); }

static inline v128_t multiplyAdd(Factor x, Factor y, v128_t z) { return wasm_f64x2_relaxed_madd(x, y, z); }

// For any numbers.
static inline v128_t fma2(v128_t x, v128_t y, v128_t z) { return wasm_f64x2_relaxed_madd(x, y, z); }

#endif
