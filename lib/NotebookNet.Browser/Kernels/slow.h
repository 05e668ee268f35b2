// x·y + z with one rounding, for all numbers there are, in integers of 128 bits.

#pragma once

typedef unsigned long long u64;

static inline u64 bitsOf(double x) { return __builtin_bit_cast(u64, x); }

static inline double doubleOf(u64 x) { return __builtin_bit_cast(double, x); }

typedef struct {
    u64 high;
    u64 low;
} Wide;

// To the right, where a bit that is lost leaves the lowest one set.
static inline Wide shiftRight(Wide x, int by) {
    if (by == 0) {
        return x;
    }

    if (by >= 128) {
        return (Wide){0, (x.high | x.low) != 0};
    }

    if (by >= 64) {
        u64 lost = x.low | (by > 64 ? x.high << (128 - by) : 0);
        return (Wide){0, x.high >> (by - 64) | (lost != 0)};
    }

    return (Wide){x.high >> by, x.high << (64 - by) | x.low >> by | ((x.low << (64 - by)) != 0)};
}

static inline Wide shiftLeft(Wide x, int by) {
    return by == 0 ? x
        : by >= 64 ? (Wide){x.low << (by - 64), 0}
        : (Wide){x.high << by | x.low >> (64 - by), x.low << by};
}

static inline Wide product(u64 x, u64 y) {
    u64 x1 = x >> 32, x0 = (unsigned)x, y1 = y >> 32, y0 = (unsigned)y;
    u64 low = x0 * y0;
    u64 middle = x1 * y0 + (low >> 32);
    u64 middle2 = x0 * y1 + (unsigned)middle;
    return (Wide){x1 * y1 + (middle >> 32) + (middle2 >> 32), middle2 << 32 | (unsigned)low};
}

// A finite number but 0 as significand·2^exponent, the significand with 53 bits.
static inline u64 significand(double x, int *exponent) {
    u64 fraction = bitsOf(x) & 0xfffffffffffffull;
    int biased = bitsOf(x) >> 52 & 0x7ff;
    if (biased != 0) {
        *exponent = biased - 1075;
        return fraction | 1ull << 52;
    }

    int by = __builtin_clzll(fraction) - 11;
    *exponent = -1074 - by;
    return fraction << by;
}

// ±x·2^exponent, rounded to the nearest double, to the even one of two.
static inline double rounded(u64 sign, Wide x, int exponent) {
    int zeros = x.high ? __builtin_clzll(x.high) : 64 + __builtin_clzll(x.low);
    x = shiftLeft(x, zeros);
    int biased = exponent - zeros + 127 + 1023;
    if (biased >= 0x7ff) {
        return doubleOf(sign | 0x7ffull << 52);
    }

    if (biased < 1) {
        x = shiftRight(x, 1 - biased);
        biased = 1;
    }

    u64 bits = ((u64)(biased - 1) << 52) + (x.high >> 11);
    u64 rest = (x.high & 0x7ff) << 1 | (x.low != 0);
    bits += rest > 0x800 || (rest == 0x800 && (bits & 1));
    return doubleOf(sign | bits);
}

static double slowFma(double x, double y, double z) {
    const u64 infinity = 0x7ffull << 52;
    u64 signBit = 1ull << 63;
    if ((bitsOf(x) & infinity) == infinity || (bitsOf(y) & infinity) == infinity || x == 0 || y == 0) {
        return x * y + z;
    }

    if ((bitsOf(z) & infinity) == infinity) {
        return z;
    }

    if (z == 0) {
        return x * y;
    }

    // Both terms with 126 bits, of the product's 20 are 0: what is lost of the smaller one lies far below the sum's last bit.
    int exponentX, exponentY, exponentZ;
    Wide a = shiftLeft(product(significand(x, &exponentX), significand(y, &exponentY)), 20);
    Wide b = {significand(z, &exponentZ) << 9, 0};
    u64 signA = (bitsOf(x) ^ bitsOf(y)) & signBit;
    u64 signB = bitsOf(z) & signBit;
    int exponentA = exponentX + exponentY - 20;
    int exponentB = exponentZ - 73;
    int exponent = exponentA > exponentB ? exponentA : exponentB;
    a = shiftRight(a, exponent - exponentA);
    b = shiftRight(b, exponent - exponentB);
    if (signA == signB) {
        u64 low = a.low + b.low;
        return rounded(signA, (Wide){a.high + b.high + (low < a.low), low}, exponent);
    }

    if (a.high < b.high || (a.high == b.high && a.low < b.low)) {
        Wide larger = b;
        b = a;
        a = larger;
        signA = signB;
    }

    Wide difference = {a.high - b.high - (a.low < b.low), a.low - b.low};
    return (difference.high | difference.low) == 0 ? 0 : rounded(signA, difference, exponent);
}
