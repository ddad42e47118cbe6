#!/usr/bin/env python3
"""Write simulated_1000.txt and simulated_10000.txt: rank of the second replicate for each rank of
the first.

Usage: make_simulated.py        (needs numpy only)

Two sets whose fits by idr 2.0.3 (NumPy 1.26.4, defaults) were recorded: mean, deviation, correlation,
share and rows with a global IDR of at most 0.05 are
    1,000 rows   2.3521, 0.6528, 0.7599, 0.3802, 389
   10,000 rows   2.4738, 0.9182, 0.7978, 0.3931, 3858
"""
import numpy as np

for rows in (1000, 10000):
    g = np.random.default_rng(1)
    signal = int(0.4 * rows)
    z = np.vstack([g.multivariate_normal([2.5, 2.5], [[1, 0.8], [0.8, 1]], signal),
                   g.normal(size=(rows - signal, 2))])
    ranks = z.argsort(0).argsort(0)
    np.savetxt(f"simulated_{rows}.txt", ranks[ranks[:, 0].argsort(), 1], fmt="%d")
