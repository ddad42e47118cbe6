#include "CKernels.h"
#include "Dispatch.h"
#include <math.h>
#include <string.h>

// Eight rows at a time: one register of AVX-512, two of AVX2, four of the baseline.
enum { lanes = 8 };
typedef double lanes_d __attribute__((vector_size(64)));
typedef int64_t lanes_i __attribute__((vector_size(64)));

// Between logarithms: a product of 256 factors of at most 2 does not overflow.
enum { rows_between_logarithms = 256 * lanes };

#define SPLAT(x) ((lanes_d){(x), (x), (x), (x), (x), (x), (x), (x)})
#define SELECT(mask, yes, no)                                                                     \
  ((lanes_d)(((mask) & (lanes_i)(yes)) | (~(mask) & (lanes_i)(no))))

// exp(x) for x in −40…0: 2^k · exp(r), |r| ≤ ln 2 / 2, the series of exp to r¹³ (relative error
// below 1e-16 beside rounding).
#define EXPONENTIAL(result, x)                                                                    \
  do {                                                                                            \
    const lanes_d shifted_ = (x)*0x1.71547652b82fep+0 + SPLAT(0x1.8p52);                          \
    const lanes_d k_ = shifted_ - SPLAT(0x1.8p52);                                                \
    const lanes_d r_ = ((x)-k_ * 0x1.62e42fefa3800p-1) - k_ * 0x1.ef35793c76730p-45;              \
    const lanes_d r2_ = r_ * r_;                                                                  \
    const lanes_d r4_ = r2_ * r2_;                                                                \
    const lanes_d a_ = (r_ + 1) + r2_ * (r_ * (1.0 / 6) + 0.5);                                   \
    const lanes_d b_ = (r_ * (1.0 / 120) + 1.0 / 24) + r2_ * (r_ * (1.0 / 5040) + 1.0 / 720);     \
    const lanes_d c_ = (r_ * (1.0 / 362880) + 1.0 / 40320) +                                      \
                       r2_ * (r_ * (1.0 / 39916800) + 1.0 / 3628800);                             \
    const lanes_d d_ = r_ * (1.0 / 6227020800.0) + 1.0 / 479001600.0;                             \
    const lanes_d series_ = a_ + r4_ * (b_ + r4_ * (c_ + r4_ * d_));                              \
    (result) = (lanes_d)((lanes_i)series_ + ((lanes_i)shifted_ << 52));                           \
  } while (0)

CK_CLONES
void ck_idr_expectation(const double *sums, const double *scatters, size_t count,
                        const ck_idr_odds *odds, double *totals) {
  const lanes_d zero = SPLAT(0), one = SPLAT(1);
  lanes_d weight = zero, distance = zero, squared = zero, scatter = zero, positive = zero;
  double logarithm = 0;
  for (size_t start = 0; start < count; start += rows_between_logarithms) {
    const size_t end =
        count - start < rows_between_logarithms ? count : start + rows_between_logarithms;
    lanes_d product = one;
    for (size_t row = start; row < end; row += lanes) {
      lanes_d s = zero, v = zero;
      lanes_i used = ~(lanes_i){0};
      if (end - row >= lanes) {
        memcpy(&s, sums + row, sizeof s);
        memcpy(&v, scatters + row, sizeof v);
      } else {
        for (size_t lane = 0; lane < lanes; lane++) {
          const int is_row = row + lane < end;
          if (is_row) s[lane] = sums[row + lane];
          if (is_row) v[lane] = scatters[row + lane];
          used[lane] = is_row ? -1 : 0;
        }
      }
      const lanes_d t = s - odds->center;
      const lanes_d log_odds = odds->constant + v * odds->scatter_weight +
                               s * s * odds->sum_weight - t * t * odds->distance_weight;
      // Both branches of the logistic function from exp of a number that is not positive; below
      // −37 it vanishes beside 1.
      const lanes_i is_noise = log_odds < zero;
      lanes_d below = SELECT(is_noise, log_odds, -log_odds);
      below = SELECT(below < SPLAT(-37), SPLAT(-37), below);
      lanes_d small;
      EXPONENTIAL(small, below);
      const lanes_d sum = one + small;
      lanes_d probability = SELECT(is_noise, small, one) / sum;
      probability = (lanes_d)(used & (lanes_i)probability);
      const lanes_d weighted = probability * t;
      weight += probability;
      distance += weighted;
      squared += weighted * t;
      scatter += probability * v;
      product *= SELECT(used, sum, one);
      positive += (lanes_d)(used & ~is_noise & (lanes_i)log_odds);
    }
    for (size_t lane = 0; lane < lanes; lane++) logarithm += log(product[lane]);
  }
  memset(totals, 0, 5 * sizeof(double));
  for (size_t lane = 0; lane < lanes; lane++) {
    totals[0] += weight[lane];
    totals[1] += distance[lane];
    totals[2] += squared[lane];
    totals[3] += scatter[lane];
    totals[4] += positive[lane];
  }
  totals[4] += logarithm;
}

void ck_idr_pairs(const double *values, const int32_t *first, const int32_t *second,
                  size_t count, double *sums, double *scatters) {
  for (size_t row = 0; row < count; row++) {
    const double a = values[first[row]], b = values[second[row]];
    sums[row] = a + b;
    scatters[row] = 0.5 * (a - b) * (a - b);
  }
}

CK_CLONES
void ck_quintic(const double *places, size_t count, double start, double scale,
                const double *coefficients, double *values) {
  const double c0 = coefficients[0], c1 = coefficients[1], c2 = coefficients[2],
               c3 = coefficients[3], c4 = coefficients[4], c5 = coefficients[5];
  for (size_t i = 0; i < count; i++) {
    const double t = (places[i] - start) * scale;
    values[i] = c0 + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * c5))));
  }
}
