#include "CKernels.h"
#include "Dispatch.h"
#include <math.h>
#include <string.h>

void ck_indicator_rows(const uint8_t *codes, size_t count, float *rows) {
  memset(rows, 0, count * 4 * sizeof(float));
  for (size_t i = 0; i < count; i++) {
    if (codes[i] < 4) rows[i * 4 + codes[i]] = 1;
  }
}

CK_CLONES
void ck_add_bias(float *restrict x, size_t rows, size_t channels, const float *restrict bias) {
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < channels; c++) x[r * channels + c] += bias[c];
  }
}

// SplitMix64 as a counter-based generator: element i depends on (seed, i) only.
CK_CLONES
void ck_dropout(float *restrict x, size_t count, uint64_t seed, float keep) {
  const float scale = 1.0f / keep;
  const uint64_t threshold = (uint64_t)((double)keep * 16777216.0);
  for (size_t i = 0; i < count; i++) {
    uint64_t word = seed + (i + 1) * 0x9e3779b97f4a7c15u;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    word ^= word >> 31;
    x[i] = (word >> 40) < threshold ? x[i] * scale : 0;
  }
}

CK_CLONES
void ck_reduce_parts(float *restrict out, const float *restrict part, size_t parts, size_t stride,
                     size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = parts > 0 ? part[i] : 0;
  for (size_t p = 1; p < parts; p++) {
    for (size_t i = 0; i < count; i++) out[i] += part[p * stride + i];
  }
}

void ck_flip_taps(const float *weights, size_t taps, size_t a, size_t b, float *flipped) {
  enum { tile = 16 };
  for (size_t t = 0; t < taps; t++) {
    const float *from = weights + t * a * b;
    float *to = flipped + (taps - 1 - t) * a * b;
    for (size_t i0 = 0; i0 < a; i0 += tile) {
      for (size_t j0 = 0; j0 < b; j0 += tile) {
        for (size_t i = i0; i < a && i < i0 + tile; i++) {
          for (size_t j = j0; j < b && j < j0 + tile; j++) to[j * a + i] = from[i * b + j];
        }
      }
    }
  }
}

CK_CLONES
void ck_adam(float *restrict weights, const float *restrict gradient, float *restrict first,
             float *restrict second, size_t count, float gradient_scale, float penalty,
             const ck_adam_settings *settings) {
  const float b1 = settings->first_decay, b2 = settings->second_decay;
  const float step = settings->step, correction = settings->second_correction;
  const float epsilon = settings->epsilon;
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * gradient_scale + penalty * weights[i];
    float m = b1 * first[i] + (1 - b1) * g;
    float v = b2 * second[i] + (1 - b2) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] -= step * m / (sqrtf(v) / correction + epsilon);
  }
}

CK_CLONES
void ck_rmsprop(float *restrict weights, const float *restrict gradient, float *restrict second,
                size_t count, float gradient_scale, float penalty, float rate, float decay,
                float epsilon) {
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * gradient_scale + penalty * weights[i];
    float v = decay * second[i] + (1 - decay) * g * g;
    second[i] = v;
    weights[i] -= rate * g / (sqrtf(v) + epsilon);
  }
}

CK_CLONES
double ck_sum_of_squares(const float *x, size_t count) {
  double lanes[8] = {0};
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    for (size_t j = 0; j < 8; j++) lanes[j] += (double)x[i + j] * (double)x[i + j];
  }
  for (size_t j = 0; i < count; i++, j++) lanes[j] += (double)x[i] * (double)x[i];
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) +
         ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

CK_CLONES
void ck_limit_column_norms(float *restrict weights, size_t rows, size_t columns, double limit,
                           double *restrict scratch) {
  memset(scratch, 0, columns * sizeof(double));
  for (size_t r = 0; r < rows; r++) {
    const float *row = weights + r * columns;
    for (size_t c = 0; c < columns; c++) scratch[c] += (double)row[c] * (double)row[c];
  }
  int any = 0;
  for (size_t c = 0; c < columns; c++) {
    double norm = sqrt(scratch[c]);
    any |= norm > limit;
    scratch[c] = norm > limit ? limit / norm : 1;
  }
  if (!any) return;
  for (size_t r = 0; r < rows; r++) {
    float *row = weights + r * columns;
    for (size_t c = 0; c < columns; c++) row[c] *= (float)scratch[c];
  }
}
