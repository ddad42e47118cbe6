#pragma once
#include <stddef.h>
#include <stdint.h>

// SIMD kernels: of the convolutional networks, each compiled for AVX-512, AVX2 + FMA and the baseline,
// of which the loader picks one when the program starts; of the mixture behind IDR; and of SHA-256.
//
// Layout of every matrix: row-major (rows, channels), a row is a position. Reductions over rows
// accumulate in double, in row order. No kernel allocates; pointers must not overlap unless said.

// MARK: memory

/// `bytes` of zeroed memory on a 64-byte boundary, or NULL. Large blocks are mapped lazily.
void *ck_allocate(size_t bytes);
/// Gives back what `ck_allocate(bytes)` returned.
void ck_release(void *memory, size_t bytes);

// MARK: rows of indicators

/// rows[i * 4 + codes[i]] = 1, the other three 0; a code above 3 gives a row of zeros.
void ck_indicator_rows(const uint8_t *codes, size_t count, float *rows);

// MARK: channel statistics

/// sum[c] += Σ z[r][c] and squares[c] += Σ z[r][c]².
void ck_channel_moments(const float *z, size_t rows, size_t channels, double *sum,
                        double *squares);
/// sum[c] += Σ z[r][c].
void ck_channel_sums(const float *z, size_t rows, size_t channels, double *sum);

// MARK: normalise, rectify, pool

/// What a channel is normalised with: normalized = (z − mean) · inverse, out = normalized · scale
/// + shift.
typedef struct {
  const float *mean;
  const float *inverse;
  const float *scale;
  const float *shift;
} ck_normalization;

/// Pools one sequence: cell i is max(0, the largest out of rows i·window ..< (i+1)·window), the
/// last window cut at the end of the sequence; the first of equal rows wins. `normalized` and
/// `winner` (the winning row within its window) may both be NULL.
void ck_normalize_rectify_pool(const float *z, size_t rows, size_t channels, size_t window,
                               const ck_normalization *by, float *pooled, float *normalized,
                               uint8_t *winner);
/// With g = gradient where pooled > 0, else 0: sum[c] += Σ g, product[c] += Σ g · normalized.
void ck_normalize_gradient_sums(const float *gradient, const float *pooled,
                                const float *normalized, size_t cells, size_t channels,
                                double *sum, double *product);
/// Replaces z of one sequence by its gradient, factor[c] · (g − offset[c] − (z − mean[c]) ·
/// slope[c]), where g is the pooled gradient at winning rows of cells > 0 and 0 elsewhere.
void ck_normalize_backward(float *z, size_t rows, size_t channels, size_t window,
                           const float *gradient, const float *pooled, const uint8_t *winner,
                           const float *factor, const float *offset, const float *mean,
                           const float *slope);

// MARK: pooling over a whole sequence

/// average[c] = sum over the rows / divisor; zeros for no row.
void ck_global_average(const float *x, size_t rows, size_t channels, double divisor,
                       float *average);
/// maximum[c] and the first row that has it; zeros for no row.
void ck_global_maximum(const float *x, size_t rows, size_t channels, float *maximum,
                       int32_t *winner);
/// x = average_gradient / divisor in every row, plus maximum_gradient in the winning rows. Either
/// gradient may be NULL.
void ck_global_backward(float *x, size_t rows, size_t channels, float divisor,
                        const float *average_gradient,
                        const float *maximum_gradient, const int32_t *winner);

// MARK: vectors

/// x[r][c] += bias[c].
void ck_add_bias(float *x, size_t rows, size_t channels, const float *bias);
/// x[i] = 0 with probability 1 − keep, else x[i] / keep; element i of stream `seed` is kept or
/// not by counter, so calling it on values and on gradients uses the same mask.
void ck_dropout(float *x, size_t count, uint64_t seed, float keep);
/// out = Σ over parts of part[p * stride + i], parts added in order.
void ck_reduce_parts(float *out, const float *part, size_t parts, size_t stride, size_t count);
/// flipped[(taps − 1 − t)][b][a] = weights[t][a][b].
void ck_flip_taps(const float *weights, size_t taps, size_t a, size_t b, float *flipped);

// MARK: optimisers

typedef struct {
  float step;              // learning rate / (1 − β1^t)
  float first_decay;       // β1
  float second_decay;      // β2
  float second_correction; // √(1 − β2^t)
  float epsilon;
} ck_adam_settings;

/// One Adam step on `count` weights; the gradient is multiplied by `gradient_scale` and gets
/// `penalty` · weight added first.
void ck_adam(float *weights, const float *gradient, float *first, float *second, size_t count,
             float gradient_scale, float penalty, const ck_adam_settings *settings);
/// One RMSprop step: v = decay · v + (1 − decay) g², w −= rate · g / (√v + epsilon).
void ck_rmsprop(float *weights, const float *gradient, float *second, size_t count,
                float gradient_scale, float penalty, float rate, float decay, float epsilon);
/// Σ x², in double.
double ck_sum_of_squares(const float *x, size_t count);
/// Scales every column whose Euclidean norm exceeds `limit` down to it; `scratch` holds `columns`
/// doubles.
void ck_limit_column_norms(float *weights, size_t rows, size_t columns, double limit,
                           double *scratch);

// MARK: the mixture behind IDR

/// The log-odds of a row with sum S and scatter V: constant + scatter_weight · V + sum_weight · S²
/// − distance_weight · (S − center)².
typedef struct {
  double constant;
  double scatter_weight;
  double sum_weight;
  double distance_weight;
  double center;
} ck_idr_odds;

/// With e = 1/(1 + exp(−log-odds)) and T = S − center, over the rows: totals = Σe, ΣeT, ΣeT², ΣeV,
/// Σ ln(1 + exp(log-odds)). Exponentials are good to the last bit or two.
void ck_idr_expectation(const double *sums, const double *scatters, size_t count,
                        const ck_idr_odds *odds, double *totals);
/// With a = values[first[i]] and b = values[second[i]]: sums = a + b, scatters = (a − b)²/2.
void ck_idr_pairs(const double *values, const int32_t *first, const int32_t *second,
                  size_t count, double *sums, double *scatters);
/// values[i] = Σ coefficients[k] t^k, k = 0…5, at t = (places[i] − start) · scale.
void ck_quintic(const double *places, size_t count, double start, double scale,
                const double *coefficients, double *values);

// MARK: digests

/// Whether the processor has the instructions of `ck_sha256`.
int ck_sha256_is_supported(void);
/// Feeds `count` blocks of 64 bytes to the compression function of SHA-256 (FIPS 180-4); `state` has 8
/// words, `constants` the 64 of the standard. The processor must have the instructions.
void ck_sha256(uint32_t *state, const uint8_t *blocks, size_t count, const uint32_t *constants);
