#!/usr/bin/env bash
# Reading a compressed table of fragments into memory: cupel, polars and pandas, in one run.
#
#   PYTHON=/path/to/python ./run.sh [ROWS] [FOLDER]     (Python with numpy, polars, pandas; bgzip)
set -euo pipefail
cd "$(dirname "$0")"
rows=${1:-5000000}
folder=${2:-$(mktemp -d)}
python=${PYTHON:-python3}
program=$(../build tables-benchmark)
[ -f "$folder/table.tsv.gz" ] || "$python" peers.py make "$folder" "$rows"
for table in "$folder/table.tsv.gz" "$folder/table.bgzf.gz"; do
  echo "$(basename "$table"):"
  cat "$table" >/dev/null # into the page cache
  for _ in 1 2 3; do
    "$program" "$table" 2
    "$python" peers.py read "$table"
  done
done
