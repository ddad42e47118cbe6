#!/usr/bin/env python3
"""Two replicates of N scores: 40 % signal, mean 2.5, correlation 0.8; the rest independent noise.

Usage: make_scores.py N FILE        (needs numpy only)

The generator of the project's reference results: numpy.random.default_rng(1), the signal rows first.
"""
import sys

import numpy as np

rows, path = int(sys.argv[1]), sys.argv[2]
g = np.random.default_rng(1)
signal = int(0.4 * rows)
z = np.vstack([g.multivariate_normal([2.5, 2.5], [[1, 0.8], [0.8, 1]], signal),
               g.normal(size=(rows - signal, 2))])
with open(path, "w") as out:
    for a, b in z.tolist():
        out.write(f"{a!r}\t{b!r}\n")
