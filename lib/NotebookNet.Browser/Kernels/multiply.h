// C = A·B. Each element is one chain of fused multiply-adds over k in ascending order that starts from the bias or from 0, as
// MatrixProduct of NotebookNet.Kernels has it; the shape of the tiles changes no bit.

#include "fma.h"

// Product.cs; an nint and a pointer have 32 bits in the browser.
typedef struct {
    const double *start;
    int rowStep;
    int columnStep;
} Operand;

typedef struct {
    int m;
    int n;
    int k;
    Operand a;
    Operand b;
    double *c;
    int stepC;
    const double *bias;
} Product;

_Static_assert(sizeof(Product) == 48, "the size of Product");
_Static_assert(__builtin_offsetof(Product, a) == 12, "Product.A");
_Static_assert(__builtin_offsetof(Product, b) == 24, "Product.B");
_Static_assert(__builtin_offsetof(Product, c) == 36, "Product.C");
_Static_assert(__builtin_offsetof(Product, bias) == 44, "Product.Bias");

// Terms of the sums that are taken before the sums go to memory: 16 KB of A and of B then stay in the nearest cache.
#define DEPTH 256

// How many rows a tile has: two vectors. One more for each part into which the exact module splits a number.
#define ROWS 4

static inline const double *at(Operand o, int row, int column) {
    return o.start + row * o.rowStep + column * o.columnStep;
}

// Rows of A from k = from on, as the tiles read them; what is missing of the last vector is 0.
static void pack(Operand a, int row, int rows, int from, int terms, double *packed) {
    int width = rows > 2 ? 4 : 2;
    for (int i = 0; i < width; i++) {
        const double *source = at(a, row + i, from);
        double *to = packed + i;
        for (int k = 0; k < terms; k++) {
            double value = i < rows ? *source : 0.0;
            PACK(to, width, value);
            source += a.columnStep;
            to += PARTS * width;
        }
    }
}

typedef struct {
    const double *a;
    int stepA;
    Operand b;
    int terms;
    double *c;
    int stepC;
    const double *start;
    int rows;
} Tile;

// A tile of so many vectors and columns, whose sums stay in registers while k runs.
__attribute__((always_inline)) static inline void computeTile(const Tile *t, const int vectors, const int columns) {
    v128_t s[2][4];
    const double *a = t->a;
    const double *b[4];
#pragma unroll
    for (int j = 0; j < columns; j++) {
        b[j] = t->b.start + j * t->b.columnStep;
#pragma unroll
        for (int v = 0; v < vectors; v++) {
            const double *c = t->c + j * t->stepC + 2 * v;
            s[v][j] = t->start ? wasm_v128_load64_splat(t->start + j)
                : t->rows == 1 ? wasm_v128_load64_zero(c)
                : wasm_v128_load(c);
        }
    }

    for (int k = 0; k < t->terms; k++) {
        Factor f[2];
#pragma unroll
        for (int v = 0; v < vectors; v++) {
            f[v] = loadPacked(a + 2 * v, 2 * vectors);
        }

        a += t->stepA;
#pragma unroll
        for (int j = 0; j < columns; j++) {
            Factor factor = split(wasm_v128_load64_splat(b[j]));
            b[j] += t->b.rowStep;
#pragma unroll
            for (int v = 0; v < vectors; v++) {
                s[v][j] = multiplyAdd(f[v], factor, s[v][j]);
            }
        }
    }

#pragma unroll
    for (int j = 0; j < columns; j++) {
#pragma unroll
        for (int v = 0; v < vectors; v++) {
            double *c = t->c + j * t->stepC + 2 * v;
            if (t->rows == 1) {
                wasm_v128_store64_lane(c, s[v][j], 0);
            } else {
                wasm_v128_store(c, s[v][j]);
            }
        }
    }
}

