#!/usr/bin/env bash
# SuRE at scale: `count` and `normalize` on synthetic tables of 1.5, 15 and 150 million fragments, and
# the same work in polars, in one run.
#
#   PYTHON=/path/to/python ./run.sh FOLDER [FRAGMENTS ...]
#
# Tables and results go to FOLDER and are removed when measured; 150 million fragments need 25 GB of
# disk. Peer: a Python with polars; set POLARS_MOST to the most fragments that fit in memory with it.
# Needs cc, bgzip and GNU time.
set -euo pipefail

folder=$1
shift
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(1500000 15000000 150000000)
threads=${THREADS:-2}
polars_most=${POLARS_MOST:-20000000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cupel=${CUPEL:-$here/../../.build/release/cupel}
mkdir -p "$folder"
cc -O2 -o "$folder/sure_table" "$here/sure_table.c" -lm

# One stage with wall-clock and processor seconds, both also per row, and its peak memory.
stage() {
  local name=$1 fragments=$2 table=$3 work=$4
  /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$cupel" run "$here/experiment.yaml" \
    --define "TABLE=$table" --work-folder "$work" --until "$name" --threads "$threads" --quiet
  awk -v name="$name" -v rows="$fragments" '{
    printf "cupel %-9s %10d rows %8.1f s %6.2f us/row %8.1f processor-s %6.2f us/row", name, rows,
      $1, 1e6 * $1 / rows, $2 + $3, 1e6 * ($2 + $3) / rows
    printf " peak %6.0f MB, %.0f bytes/row\n", $4 / 1024, $4 * 1024 / rows
  }' "$folder/time"
}

for fragments in "${sizes[@]}"; do
  table=$folder/sure_$fragments.txt.gz
  work=$folder/work_$fragments
  rm -rf "$work"
  [ -s "$table" ] || "$folder/sure_table" "$fragments" | bgzip -@"$threads" -l1 >"$table"
  stage count "$fragments" "$table" "$work"
  stage normalize "$fragments" "$table" "$work"
  rm -rf "$work"
  if [ "$fragments" -le "$polars_most" ]; then
    "${PYTHON:-python3}" "$here/polars_benchmark.py" "$table" "$folder/activity.parquet"
    rm -f "$folder/activity.parquet"
  fi
  [ -n "${KEEP_TABLES:-}" ] || rm -f "$table"
done
