"""Freezes values of SciPy and NumPy that Kendall's tau, Lin's concordance and ICC(1) are tested against.

Pinned: Python 3.11, numpy 2.4.6, scipy 1.17.1.
Run `python make_oracles.py > agreement.json` in this folder. No randomness: data come from integer formulas.
"""

import json

import numpy
import scipy
from scipy import stats

assert numpy.__version__ == "2.4.6", numpy.__version__
assert scipy.__version__ == "1.17.1", scipy.__version__


def column(count, factor, modulus, divisor=7.0):
    """A reproducible column with ties: ((i·factor) mod modulus)/divisor."""
    return numpy.array([(i * factor) % modulus for i in range(count)], dtype=float) / divisor


def concordance(x, y):
    covariance = numpy.cov(x, y, ddof=0)
    shift = x.mean() - y.mean()
    c = 2 * covariance[0, 1] / (covariance[0, 0] + covariance[1, 1] + shift**2)
    r = numpy.corrcoef(x, y)[0, 1]
    u = shift / (covariance[0, 0] * covariance[1, 1]) ** 0.25
    variance = (
        (1 - r**2) * c**2 * (1 - c**2) / r**2 + 2 * c**3 * (1 - c) * u**2 / r
        - 0.5 * c**4 * u**4 / r**2) / (len(x) - 2)
    half = stats.norm.ppf(0.975) * numpy.sqrt(variance) / (1 - c**2)
    return c, numpy.sqrt(variance), numpy.tanh(numpy.arctanh(c) - half), numpy.tanh(numpy.arctanh(c) + half)


def icc1(columns):
    """From the F statistic of a one-way analysis of variance whose groups are the rows."""
    table = numpy.array(columns).T
    f = stats.f_oneway(*table).statistic
    return (f - 1) / (f + table.shape[1] - 1)


cases = []
for count, x_modulus, y_modulus in [
        (3, 101, 97), (12, 101, 97), (40, 101, 97), (40, 5, 7), (500, 3, 4), (2000, 1009, 13), (5000, 997, 991)]:
    x = column(count, 37, x_modulus)
    y = column(count, 53, y_modulus) + 0.3 * numpy.floor(x)
    z = column(count, 29, 89) + 0.5 * x
    kendall = stats.kendalltau(x, y, method="asymptotic")
    value, error, low, high = concordance(x, z)
    cases.append({
        "count": count, "xModulus": x_modulus, "yModulus": y_modulus,
        "tau": float(kendall.statistic), "tauPValue": float(kendall.pvalue),
        "pearsonPValue": float(stats.pearsonr(x, y).pvalue),
        "concordance": float(value), "concordanceError": float(error),
        "low": float(low), "high": float(high), "icc": float(icc1([x, y, z])),
    })
print(json.dumps(cases, indent=1))
