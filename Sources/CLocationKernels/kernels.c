#include "CLocationKernels.h"

#if defined(__linux__) && defined(__x86_64__) && defined(__clang__)
#define MERIDIAN_VECTOR __attribute__((target_clones("avx2", "default")))
#else
#define MERIDIAN_VECTOR
#endif

#define LANES MERIDIAN_KERNEL_LANES

MERIDIAN_VECTOR void meridian_price_rows(
    const int32_t *rows, ptrdiff_t stride, const int32_t *index, ptrdiff_t count, const int32_t *prices,
    ptrdiff_t width, int32_t *sums) {
    for (ptrdiff_t k = 0; k < count; k++) {
        const int32_t *row = rows + index[k] * stride;
        int32_t sum = 0;
        for (ptrdiff_t i = 0; i < width; i++) {
            int32_t difference = row[i] - prices[i];
            sum += difference < 0 ? difference : 0;
        }
        sums[k] = sum;
    }
}

MERIDIAN_VECTOR void meridian_count_cheaper(
    const int32_t *row, const int32_t *prices, ptrdiff_t width, int32_t *counts) {
    for (ptrdiff_t i = 0; i < width; i++) counts[i] -= row[i] < prices[i];
}

MERIDIAN_VECTOR void meridian_take_least(int32_t *least, const int32_t *row, ptrdiff_t width) {
    for (ptrdiff_t i = 0; i < width; i++) least[i] = row[i] < least[i] ? row[i] : least[i];
}

MERIDIAN_VECTOR int64_t meridian_sum(const int32_t *values, ptrdiff_t width) {
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < width; i++) sum += values[i];
    return sum;
}

MERIDIAN_VECTOR float meridian_deflect(
    const int32_t *gradient, const int32_t *prices, const int32_t *ceiling, float deflection, ptrdiff_t width,
    float *direction) {
    float parts[LANES] = {0};
    for (ptrdiff_t i = 0; i < width; i += LANES) {
        for (ptrdiff_t lane = 0; lane < LANES; lane++) {
            int32_t slope = gradient[i + lane];
            slope = prices[i + lane] >= ceiling[i + lane] && slope > 0 ? 0 : slope;
            float value = (float)slope + deflection * direction[i + lane];
            direction[i + lane] = value;
            parts[lane] += value * value;
        }
    }
    float norm = 0;
    for (ptrdiff_t lane = 0; lane < LANES; lane++) norm += parts[lane];
    return norm;
}

MERIDIAN_VECTOR void meridian_step(
    int32_t *prices, const int32_t *ceiling, const float *direction, float step, ptrdiff_t width) {
    for (ptrdiff_t i = 0; i < width; i++) {
        float moved = (float)prices[i] + step * direction[i];
        moved = moved < 0.0f ? 0.0f : moved;
        moved = moved > 536870912.0f ? 536870912.0f : moved;
        int32_t value = (int32_t)moved;
        prices[i] = value < ceiling[i] ? value : ceiling[i];
    }
}
