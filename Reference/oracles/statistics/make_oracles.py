"""Freezes values of SciPy, NumPy, statsmodels and scikit-learn that the Swift statistics are tested against.

Pinned: Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, scikit-learn 1.9.1.
Run `python make_oracles.py > oracles.json` in this folder. No randomness: data come from integer formulas.
"""

import json

import numpy
import scipy
import sklearn.metrics
import statsmodels
from scipy import special, stats
from statsmodels.stats.multitest import multipletests

assert numpy.__version__ == "2.4.6", numpy.__version__
assert scipy.__version__ == "1.17.1", scipy.__version__
assert statsmodels.__version__ == "0.15.0", statsmodels.__version__
assert sklearn.__version__ == "1.9.1", sklearn.__version__


def column(count, factor, modulus, divisor=7.0):
    """A reproducible column with ties: ((i·factor) mod modulus)/divisor."""
    return numpy.array([(i * factor) % modulus for i in range(count)], dtype=float) / divisor


def residual(y, covariates):
    design = numpy.column_stack([numpy.ones(len(y))] + covariates)
    return y - design @ numpy.linalg.lstsq(design, y, rcond=None)[0]


def partial(x, y, covariates):
    return float(stats.pearsonr(residual(x, covariates), residual(y, covariates))[0])


def correlations():
    cases = []
    for count, offset in [(3, 0.0), (40, 0.0), (40, 1e6), (5000, 0.0)]:
        x = column(count, 37, 101) + offset
        y = column(count, 53, 97) + 0.3 * x
        z = column(count, 29, 89) + 0.5 * x
        w = column(count, 11, 83) - 0.2 * y
        case = {
            "count": count,
            "offset": offset,
            "pearson": float(stats.pearsonr(x, y)[0]),
            "spearman": float(stats.spearmanr(x, y)[0]),
        }
        if count > 4:
            case["partial1"] = partial(x, y, [z])
            case["partial2"] = partial(x, y, [z, w])
            ranks = [stats.rankdata(v) for v in (x, y, z, w)]
            case["spearmanPartial2"] = partial(ranks[0], ranks[1], ranks[2:])
            inverse = numpy.linalg.inv(numpy.corrcoef([x, y, z, w]))
            case["partial2ByInverse"] = float(
                -inverse[0, 1] / numpy.sqrt(inverse[0, 0] * inverse[1, 1]))
        cases.append(case)
    return cases


def wilcoxon_cases():
    exact = [1.5, 2.5, -0.5, 4.0, 5.25, -6.0, 7.0, 8.5]
    long = [float((i * 7) % 51 + 1) * (-1 if i % 3 == 0 else 1) for i in range(25)]
    tied = [1.0, 1.0, -1.0, 2.0, 2.0, -3.0, 4.0, 4.0, 0.0, 5.0]
    many = [float((i * 37) % 101) / 10 - 3.0 for i in range(60)]
    cases = []
    for name, data in [("exact", exact), ("long", long), ("tied", tied), ("many", many)]:
        is_exact = name in ("exact", "long")
        p = stats.wilcoxon(
            data, method="exact" if is_exact else "approx", correction=not is_exact).pvalue
        kept = numpy.array([d for d in data if d != 0])
        ranks = stats.rankdata(abs(kept))
        cases.append({
            "differences": data, "isExact": is_exact, "pValue": float(p),
            "positiveRankSum": float(ranks[kept > 0].sum()),
        })
    return cases


def regression():
    x = column(40, 37, 101)
    y = column(40, 53, 97) + 0.3 * x
    line = stats.linregress(x, y)
    return {
        "slope": float(line.slope),
        "intercept": float(line.intercept),
        "r2": float(sklearn.metrics.r2_score(y, x)),
        "mse": float(sklearn.metrics.mean_squared_error(y, x)),
    }


def points(function, arguments):
    return [{"at": a, "value": float(function(a))} for a in arguments]


p_values = [0.01, 0.04, 0.03, 0.005, 0.2, 0.2, 0.9, 0.0005, 1.0]
sample = [4.0, 1.0, 2.5, 2.5, 9.0, -3.0, 0.125]
print(json.dumps({
    "correlations": correlations(),
    "ranks": {"values": sample, "ranks": stats.rankdata(sample).tolist()},
    "quantiles": {
        "values": sample,
        "points": points(lambda p: numpy.quantile(sample, p), [0, 0.025, 0.1, 0.5, 0.77, 0.975, 1]),
    },
    "moments": {
        "mean": float(numpy.mean(sample)),
        "variance": float(numpy.var(sample, ddof=1)),
    },
    "normalCumulative": points(stats.norm.cdf, [-37.0, -8.0, -1.96, -0.1, 0.0, 0.5, 3.0, 8.0]),
    "normalQuantile": points(
        stats.norm.ppf, [1e-300, 1e-20, 1e-6, 0.02425, 0.025, 0.3, 0.5, 0.8, 0.975, 1 - 1e-12]),
    "studentUpperTail": [
        {"t": t, "degrees": d, "value": float(stats.t.sf(t, d))}
        for t in [-2.0, 0.0, 0.001, 0.5, 2.0, 12.0, 50.0] for d in [1, 2.5, 10, 300, 1e6]
    ],
    "logGamma": points(special.gammaln, [1e-5, 0.3, 1.0, 1.5, 2.0, 7.25, 100.5, 1e7]),
    "digamma": points(special.digamma, [1e-5, 0.3, 1.0, 1.4616321, 2.0, 7.25, 100.5, 1e7]),
    "trigamma": points(lambda x: special.polygamma(1, x), [1e-5, 0.3, 1.0, 2.0, 7.25, 100.5, 1e7]),
    "incompleteBeta": [
        {"x": x, "a": a, "b": b, "value": float(special.betainc(a, b, x))}
        for x, a, b in [
            (0.5, 2, 3), (0.01, 0.5, 0.5), (0.99, 0.5, 0.5), (0.3, 20, 40), (0.999, 5e3, 2),
            (0.7, 1, 1), (1e-10, 0.1, 5)]
    ],
    "adjusted": {
        "pValues": p_values,
        "benjaminiHochberg": multipletests(p_values, method="fdr_bh")[1].tolist(),
        "holm": multipletests(p_values, method="holm")[1].tolist(),
    },
    "wilcoxon": wilcoxon_cases(),
    "regression": regression(),
}, indent=1))
