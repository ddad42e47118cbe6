// Writes a SuRE count table of any length to standard output: what a whole-genome experiment looks
// like in size and form, not in biology.
//
//   cc -O2 -o sure_table sure_table.c -lm
//   ./sure_table FRAGMENTS [DUPLICATES_PER_1000] | bgzip -@2 -l1 > table.txt.gz
//
// Columns: chr start end strand iPCR and six cDNA samples (two biological replicates of three PCR
// replicates). Rows are sorted by chromosome, start and end; every fragment is one row unless
// duplicates are asked for. Lengths are log-normal around 300 bp, iPCR counts geometric, and 97 of
// 100 fragments have no cDNA read at all. The same arguments give the same bytes.

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    "chr1",  "chr2",  "chr3",  "chr4",  "chr5",  "chr6",  "chr7",  "chr8",
    "chr9",  "chr10", "chr11", "chr12", "chr13", "chr14", "chr15", "chr16",
    "chr17", "chr18", "chr19", "chr20", "chr21", "chr22", "chrX"};
// hg19, megabases.
static const double lengths[] = {249, 243, 198, 191, 181, 171, 159, 146, 141, 136, 135, 134,
                                 115, 107, 103, 90,  81,  78,  59,  63,  48,  51,  155};
enum { CHROMOSOMES = 23, SAMPLES = 6, LENGTHS = 4096, BUFFER = 1 << 20 };

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint64_t next(void) {  // SplitMix64
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static double uniform(void) { return ((double)(next() >> 11) + 0.5) / 9007199254740992.0; }

// A geometric number: 0 with probability 1 - q, mean q / (1 - q); log_q is ln(q).
static uint32_t geometric(double log_q) { return (uint32_t)(log(uniform()) / log_q); }

static char *put(char *to, uint64_t value) {
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + value % 10);
  while (value /= 10);
  while (count) *to++ = digits[--count];
  return to;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s FRAGMENTS [DUPLICATES_PER_1000]\n", argv[0]);
    return 64;
  }
  const int64_t fragments = atoll(argv[1]);
  const uint64_t duplicates = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
  double genome = 0;
  for (int c = 0; c < CHROMOSOMES; c++) genome += lengths[c] * 1e6;
  uint32_t lengthTable[LENGTHS];  // log-normal, median 300, sigma 0.5
  for (int i = 0; i < LENGTHS; i++) {
    const double z = sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
    lengthTable[i] = (uint32_t)fmax(60, fmin(2000, 300 * exp(0.5 * z)));
  }
  char *const buffer = malloc(BUFFER + 4096);
  char *to = buffer;
  to += sprintf(to, "chr\tstart\tend\tstrand\tiPCR");
  for (int s = 0; s < SAMPLES; s++)
    to += sprintf(to, "\tcDNA_B%d_T%d", s / 3 + 1, s % 3 + 1);
  *to++ = '\n';
  int64_t left = fragments;
  double basesLeft = genome;
  for (int c = 0; c < CHROMOSOMES; c++) {
    const double bases = lengths[c] * 1e6;
    const int64_t here = c + 1 == CHROMOSOMES ? left : (int64_t)(left * (bases / basesLeft));
    left -= here;
    basesLeft -= bases;
    const double gap = bases / (double)(here + 1) - 1;  // mean distance beyond the least, 1
    const double logGap = log(gap / (gap + 1));
    const size_t nameLength = strlen(names[c]);
    uint64_t start = 1;
    for (int64_t row = 0; row < here; row++) {
      start += 1 + geometric(logGap);
      char line[160];
      char *p = line;
      memcpy(p, names[c], nameLength);
      p += nameLength;
      *p++ = '\t';
      p = put(p, start);
      *p++ = '\t';
      const uint64_t bits = next();
      p = put(p, start + lengthTable[bits % LENGTHS] - 1);
      *p++ = '\t';
      *p++ = bits >> 32 & 1 ? '+' : '-';
      *p++ = '\t';
      p = put(p, 1 + geometric(-0.7));
      const int isActive = bits >> 40 & 31 ? 0 : 1;
      const double rate = isActive ? exp(2 * (uniform() - 0.5)) * 4 : 0;
      for (int s = 0; s < SAMPLES; s++) {
        *p++ = '\t';
        p = put(p, isActive ? geometric(log(rate / (rate + 1))) : 0);
      }
      *p++ = '\n';
      const int copies = next() % 1000 < duplicates ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        memcpy(to, line, (size_t)(p - line));
        to += p - line;
      }
      if (to - buffer > BUFFER - 512) {
        if (fwrite(buffer, 1, (size_t)(to - buffer), stdout) == 0) return 74;
        to = buffer;
      }
    }
  }
  fwrite(buffer, 1, (size_t)(to - buffer), stdout);
  free(buffer);
  return fflush(stdout) == 0 ? 0 : 74;
}
