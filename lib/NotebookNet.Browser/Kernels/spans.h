// Loops over spans, those of Elementwise.cs and Reductions.cs.

#pragma once
#include "elementary.h"

// HostKernels.SpanArguments.
typedef struct {
    double a;
    const double *x;
    const double *y;
    double *to;
    int count;
} Spans;

_Static_assert(__builtin_offsetof(Spans, x) == 8 && __builtin_offsetof(Spans, count) == 20, "SpanArguments");

// to = function(x, y), where functions of x alone have x for y too.
__attribute__((always_inline)) static inline void map(const Spans *s, V function(V x, V y, V a)) {
    V a = wasm_f64x2_splat(s->a);
    int i = 0;
    for (; i + 2 <= s->count; i += 2) {
        wasm_v128_store(s->to + i, function(wasm_v128_load(s->x + i), wasm_v128_load(s->y + i), a));
    }

    if (i < s->count) {
        V last = function(wasm_v128_load64_zero(s->x + i), wasm_v128_load64_zero(s->y + i), a);
        wasm_v128_store64_lane(s->to + i, last, 0);
    }
}

#define MAP(name, expression) \
    static inline V name##Element(V x, V y, V a) { return expression; } \
    __attribute__((export_name(#name))) void name(const Spans *s) { map(s, name##Element); }

MAP(exp, expOf(x))
MAP(log, logOf(x))
MAP(tanh, tanhOf(x))
MAP(sigmoid, sigmoidOf(x))
MAP(tanhBackward, MUL(y, fma2(wasm_f64x2_neg(x), x, ALL(1))))
MAP(addScaled, fma2(x, a, y))

// How many partial sums a reduction has: four vectors.
#define LANES 8

// Adds x·y, or (x − a)², of eight elements to the partial sums.
static inline void addProducts(V *sums, const Spans *s, const double *x, const double *y, const int squares) {
#pragma unroll
    for (int i = 0; i < 4; i++) {
        V first = wasm_v128_load(x + 2 * i);
        first = squares ? SUB(first, wasm_f64x2_splat(s->a)) : first;
        sums[i] = fma2(first, squares ? first : wasm_v128_load(y + 2 * i), sums[i]);
    }
}

__attribute__((always_inline)) static inline void reduce(const Spans *s, const int squares) {
    // A missing element counts as one whose product is 0.
    double restX[LANES], restY[LANES];
    int whole = s->count & -LANES;
    for (int i = 0; i < LANES; i++) {
        int missing = whole + i >= s->count;
        restX[i] = !missing ? s->x[whole + i] : squares ? s->a : 0;
        restY[i] = !missing ? s->y[whole + i] : 0;
    }

    V sums[4] = {ALL(0), ALL(0), ALL(0), ALL(0)};
    for (int i = 0; i < whole; i += LANES) {
        addProducts(sums, s, s->x + i, s->y + i, squares);
    }

    addProducts(sums, s, restX, restY, squares);
    V two = ADD(ADD(sums[0], sums[2]), ADD(sums[1], sums[3]));
    *s->to = wasm_f64x2_extract_lane(two, 0) + wasm_f64x2_extract_lane(two, 1);
}

__attribute__((export_name("dot"))) void dot(const Spans *s) { reduce(s, 0); }

__attribute__((export_name("squaredDifferences"))) void squaredDifferences(const Spans *s) { reduce(s, 1); }
