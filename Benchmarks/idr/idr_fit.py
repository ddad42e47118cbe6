#!/usr/bin/env python3
"""Time idr 2.0.3 on a file of scores: ranks, fit and rates, without reading and writing.

Usage: idr_fit.py FILE        (needs idr 2.0.3 from github.com/nboley/idr, numpy < 1.24, cython)
"""
import collections
import sys
import time

import numpy as np

import idr
import idr.idr

idr.QUIET = True
Row = collections.namedtuple("Row", "signals")
rows = [Row(tuple(float(x) for x in line.split())) for line in open(sys.argv[1])]
np.random.seed(0)
start = time.perf_counter()
ranks = idr.idr.build_rank_vectors(rows)
local = idr.idr.fit_model_and_calc_local_idr(*ranks)
rates = idr.idr.calc_global_IDR(local)
print(f"idr 2.0.3: {time.perf_counter() - start:.2f} s, "
      f"global <= 0.05: {int((rates <= 0.05).sum())}")
