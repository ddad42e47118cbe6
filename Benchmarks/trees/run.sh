#!/usr/bin/env bash
# Boosted trees: cupel against XGBoost on the same features and rows, in one run.
#
#   PYTHON=/path/to/python ./run.sh EXPERIMENT.yaml WORK_FOLDER [THREADS] [cupel run options]
#
# WORK_FOLDER must be up to date. The stage `trees` is run again, then XGBoost (version printed) is
# given the matrix that stage reads and the same depth, learning rate, penalties and stopping rule.
set -euo pipefail

experiment=$1
work=$2
threads=${3:-2}
shift $(($# < 3 ? $# : 3))
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cupel=${CUPEL:-$here/../../.build/release/cupel}

unset OPENBLAS_CORETYPE
"$cupel" run "$experiment" --work-folder "$work" --only trees --force trees --threads "$threads" \
  --quiet "$@"
"${PYTHON:-python3}" "$here/xgboost_benchmark.py" "$work" "$threads"
