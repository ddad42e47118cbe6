#!/usr/bin/env bash
# Gamma-Poisson fit and posteriors of sparse fragments: cupel, SciPy and statsmodels on the same counts.
#
#   PYTHON=/path/to/python ./run.sh [ROWS] [THREADS] [FOLDER]     (Python with numpy, scipy, statsmodels)
set -euo pipefail
cd "$(dirname "$0")"
rows=${1:-2000000}
threads=${2:-2}
folder=${3:-$(mktemp -d)}
python=${PYTHON:-python3}
program=$(../build poisson-benchmark)
[ -f "$folder/counts.bin" ] || "$python" peers.py "$folder" make "$rows"
timed() { /usr/bin/time -f "  %e s wall, %U s user, %M KiB peak" "$@"; }
timed "$program" "$folder" "$threads"
timed "$program" "$folder" "$threads" own-dna
timed "$program" "$folder" "$threads" automatic
timed "$python" peers.py "$folder" fit
