#pragma once
#include <htslib/bgzf.h>
#include <htslib/cram.h>
#include <htslib/faidx.h>
#include <htslib/hfile.h>
#include <htslib/hts.h>
#include <htslib/hts_log.h>
#include <htslib/kstring.h>
#include <htslib/sam.h>
#include <htslib/tbx.h>
#include <stdlib.h>

// Macros and variadic functions of htslib, which Swift cannot import.

static inline const uint8_t *cupel_bam_name(const bam1_t *record) {
  return (const uint8_t *)bam_get_qname(record);
}

// Bytes of the name without the NULs that pad it.
static inline int cupel_bam_name_length(const bam1_t *record) {
  return record->core.l_qname - record->core.l_extranul - 1;
}

// Bases of the reference under the alignment: operations M, D, N, = and X.
static inline hts_pos_t cupel_bam_reference_length(const bam1_t *record) {
  return bam_cigar2rlen((int)record->core.n_cigar, bam_get_cigar(record));
}

// Two bases a byte, the first in the high half.
static inline const uint8_t *cupel_bam_sequence(const bam1_t *record) {
  return bam_get_seq(record);
}

// Error bits of the BGZF layer, 0 when there is none or the file is not BGZF.
static inline unsigned cupel_block_errors(htsFile *file) {
  return file->format.format == bam && file->fp.bgzf ? file->fp.bgzf->errcode : 0;
}

// Value of a key of the @HD line into `value`, whose text the caller frees; 0 when it is there.
static inline int cupel_header_value(sam_hdr_t *header, const char *key, kstring_t *value) {
  return sam_hdr_find_tag_hd(header, key, value);
}

static inline int cupel_set_cram_reference(htsFile *file, const char *path) {
  return hts_set_opt(file, CRAM_OPT_REFERENCE, path);
}

// Tells the CRAM decoder which SAM fields are wanted, and not to make MD and NM up.
static inline int cupel_set_cram_fields(htsFile *file, int fields) {
  return hts_set_opt(file, CRAM_OPT_REQUIRED_FIELDS, fields) |
         hts_set_opt(file, CRAM_OPT_DECODE_MD, 0);
}
