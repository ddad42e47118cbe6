#include "CKernels.h"
#include "Dispatch.h"

enum { lanes = 16 };

CK_CLONES
void ck_channel_moments(const float *restrict z, size_t rows, size_t channels,
                        double *restrict sum, double *restrict squares) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = z + r * channels;
    for (size_t c = 0; c < channels; c++) {
      double value = row[c];
      sum[c] += value;
      squares[c] += value * value;
    }
  }
}

CK_CLONES
void ck_channel_sums(const float *restrict z, size_t rows, size_t channels,
                     double *restrict sum) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = z + r * channels;
    for (size_t c = 0; c < channels; c++) sum[c] += row[c];
  }
}

// One pooled cell for up to `lanes` channels. `n` is a constant `lanes` in the hot call, so that
// the compiler keeps the three running arrays in registers.
static inline __attribute__((always_inline)) void pool_cell(
    const float *restrict z, size_t rows, size_t stride, size_t n, const float *restrict mean,
    const float *restrict inverse, const float *restrict scale, const float *restrict shift,
    float *restrict pooled, float *restrict normalized, uint8_t *restrict winner) {
  float best[lanes];
  float best_normalized[lanes];
  int32_t best_row[lanes];
  for (size_t j = 0; j < n; j++) {
    best_normalized[j] = (z[j] - mean[j]) * inverse[j];
    best[j] = best_normalized[j] * scale[j] + shift[j];
    best_row[j] = 0;
  }
  for (size_t t = 1; t < rows; t++) {
    const float *restrict row = z + t * stride;
    for (size_t j = 0; j < n; j++) {
      float value = (row[j] - mean[j]) * inverse[j];
      float out = value * scale[j] + shift[j];
      int wins = out > best[j];
      best[j] = wins ? out : best[j];
      best_normalized[j] = wins ? value : best_normalized[j];
      best_row[j] = wins ? (int32_t)t : best_row[j];
    }
  }
  // A NaN must stay visible, and `NaN > 0` is false: hence the comparison this way round.
  for (size_t j = 0; j < n; j++) pooled[j] = best[j] < 0 ? 0 : best[j];
  if (winner != NULL) {
    for (size_t j = 0; j < n; j++) normalized[j] = best_normalized[j];
    for (size_t j = 0; j < n; j++) winner[j] = (uint8_t)best_row[j];
  }
}

CK_CLONES
void ck_normalize_rectify_pool(const float *restrict z, size_t rows, size_t channels,
                               size_t window, const ck_normalization *by,
                               float *restrict pooled, float *restrict normalized,
                               uint8_t *restrict winner) {
  size_t cells = (rows + window - 1) / window;
  for (size_t i = 0; i < cells; i++) {
    size_t first = i * window;
    size_t n = first + window <= rows ? window : rows - first;
    const float *cell = z + first * channels;
    size_t at = i * channels;
    size_t c = 0;
    for (; c + lanes <= channels; c += lanes) {
      pool_cell(cell + c, n, channels, lanes, by->mean + c, by->inverse + c, by->scale + c,
                by->shift + c, pooled + at + c, winner ? normalized + at + c : NULL,
                winner ? winner + at + c : NULL);
    }
    if (c < channels) {
      pool_cell(cell + c, n, channels, channels - c, by->mean + c, by->inverse + c, by->scale + c,
                by->shift + c, pooled + at + c, winner ? normalized + at + c : NULL,
                winner ? winner + at + c : NULL);
    }
  }
}

CK_CLONES
void ck_normalize_gradient_sums(const float *restrict gradient, const float *restrict pooled,
                                const float *restrict normalized, size_t cells, size_t channels,
                                double *restrict sum, double *restrict product) {
  for (size_t i = 0; i < cells; i++) {
    size_t at = i * channels;
    for (size_t c = 0; c < channels; c++) {
      float g = pooled[at + c] > 0 ? gradient[at + c] : 0;
      sum[c] += (double)g;
      product[c] += (double)g * (double)normalized[at + c];
    }
  }
}

CK_CLONES
void ck_normalize_backward(float *restrict z, size_t rows, size_t channels, size_t window,
                           const float *restrict gradient, const float *restrict pooled,
                           const uint8_t *restrict winner, const float *restrict factor,
                           const float *restrict offset, const float *restrict mean,
                           const float *restrict slope) {
  for (size_t r = 0; r < rows; r++) {
    size_t cell = (r / window) * channels;
    int32_t t = (int32_t)(r % window);
    float *restrict row = z + r * channels;
    const float *restrict dy = gradient + cell;
    const float *restrict y = pooled + cell;
    const uint8_t *restrict w = winner + cell;
    for (size_t c = 0; c < channels; c++) {
      float g = ((y[c] > 0) & ((int32_t)w[c] == t)) ? dy[c] : 0;
      row[c] = factor[c] * (g - offset[c] - (row[c] - mean[c]) * slope[c]);
    }
  }
}
