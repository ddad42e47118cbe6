#define _GNU_SOURCE
#include "CKernels.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// Above this size memory comes from the kernel directly: untouched pages cost nothing, and huge
// pages save most of the address-translation misses of long sweeps over activations.
static const size_t mapped_from = (size_t)1 << 22;

void *ck_allocate(size_t bytes) {
  if (bytes == 0) bytes = 64;
  if (bytes < mapped_from) {
    size_t rounded = (bytes + 63) & ~(size_t)63;
    void *memory = aligned_alloc(64, rounded);
    if (memory != NULL) memset(memory, 0, rounded);
    return memory;
  }
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  madvise(memory, bytes, MADV_HUGEPAGE);
  return memory;
}

void ck_release(void *memory, size_t bytes) {
  if (memory == NULL) return;
  if (bytes < mapped_from) {
    free(memory);
  } else {
    munmap(memory, bytes);
  }
}