__attribute__((noinline)) static void tile24(const Tile *t) { computeTile(t, 2, 4); }
__attribute__((noinline)) static void tile22(const Tile *t) { computeTile(t, 2, 2); }
__attribute__((noinline)) static void tile21(const Tile *t) { computeTile(t, 2, 1); }
__attribute__((noinline)) static void tile14(const Tile *t) { computeTile(t, 1, 4); }
__attribute__((noinline)) static void tile12(const Tile *t) { computeTile(t, 1, 2); }
__attribute__((noinline)) static void tile11(const Tile *t) { computeTile(t, 1, 1); }

static inline void compute(const Tile *t, int vectors, int columns) {
    if (vectors == 2) {
        if (columns == 4) tile24(t);
        else if (columns == 2) tile22(t);
        else tile21(t);
    } else {
        if (columns == 4) tile14(t);
        else if (columns == 2) tile12(t);
        else tile11(t);
    }
}

#if EXACT

// Whether multiplyAdd is right throughout: its numbers are ordinary, and the sums, at most k·2⁹⁶⁰ more than their start, stay so.
static int isOrdinary(Operand o, int rows, int columns) {
    if (o.rowStep != 1) {
        return isOrdinary((Operand){o.start, o.columnStep, o.rowStep}, columns, rows);
    }

    v128_t ordinary = wasm_i64x2_const_splat(-1);
    for (int j = 0; j < columns; j++) {
        const double *column = at(o, 0, j);
        int i = 0;
        for (; i + 2 <= rows; i += 2) {
            ordinary = wasm_v128_and(ordinary, isOrdinary2(wasm_v128_load(column + i)));
        }

        if (i < rows) {
            ordinary = wasm_v128_and(ordinary, isOrdinary2(wasm_v128_load64_splat(column + i)));
        }
    }

    return wasm_i64x2_all_true(ordinary);
}

static int areStarts(const double *bias, int count) {
    for (int j = 0; bias && j < count; j++) {
        if (!wasm_i64x2_all_true(isStart2(wasm_v128_load64_splat(bias + j)))) {
            return 0;
        }
    }

    return 1;
}

static void multiplySlowly(const Product *p) {
    for (int j = 0; j < p->n; j++) {
        for (int i = 0; i < p->m; i++) {
            double sum = p->bias ? p->bias[j] : 0;
            for (int k = 0; k < p->k; k++) {
                sum = slowFma(*at(p->a, i, k), *at(p->b, k, j), sum);
            }

            p->c[i + j * p->stepC] = sum;
        }
    }
}

#endif

__attribute__((export_name("multiply"))) void multiply(const Product *p) {
#if EXACT
    if (!isOrdinary(p->a, p->m, p->k) || !isOrdinary(p->b, p->k, p->n) || !areStarts(p->bias, p->n)) {
        multiplySlowly(p);
        return;
    }
#endif

    double zeros[4] = {0, 0, 0, 0};
    double packed[DEPTH * ROWS * PARTS];
    int from = 0;
    do {
        int terms = p->k - from < DEPTH ? p->k - from : DEPTH;
        for (int row = 0; row < p->m;) {
            int left = p->m - row;
            int rows = left >= 4 ? 4 : left >= 2 ? 2 : 1;
            int vectors = rows == 4 ? 2 : 1;
            int inPlace = PARTS == 1 && p->a.rowStep == 1 && rows > 1;
            if (!inPlace) {
                pack(p->a, row, rows, from, terms, packed);
            }

            for (int column = 0; column < p->n;) {
                int columnsLeft = p->n - column;
                int columns = columnsLeft >= 4 ? 4 : columnsLeft >= 2 ? 2 : 1;
                Tile tile = {
                    .a = inPlace ? at(p->a, row, from) : packed,
                    .stepA = inPlace ? p->a.columnStep : PARTS * 2 * vectors,
                    .b = {at(p->b, from, column), p->b.rowStep, p->b.columnStep},
                    .terms = terms,
                    .c = p->c + row + column * p->stepC,
                    .stepC = p->stepC,
                    .start = from > 0 ? 0 : p->bias ? p->bias + column : zeros,
                    .rows = rows,
                };
                compute(&tile, vectors, columns);
                column += columns;
            }

            row += rows;
        }

        from += terms;
    } while (from < p->k);
}
