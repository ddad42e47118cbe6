#include "CKernels.h"
#include "Dispatch.h"
#include <string.h>

enum { chunk = 64 };

CK_CLONES
void ck_global_average(const float *restrict x, size_t rows, size_t channels, double divisor,
                       float *restrict average) {
  for (size_t first = 0; first < channels; first += chunk) {
    size_t n = channels - first < chunk ? channels - first : chunk;
    double sum[chunk] = {0};
    for (size_t r = 0; r < rows; r++) {
      const float *row = x + r * channels + first;
      for (size_t c = 0; c < n; c++) sum[c] += row[c];
    }
    for (size_t c = 0; c < n; c++) average[first + c] = rows ? (float)(sum[c] / divisor) : 0;
  }
}

CK_CLONES
void ck_global_maximum(const float *restrict x, size_t rows, size_t channels,
                       float *restrict maximum, int32_t *restrict winner) {
  for (size_t c = 0; c < channels; c++) {
    maximum[c] = rows ? x[c] : 0;
    winner[c] = 0;
  }
  for (size_t r = 1; r < rows; r++) {
    const float *row = x + r * channels;
    for (size_t c = 0; c < channels; c++) {
      int wins = row[c] > maximum[c];
      maximum[c] = wins ? row[c] : maximum[c];
      winner[c] = wins ? (int32_t)r : winner[c];
    }
  }
}

CK_CLONES
void ck_global_backward(float *restrict x, size_t rows, size_t channels, float divisor,
                        const float *restrict average_gradient,
                        const float *restrict maximum_gradient,
                        const int32_t *restrict winner) {
  if (rows == 0) return;
  float share = 1.0f / divisor;
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * channels;
    if (average_gradient != NULL) {
      for (size_t c = 0; c < channels; c++) row[c] = average_gradient[c] * share;
    } else {
      memset(row, 0, channels * sizeof(float));
    }
  }
  if (maximum_gradient != NULL) {
    for (size_t c = 0; c < channels; c++) {
      x[(size_t)winner[c] * channels + c] += maximum_gradient[c];
    }
  }
}
