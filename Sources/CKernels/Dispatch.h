#pragma once

// Clones of a function for the instruction sets worth having; resolved by the loader. The levels
// are chosen by what the processor supports (v3 is AVX2 + FMA, v4 adds AVX-512); naming a model,
// "arch=haswell", would match that model only and leave every AMD processor on the baseline.
#if defined(__x86_64__) && defined(__linux__)
#define CK_CLONES                                                                                 \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif
