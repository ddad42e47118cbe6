#pragma once

// Clones of a function for the instruction sets worth having; resolved by the loader.
#if defined(__x86_64__) && defined(__linux__)
#define CK_CLONES                                                                                 \
  __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define CK_CLONES
#endif
