#include "CKernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

int ck_sha256_is_supported(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
  int has_shuffles = (c >> 9 & 1) && (c >> 19 & 1); // SSSE3 and SSE4.1
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  return has_shuffles && (b >> 29 & 1);
}

// Four rounds at a time. The instruction wants the eight working words as (a b e f) and (c d g h),
// the first letter in the highest lane; two rounds turn the one vector into the other.
__attribute__((target("sha,sse4.1"))) void ck_sha256(uint32_t *state, const uint8_t *blocks,
                                                      size_t count, const uint32_t *constants) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i abef = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]);
  __m128i cdgh = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7]);
  for (; count > 0; count -= 1, blocks += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
    for (int quarter = 0; quarter < 4; quarter++) {
      __m128i loaded = _mm_loadu_si128((const __m128i *)(blocks + 16 * quarter));
      words[quarter] = _mm_shuffle_epi8(loaded, big_endian);
    }
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) {
      __m128i current = words[group & 3];
      if (group >= 4) {
        // From the words 16, 15, 7 and 2 rounds earlier.
        __m128i seven = _mm_alignr_epi8(words[(group + 3) & 3], words[(group + 2) & 3], 4);
        __m128i partial = _mm_add_epi32(
            _mm_sha256msg1_epu32(current, words[(group + 1) & 3]), seven);
        current = _mm_sha256msg2_epu32(partial, words[(group + 3) & 3]);
        words[group & 3] = current;
      }
      __m128i sum = _mm_add_epi32(
          current, _mm_loadu_si128((const __m128i *)(constants + 4 * group)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  state[0] = (uint32_t)_mm_extract_epi32(abef, 3);
  state[1] = (uint32_t)_mm_extract_epi32(abef, 2);
  state[4] = (uint32_t)_mm_extract_epi32(abef, 1);
  state[5] = (uint32_t)_mm_extract_epi32(abef, 0);
  state[2] = (uint32_t)_mm_extract_epi32(cdgh, 3);
  state[3] = (uint32_t)_mm_extract_epi32(cdgh, 2);
  state[6] = (uint32_t)_mm_extract_epi32(cdgh, 1);
  state[7] = (uint32_t)_mm_extract_epi32(cdgh, 0);
}
#else
int ck_sha256_is_supported(void) { return 0; }

void ck_sha256(uint32_t *state, const uint8_t *blocks, size_t count, const uint32_t *constants) {
  (void)state, (void)blocks, (void)count, (void)constants;
}
#endif
