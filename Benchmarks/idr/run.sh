#!/usr/bin/env bash
# The IDR of two replicates of simulated scores: cupel, with the published rounds and accelerated, on
# one thread and on THREADS, and idr 2.0.3 on the same scores where PYTHON can import it.
#
#   PYTHON=/path/to/python ./run.sh [ROWS] [THREADS] [FOLDER]     (Python with numpy; and idr 2.0.3)
set -euo pipefail
cd "$(dirname "$0")"
rows=${1:-100000}
threads=${2:-2}
folder=${3:-$(mktemp -d)}
python=${PYTHON:-python3}
program=$(../build idr-benchmark)
file="$folder/scores-$rows.tsv"
[ -f "$file" ] || "$python" make_scores.py "$rows" "$file"
for method in published accelerated; do
  for count in 1 "$threads"; do
    echo "--- cupel, $method, $count threads"
    /usr/bin/time -f "%e s wall, %U s user, %M KiB peak, reading included" \
      "$program" "$file" "$count" "$method"
  done
done
if "$python" -c 'import idr.idr' 2>/dev/null; then
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" idr_fit.py "$file"
else
  echo "idr 2.0.3 is not installed for $python; its recorded times are in README.md"
fi
