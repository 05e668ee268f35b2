// A fused multiply-add of additions and multiplications: the product and what its rounding lost (Dekker 1971, with a split that
// rounds the bits themselves), then the sum of three with the two small ones rounded to odd (Boldo and Melquiond, "Emulation of a
// FMA and correctly rounded sums", 2008). Ordinary numbers only, see isOrdinary2; all others take slowFma.

#include "slow.h"

// A factor is kept as itself, its upper 26 bits and the rest.
#define PARTS 3

typedef struct {
    v128_t whole;
    v128_t high;
    v128_t low;
} Factor;

static inline double highPart(double x) {
    return doubleOf((bitsOf(x) + (1 << 26)) & ~0x7ffffffull);
}

#define PACK(to, width, value) \
    ((to)[0] = (value), (to)[width] = highPart(value), (to)[2 * (width)] = (to)[0] - (to)[width])

static inline Factor split(v128_t x) {
    Factor f = {x, wasm_v128_and(wasm_i64x2_add(x, wasm_i64x2_const_splat(1 << 26)), wasm_i64x2_const_splat(~0x7ffffffll)), x};
    f.low = wasm_f64x2_sub(x, f.high);
    return f;
}

static inline Factor loadPacked(const double *a, int width) {
    Factor f = {wasm_v128_load(a), wasm_v128_load(a + width), wasm_v128_load(a + 2 * width)};
    return f;
}

// x + y rounded, and what the rounding lost (Knuth).
static inline v128_t twoSum(v128_t x, v128_t y, v128_t *lost) {
    v128_t sum = wasm_f64x2_add(x, y);
    v128_t ofY = wasm_f64x2_sub(sum, x);
    v128_t ofX = wasm_f64x2_sub(sum, ofY);
    *lost = wasm_f64x2_add(wasm_f64x2_sub(x, ofX), wasm_f64x2_sub(y, ofY));
    return sum;
}

static inline v128_t sumToOdd(v128_t x, v128_t y) {
    v128_t lost;
    v128_t sum = twoSum(x, y, &lost);
    v128_t inexact = wasm_f64x2_ne(lost, wasm_f64x2_const_splat(0));
    v128_t tooFar = wasm_u64x2_shr(wasm_v128_and(wasm_v128_xor(lost, sum), inexact), 63);
    return wasm_v128_or(wasm_i64x2_sub(sum, tooFar), wasm_u64x2_shr(inexact, 63));
}

static inline v128_t multiplyAdd(Factor x, Factor y, v128_t z) {
    v128_t product = wasm_f64x2_mul(x.whole, y.whole);
    v128_t rest = wasm_f64x2_sub(wasm_f64x2_mul(x.high, y.high), product);
    rest = wasm_f64x2_add(rest, wasm_f64x2_mul(x.high, y.low));
    rest = wasm_f64x2_add(rest, wasm_f64x2_mul(x.low, y.high));
    rest = wasm_f64x2_add(rest, wasm_f64x2_mul(x.low, y.low));
    v128_t low;
    v128_t lower;
    v128_t middle = twoSum(z, rest, &low);
    v128_t high = twoSum(product, middle, &lower);
    return wasm_f64x2_add(high, sumToOdd(low, lower));
}

// Which lanes hold 0 or a number from 2⁻⁴⁸⁰ to 2⁴⁸⁰: no product of two then overflows, nor does what its rounding lost underflow.
static inline v128_t isOrdinary2(v128_t x) {
    v128_t size = wasm_f64x2_abs(x);
    v128_t inside = wasm_v128_and(
        wasm_f64x2_ge(size, wasm_f64x2_const_splat(0x1p-480)), wasm_f64x2_le(size, wasm_f64x2_const_splat(0x1p480)));
    return wasm_v128_or(inside, wasm_f64x2_eq(x, wasm_f64x2_const_splat(0)));
}

// Which lanes hold a number a sum can start from: below 2⁹⁰⁰, and not −0, of which the sums above do not keep the sign.
static inline v128_t isStart2(v128_t x) {
    return wasm_v128_andnot(
        wasm_f64x2_lt(wasm_f64x2_abs(x), wasm_f64x2_const_splat(0x1p900)),
        wasm_i64x2_eq(x, wasm_f64x2_const_splat(-0.0)));
}

// For any numbers.
static inline v128_t fma2(v128_t x, v128_t y, v128_t z) {
    v128_t ordinary = wasm_v128_and(wasm_v128_and(isOrdinary2(x), isOrdinary2(y)), isStart2(z));
    if (__builtin_expect(wasm_i64x2_all_true(ordinary), 1)) {
        return multiplyAdd(split(x), split(y), z);
    }

    return wasm_f64x2_make(
        slowFma(wasm_f64x2_extract_lane(x, 0), wasm_f64x2_extract_lane(y, 0), wasm_f64x2_extract_lane(z, 0)),
        slowFma(wasm_f64x2_extract_lane(x, 1), wasm_f64x2_extract_lane(y, 1), wasm_f64x2_extract_lane(z, 1)));
}
