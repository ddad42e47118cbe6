#!/usr/bin/env bash
# The shell chain of SuRE pipelines (sort, keep the best place of each barcode, join): FOLDER OUTPUT THREADS
set -euo pipefail
export LC_ALL=C
folder=$1 output=$2 threads=$3
# Best place of each barcode: rows sorted so that the best of equal places comes first.
tail -n +2 "$folder/ipcr.tsv" |
  sort --parallel="$threads" -S 4G -k6,6 -k7,7nr -k10,10nr -k1,1 -k2,2n -k3,3n -k5,5 |
  awk -F'\t' '$6 != last { print $6, $1, $2, $3, $5, $7; last = $6 }' >"$output.best"
for number in 1 2 3; do
  awk '{ print $2, $1 }' "$folder/sample_$number.tsv" |
    sort --parallel="$threads" -S 4G -k1,1 |
    join -a 1 -e 0 -o auto "$output.best" - >"$output.next"
  mv "$output.next" "$output.best"
done
awk 'BEGIN { OFS = "\t" } { print $2, $3, $4, $5, $1, $6, $7, $8, $9 }' "$output.best" >"$output"
rm "$output.best"
