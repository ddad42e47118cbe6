#!/usr/bin/env bash
# Counted fragments of a coordinate-sorted BAM: cupel against the tools a user would chain, in one run.
#
#   PYTHON=/path/to/python ./run.sh [X.bam]
#
# Without a file, 4 M pairs are made by make_bam.py (NumPy, samtools) in a temporary folder. Each line
# is the wall time, the processor time and the peak memory of the largest process of one way, then
# what it found: pairs, distinct fragments, highest count. `samtools view -c` only reads.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cupel=${CUPEL:-$here/../../.build/release/cupel}
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

bam=${1:-$folder/pairs.bam}
[ $# -ge 1 ] || "$python" "$here/make_bam.py" "$bam"
cat "$bam" >/dev/null # into the page cache

measure() {
  local name=$1
  shift
  /usr/bin/time -o "$folder/time" -f '%e s wall, %U + %S s processor, %M kB' "$@" >"$folder/found" 2>"$folder/errors" ||
    { cat "$folder/errors" >&2; return 1; }
  printf '%-28s %s: %s\n' "$name" "$(cat "$folder/time")" "$(tail -1 "$folder/found")"
}

summary='{ n += $1; u++; if ($1 > m) m = $1 } END { print n, u, m }'
chain="samtools sort -n '$bam' | bedtools bamtobed -bedpe -mate1 -i - |
  awk 'BEGIN { OFS = \"\t\" } \$8 >= 20 { s = \$2 < \$5 ? \$2 : \$5; e = \$3 > \$6 ? \$3 : \$6; print \$1, s, e, \$9 }' |
  LC_ALL=C sort | uniq -c | awk '$summary'"

samtools --version | head -1
bedtools --version
measure "samtools view -c" samtools view -@ 1 -c "$bam"
measure "cupel count alignments" "$cupel" count alignments "$bam" --output "$folder/out.tsv.gz" \
  --min-mapq 20 --threads 2
measure "pysam, Counter" "$python" "$here/pysam_count.py" "$bam" 20
measure "sort, bedtools, awk, sort" bash -c "$chain"
