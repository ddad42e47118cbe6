#!/bin/bash
# Training speed of cupel and PyTorch in one run. Needs a Python with torch 2.13.0 in $PYTHON.
# Usage: PYTHON=/path/to/python ./run.sh [threads]
set -e
cd "$(dirname "$0")"
threads=${1:-2}
unset OPENBLAS_CORETYPE OPENBLAS_NUM_THREADS
program=$(../build network-training-benchmark)
peer() {
  "${PYTHON:-python3}" torch_benchmark.py "$@" "$threads"
  MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 \
    MALLOC_TOP_PAD_=1000000000 "${PYTHON:-python3}" torch_benchmark.py "$@" "$threads"
}
for preset in small basset; do
  n=$([ $preset = small ] && echo 12 || echo 3)
  "$program" $preset 600 128 $n "$threads" flatten
  peer $preset 600 128 $n
done
"$program" small sure 128 8 "$threads" pool
peer small 2000 128 4
