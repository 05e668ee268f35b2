// The softmax of two rows, or the last one, a lane each: SoftmaxRows of Reductions.cs.

#pragma once
#include "elementary.h"

// HostKernels.SoftmaxArguments; without maxima there are no logSums either.
typedef struct {
    const double *logits;
    double *probabilities;
    double *maxima;
    double *logSums;
    int rows;
    int columns;
} Softmax;

static inline V loadRows(const double *from, int two) { return two ? wasm_v128_load(from) : wasm_v128_load64_zero(from); }

static inline void storeRows(double *to, V value, int two) {
    if (two) {
        wasm_v128_store(to, value);
    } else {
        wasm_v128_store64_lane(to, value, 0);
    }
}

static V logOnePlus(V x) {
    V sum = ADD(ALL(1), x);
    return choose(wasm_f64x2_eq(sum, ALL(1)), x, MUL(logOf(sum), DIV(x, SUB(sum, ALL(1)))));
}

__attribute__((export_name("softmax"))) void softmax(const Softmax *s) {
    int size = s->rows * s->columns;
    for (int row = 0; row < s->rows; row += 2) {
        int two = row + 1 < s->rows;
        V max = ALL(-__builtin_inf());
        for (int i = row; i < size; i += s->rows) {
            V value = loadRows(s->logits + i, two);
            max = choose(wasm_f64x2_gt(value, max), value, max);
        }

        V smaller = ALL(0);
        V largest = ALL(0);
        for (int i = row; i < size; i += s->rows) {
            V value = loadRows(s->logits + i, two);
            V power = expOf(SUB(value, max));
            V isLargest = wasm_f64x2_eq(value, max);
            smaller = ADD(smaller, choose(isLargest, ALL(0), power));
            largest = ADD(largest, choose(isLargest, ALL(1), ALL(0)));
            storeRows(s->probabilities + i, power, two);
        }

        V rest = ADD(SUB(largest, ALL(1)), smaller);
        V sum = ADD(ALL(1), rest);
        for (int i = row; i < size; i += s->rows) {
            storeRows(s->probabilities + i, DIV(loadRows(s->probabilities + i, two), sum), two);
        }

        if (s->maxima) {
            storeRows(s->maxima + row, max, two);
            storeRows(s->logSums + row, logOnePlus(rest), two);
        }
    }
}
