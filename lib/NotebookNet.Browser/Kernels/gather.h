// Images kept as bytes, one a row, into a matrix kept column after column, each byte v as v/255: PixelGather.cs.

#pragma once

// HostKernels.GatherArguments.
typedef struct {
    const unsigned char *pixels;
    int width;
    const int *indices;
    int rows;
    double *values;
} Gather;

// So many images' bytes of one cache line stay in the nearest cache while the columns pass.
#define IMAGES 128

__attribute__((export_name("gather"))) void gather(const Gather *g) {
    for (int top = 0; top < g->rows; top += IMAGES) {
        int bottom = top + IMAGES < g->rows ? top + IMAGES : g->rows;
        for (int column = 0; column < g->width; column++) {
            double *to = g->values + column * g->rows;
            for (int row = top; row < bottom; row++) {
                to[row] = g->pixels[g->indices[row] * g->width + column] / 255.0;
            }
        }
    }
}
