// Inner loops over dense rows of 32-bit costs. On x86-64 Linux each is compiled twice, with and without AVX2, and the
// loader takes what the processor has; sums of floats keep one order of additions in both, so results are equal.

#ifndef MERIDIAN_LOCATION_KERNELS_H
#define MERIDIAN_LOCATION_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Widths are rounded up to this many clients by the caller.
#define MERIDIAN_KERNEL_LANES 16

// sums[k] = Σ_i min(0, row(index[k])[i] − prices[i]); rows start `stride` apart. Each sum must fit 32 bits.
void meridian_price_rows(
    const int32_t *rows, ptrdiff_t stride, const int32_t *index, ptrdiff_t count, const int32_t *prices,
    ptrdiff_t width, int32_t *sums);

// counts[i] −= 1 wherever row[i] < prices[i].
void meridian_count_cheaper(const int32_t *row, const int32_t *prices, ptrdiff_t width, int32_t *counts);

// least[i] = min(least[i], row[i]).
void meridian_take_least(int32_t *least, const int32_t *row, ptrdiff_t width);

// Σ_i values[i].
int64_t meridian_sum(const int32_t *values, ptrdiff_t width);

// direction[i] = gradient[i] + deflection · direction[i], with gradients above 0 dropped where prices are at their
// ceiling; returns Σ direction².
float meridian_deflect(
    const int32_t *gradient, const int32_t *prices, const int32_t *ceiling, float deflection, ptrdiff_t width,
    float *direction);

// prices[i] = min(ceiling[i], max(0, prices[i] + step · direction[i])).
void meridian_step(
    int32_t *prices, const int32_t *ceiling, const float *direction, float step, ptrdiff_t width);

#endif
