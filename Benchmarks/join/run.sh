#!/usr/bin/env bash
# Assigning barcodes and joining three samples: cupel, the shell chain of SuRE pipelines, and polars on
# the same synthetic tables, in one run; the three results are compared as sorted text.
#
#   PYTHON=/path/to/python ./run.sh [ROWS] [THREADS] [FOLDER]     (Python with numpy and polars)
set -euo pipefail
cd "$(dirname "$0")"
rows=${1:-10000000}
threads=${2:-2}
folder=${3:-$(mktemp -d)}
python=${PYTHON:-python3}
program=$(../build join-benchmark)
[ -f "$folder/ipcr.tsv" ] || "$python" make_data.py "$rows" "$folder"
timed() { /usr/bin/time -f "$1  %e s wall, %U s user, %M KiB peak" "${@:2}"; }
timed cupel "$program" "$folder" "$threads" "$folder/cupel.tsv"
export POLARS_MAX_THREADS=$threads
timed polars "$python" polars_join.py "$folder" "$folder/polars.tsv"
timed shell ./shell_join.sh "$folder" "$folder/shell.tsv" "$threads"
for tool in cupel polars shell; do
  LC_ALL=C sort -S 4G "$folder/$tool.tsv" | md5sum
done
