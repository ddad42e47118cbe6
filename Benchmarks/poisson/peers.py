#!/usr/bin/env python3
"""peers.py FOLDER make ROWS | fit: makes counts.bin, or fits it with SciPy and statsmodels."""
import sys
import time

import numpy

folder = sys.argv[1]
if sys.argv[2] == "make":
    rows = int(sys.argv[3])
    g = numpy.random.default_rng(1)
    dna = 1 + g.poisson(g.exponential(12, rows))
    activity = g.gamma(0.5, 2, rows)
    counts = [dna] + [g.poisson(activity * dna * depth) for depth in (0.05, 0.1, 0.04)]
    numpy.stack(counts, axis=1).astype("<u4").tofile(folder + "/counts.bin")
    sys.exit()

from scipy import optimize, special, stats  # noqa: E402

counts = numpy.fromfile(folder + "/counts.bin", dtype="<u4").reshape(-1, 4)
start = time.time()
dna, rna = counts[:, 0].astype(float), counts[:, 1:].sum(axis=1).astype(float)
x = dna * (counts[:, 1:].sum() / counts[:, 0].sum())


def minus(p):
    m, a = numpy.exp(p[0]) * x, numpy.exp(p[1])
    value = -numpy.sum(special.gammaln(a + rna) - special.gammaln(a) + a * numpy.log(a / (a + m))
                       + special.xlogy(rna, m / (a + m)))
    by_mean = -numpy.sum(a * (rna - m) / (a + m))
    by_size = -a * numpy.sum(special.digamma(a + rna) - special.digamma(a) + numpy.log(a / (a + m))
                             + 1 - (a + rna) / (a + m))
    return value, numpy.array([by_mean, by_size])


best = optimize.minimize(minus, [0, 0], jac=True, method="L-BFGS-B")
fitted = time.time()
mean, shape = numpy.exp(best.x)
rate = shape / mean
log2_mean = (special.digamma(shape + rna) - numpy.log(rate + x)) / numpy.log(2)
variance = special.polygamma(1, shape + rna) / numpy.log(2) ** 2
lower, upper = (stats.gamma.ppf(p, shape + rna, scale=1 / (rate + x)) for p in (0.025, 0.975))
weight = x / (rate + x)
print(f"SciPy, pooled counts only: fit {fitted - start:.2f} s, posteriors {time.time() - fitted:.2f} s, "
      f"mean {mean}, shape {shape}, mean log2 activity {log2_mean.mean()}")
try:
    from statsmodels.discrete.discrete_model import NegativeBinomial
except ImportError:
    print("statsmodels is not installed")
    sys.exit()
start = time.time()
model = NegativeBinomial(rna, numpy.ones((len(rna), 1)), exposure=x).fit(disp=0)
print(f"statsmodels NegativeBinomial, pooled counts only: fit {time.time() - start:.2f} s, "
      f"mean {numpy.exp(model.params[0])}, shape {1 / model.params[1]}")
