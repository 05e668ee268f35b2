// exp, log, tanh and the sigmoid, operation by operation those of ElementaryFunctions.cs.

#pragma once
#include "fma.h"

typedef v128_t V;

#define ALL(number) wasm_f64x2_splat(number)
#define ADD wasm_f64x2_add
#define SUB wasm_f64x2_sub
#define MUL wasm_f64x2_mul
#define DIV wasm_f64x2_div

static const double log2E = 1.4426950408889634;
static const double ln2High = 0.6931471803691238;
static const double ln2Low = 1.9082149292705877e-10;
static const double rounder = 6755399441055744.0;

static inline V choose(V condition, V yes, V no) { return wasm_v128_bitselect(yes, no, condition); }

static inline V powerOfTwo(V exponent) { return wasm_i64x2_shl(wasm_i64x2_add(exponent, wasm_i64x2_const_splat(1023)), 52); }

static inline V expMinusOneReduced(V x, V exponent) {
    V r = fma2(exponent, ALL(-ln2High), x);
    r = fma2(exponent, ALL(-ln2Low), r);
    V q = ALL(2.4999965359640575e-08);
    q = fma2(q, r, ALL(2.7630378625210986e-07));
    q = fma2(q, r, ALL(2.7557587342164025e-06));
    q = fma2(q, r, ALL(2.480149276278181e-05));
    q = fma2(q, r, ALL(0.00019841269504765384));
    q = fma2(q, r, ALL(0.0013888888943922656));
    q = fma2(q, r, ALL(0.008333333333495624));
    q = fma2(q, r, ALL(0.04166666666652919));
    q = fma2(q, r, ALL(0.1666666666666641));
    q = fma2(q, r, ALL(0.5000000000000011));
    return fma2(q, MUL(r, r), r);
}

static V expOf(V x) {
    x = choose(wasm_f64x2_gt(x, ALL(710)), ALL(710), x);
    x = choose(wasm_f64x2_lt(x, ALL(-746)), ALL(-746), x);
    V shifted = fma2(x, ALL(log2E), ALL(rounder));
    V exponent = SUB(shifted, ALL(rounder));
    V power = ADD(expMinusOneReduced(x, exponent), ALL(1));
    V half = fma2(exponent, ALL(0.5), ALL(rounder));
    V first = wasm_i64x2_sub(half, ALL(rounder));
    V second = wasm_i64x2_sub(shifted, half);
    return MUL(MUL(power, powerOfTwo(first)), powerOfTwo(second));
}

static V logOf(V x) {
    const double twoTo52 = 4503599627370496.0;
    V isSubnormal = wasm_f64x2_lt(x, ALL(0x1p-1022));
    V normal = choose(isSubnormal, MUL(x, ALL(0x1p54)), x);
    V biased = wasm_u64x2_shr(
        wasm_i64x2_sub(normal, wasm_i64x2_const_splat(0x3fe6a09e667f3bcdll - (1023ll << 52))), 52);
    V exponent = SUB(wasm_v128_or(biased, ALL(twoTo52)), ALL(twoTo52 + 1023));
    V fraction = wasm_i64x2_sub(normal, wasm_i64x2_shl(wasm_i64x2_sub(biased, wasm_i64x2_const_splat(1023)), 52));
    V f = SUB(fraction, ALL(1));
    exponent = SUB(exponent, wasm_v128_and(isSubnormal, ALL(54)));

    V s = DIV(f, ADD(ALL(2), f));
    V z = MUL(s, s);
    V series = ALL(0.14762780534737116);
    series = fma2(series, z, ALL(0.15317636679598992));
    series = fma2(series, z, ALL(0.181834107714903));
    series = fma2(series, z, ALL(0.2222220186700494));
    series = fma2(series, z, ALL(0.2857142870567839));
    series = fma2(series, z, ALL(0.3999999999961125));
    series = fma2(series, z, ALL(0.6666666666666696));
    V halfSquare = MUL(MUL(ALL(0.5), f), f);
    V correction = MUL(s, fma2(series, z, halfSquare));
    correction = fma2(exponent, ALL(ln2Low), correction);
    V result = fma2(exponent, ALL(ln2High), SUB(f, SUB(halfSquare, correction)));

    V isPositive = wasm_f64x2_gt(x, ALL(0));
    V isFinite = wasm_f64x2_lt(x, ALL(__builtin_inf()));
    V special = choose(
        isPositive, x, choose(wasm_f64x2_eq(x, ALL(0)), ALL(-__builtin_inf()), ALL(__builtin_nan(""))));
    return choose(wasm_v128_and(isPositive, isFinite), result, special);
}

static V tanhOf(V x) {
    V twice = wasm_f64x2_abs(ADD(x, x));
    twice = choose(wasm_f64x2_gt(twice, ALL(44)), ALL(44), twice);
    V shifted = fma2(twice, ALL(log2E), ALL(rounder));
    V reduced = expMinusOneReduced(twice, SUB(shifted, ALL(rounder)));
    V power = powerOfTwo(wasm_i64x2_sub(shifted, ALL(rounder)));
    V t = fma2(reduced, power, SUB(power, ALL(1)));

    V isLow = wasm_f64x2_lt(t, ALL(2));
    V quotient = DIV(choose(isLow, t, ALL(2)), ADD(t, ALL(2)));
    V magnitude = choose(isLow, quotient, SUB(ALL(1), quotient));
    return wasm_v128_or(magnitude, wasm_v128_and(x, ALL(-0.0)));
}

static V sigmoidOf(V x) {
    V power = expOf(wasm_v128_or(x, ALL(-0.0)));
    return DIV(choose(wasm_f64x2_lt(x, ALL(0)), power, ALL(1)), ADD(ALL(1), power));
}
