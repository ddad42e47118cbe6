#!/usr/bin/env bash
# Tests of simulated elements × 6 samples: cupel and limma on the same counts, in one run, with the
# largest differences of their results.
#
#   ./run.sh [ELEMENTS] [THREADS] [FOLDER]        (Rscript with limma and statmod)
#   CORRELATED_ELEMENTS=5000 ./run.sh             also correlated blocks; limma takes minutes per 10,000
set -euo pipefail
cd "$(dirname "$0")"
elements=${1:-100000}
threads=${2:-2}
folder=${3:-$(mktemp -d)}
program=$(../build element-tests-benchmark)
timed() { /usr/bin/time -f "$1  %e s wall, %U s user, %M KiB peak" "${@:2}"; }
compare() {
  "$program" simulate "$2" "$folder/$1.tsv"
  timed "cupel, 1 thread" "$program" "$1" "$folder/$1.tsv" 1 "$folder/$1.cupel"
  timed "cupel, $threads threads" "$program" "$1" "$folder/$1.tsv" "$threads" "$folder/$1.cupel"
  timed limma Rscript limma.R "$folder/$1.tsv" "$folder/$1.cupel" "$1"
}
compare fit "$elements"
compare correlated "${CORRELATED_ELEMENTS:-2000}"
