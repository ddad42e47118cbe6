#!/usr/bin/env bash
# Barcode counts from FASTQ: cupel against the shell chain of MPRAsnakeflow, cutadapt (the SuRE
# chain), polars and UMI-tools, in one run.
#
#   PYTHON=/path/to/python ./run.sh FOLDER [REPEATS]
#
# PYTHON needs numpy, polars, cutadapt and umi_tools. FOLDER gets the reads (made once) and the
# outputs. Every line printed is a tool, wall seconds (the best of REPEATS), the processor seconds of
# that run, which a busy machine changes less, and peak memory; of a chain of processes the largest. CUPEL names the program; CUPEL_READS=0 leaves cupel out.
set -euo pipefail

folder=$1
repeats=${2:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cupel=${CUPEL:-$here/../../.build/release/cupel}
python=${PYTHON:-python3}
tools=$(dirname "$(command -v "$python")")
adapter=CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA
reads=$folder/reads.fastq.gz
umis=$folder/umis.fastq.gz
export LC_ALL=C TMPDIR=$folder

mkdir -p "$folder"
[ -s "$umis" ] || "$python" "$here/make_reads.py" "$reads" --umi "$umis"

# measure NAME COMMAND...
measure() {
  local name=$1 best='' processor='' memory='' seconds user system kilobytes
  shift
  for _ in $(seq "$repeats"); do
    /usr/bin/time -f '%e %U %S %M' -o "$folder/time.txt" "$@" >"$folder/log.txt" 2>&1 ||
      { echo "$name failed:" >&2; cat "$folder/log.txt" >&2; exit 1; }
    read -r seconds user system kilobytes < <(tail -n 1 "$folder/time.txt")
    if [ -z "$best" ] || [ "$(echo "$seconds < $best" | bc)" = 1 ]; then
      best=$seconds processor=$(echo "$user + $system" | bc) memory=$kilobytes
    fi
  done
  printf '%-34s %8.2f s wall %8.2f s processor %6d MB\n' \
    "$name" "$best" "$processor" $((memory / 1024))
}

echo "reads of $(basename "$reads"), $repeats repeats, load $(cut -d' ' -f1 /proc/loadavg)"
measure 'zcat (floor)' bash -c "zcat $reads >/dev/null"
if [ "${CUPEL_READS:-1}" = 1 ]; then
  measure 'cupel, first 20 bases' "$cupel" count barcodes "$reads" --length 20 \
    --output "$folder/cupel_length.tsv.gz" --threads 2
  measure 'cupel, before the adapter' "$cupel" count barcodes "$reads" --adapter $adapter \
    --output "$folder/cupel_adapter.tsv.gz" --threads 2
fi
measure 'MPRAsnakeflow chain, first 20' bash -c "zcat $reads | awk 'NR%4==2{print substr(\$1,1,20)}' |
  sort | grep -v N | awk 'length(\$1)==20' | sort | uniq -c | gzip -c >$folder/chain.txt.gz"
measure 'polars, first 20' "$python" "$here/polars_counts.py" "$reads" "$folder/polars.tsv"
measure 'cutadapt chain, before the adapter' bash -c "$tools/cutadapt -j 2 -g $adapter -o /dev/null \
  --info-file=$folder/info.txt $reads >/dev/null; cut -f5 $folder/info.txt | sort | uniq -c |
  gzip -c >$folder/cutadapt.txt.gz; rm $folder/info.txt"
measure 'UMI-tools, directional' "$python" "$here/umi_tools_counts.py" "$reads" "$umis" \
  "$folder/umi_tools.tsv"
if [ "${CUPEL_READS:-1}" = 1 ]; then
  measure 'cupel, UMIs, directional' "$cupel" count barcodes "$reads" --length 20 \
    --umi "$umis" --umi-length 10 --umi-errors directional \
    --output "$folder/cupel_umi.tsv.gz" --threads 2
fi
