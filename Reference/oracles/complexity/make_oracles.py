"""Freezes values of SciPy and mpmath that the complexity statistics are tested against.

Pinned: Python 3.11, numpy 2.4.6, scipy 1.17.1, mpmath 1.3 or later.
Run `python make_oracles.py > complexity.json` in this folder. Random libraries come from seeded generators and
are written into the file as counts of counts, so that the Swift tests need no generator.
"""

import json

import mpmath
import numpy
from scipy import optimize, special, stats

mpmath.mp.dps = 40


def count_of_counts(counts):
    values, frequencies = numpy.unique(counts[counts > 0], return_counts=True)
    return {int(v): int(f) for v, f in zip(values, frequencies)}


def negative_log_likelihood(parameters, n):
    """Zero-truncated negative binomial in (ln m, ln size), the pmf of SciPy."""
    m, size = numpy.exp(parameters)
    k = numpy.array(list(n), dtype=float)
    f = numpy.array(list(n.values()), dtype=float)
    log_p = stats.nbinom.logpmf(k, size, size / (size + m))
    log_p0 = -size * numpy.log1p(m / size)
    return -(f * log_p).sum() + f.sum() * numpy.log(-numpy.expm1(log_p0))


def fit(n):
    """The maximum by SciPy, polished on the score equations in 40 digits."""
    start = min(
        (
            optimize.minimize(
                negative_log_likelihood, [numpy.log(m), numpy.log(size)], args=(n,), method="Nelder-Mead",
                options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 20000, "maxfev": 20000})
            for m in (0.3, 5.0) for size in (0.3, 5.0)
        ),
        key=lambda result: result.fun,
    )
    distinct = sum(n.values())

    def minus(log_m, log_size):
        m, a = mpmath.exp(log_m), mpmath.exp(log_size)
        total = mpmath.mpf(0)
        for k, f in n.items():
            total += f * (mpmath.loggamma(k + a) - mpmath.loggamma(a) - mpmath.loggamma(k + 1)
                          + a * mpmath.log(a / (a + m)) + k * mpmath.log(m / (a + m)))
        return total - distinct * mpmath.log(1 - (a / (a + m)) ** a)

    def score(log_m, log_size):
        m, a = mpmath.exp(log_m), mpmath.exp(log_size)
        unseen = (a / (a + m)) ** a
        reads = sum(k * f for k, f in n.items())
        by_m = reads / m - (reads + a * distinct) / (a + m) - distinct * unseen * (a / (a + m)) / (1 - unseen)
        by_a = mpmath.mpf(0)
        growth = mpmath.log(a / (a + m)) + m / (a + m)
        for k, f in n.items():
            by_a += f * (mpmath.digamma(k + a) - mpmath.digamma(a) + growth - k / (a + m))
        by_a += distinct * unseen * growth / (1 - unseen)
        return [by_m * m / reads, by_a * a / reads]

    root = mpmath.findroot(score, tuple(start.x), tol=1e-25)
    log_m, log_size = root[0], root[1]
    assert abs(log_m - start.x[0]) < 1e-3 and abs(log_size - start.x[1]) < 1e-2, (root, start.x)
    # Standard errors of ln m and ln a from the observed information, by differences in 40 digits.
    h = mpmath.mpf("1e-10")
    reads = sum(k * f for k, f in n.items())
    s = lambda i, j: reads * (score(log_m + h * (j == 0), log_size + h * (j == 1))[i]
                      - score(log_m - h * (j == 0), log_size - h * (j == 1))[i]) / (2 * h)
    information = -mpmath.matrix([[s(0, 0), s(0, 1)], [s(1, 0), s(1, 1)]])
    covariance = information ** -1

    def unseen_at(lm, la, t):
        m, a = mpmath.exp(lm) * t, mpmath.exp(la)
        return (a / (a + m)) ** a

    def variance(value):
        gradient = [(value(log_m + h, log_size) - value(log_m - h, log_size)) / (2 * h),
                    (value(log_m, log_size + h) - value(log_m, log_size - h)) / (2 * h)]
        return sum(gradient[i] * covariance[i, j] * gradient[j] for i in range(2) for j in range(2))

    complexity = lambda lm, la: distinct / (1 - unseen_at(lm, la, 1))
    doubled = lambda lm, la: complexity(lm, la) * (1 - unseen_at(lm, la, 2))
    c, p0, d = complexity(log_m, log_size), unseen_at(log_m, log_size, 1), doubled(log_m, log_size)
    p = 1 - unseen_at(log_m, log_size, 2) / p0
    v_c = variance(complexity) + c * p0 / (1 - p0)
    v_d = variance(doubled) + p * (1 - p) * c * p0 + p * p * c * p0 / (1 - p0)

    def interval(added, v):
        k = mpmath.exp(stats.norm.ppf(0.975) * mpmath.sqrt(mpmath.log(1 + v / added ** 2)))
        return [float(distinct + added / k), float(distinct + added * k)]

    m, a = mpmath.exp(log_m), mpmath.exp(log_size)
    if a < 1e-4:  # the likelihood rises towards infinitely many unseen things
        return None
    return {
        "mean": float(m), "size": float(a), "complexity": float(c),
        "complexityInterval": interval(c - distinct, v_c),
        "doubled": float(d), "doubledInterval": interval(d - distinct, v_d),
        "depthForNineTenths": float(a / m * ((1 - mpmath.mpf("0.9")) ** (-1 / a) - 1)),
        "expectedTwice": float(c * stats.nbinom.pmf(2, float(a), float(a / (a + m)))),
    }


def libraries():
    for seed, (c, m, size) in enumerate(
            [(2000, 0.3, 0.5), (2000, 2.0, 2.0), (2000, 20.0, 1.0), (20000, 1.0, 10.0), (500, 200.0, 0.7)]):
        g = numpy.random.default_rng(seed)
        yield f"negative binomial {c} {m} {size}", count_of_counts(stats.nbinom.rvs(size, size / (size + m), size=c, random_state=g))
    g = numpy.random.default_rng(100)
    yield "log-normal", count_of_counts(g.poisson(numpy.exp(g.normal(0.5, 1.5, 5000))))
    g = numpy.random.default_rng(101)
    jackpots = g.negative_binomial(1.5, 1.5 / 3.5, 3000)
    jackpots[:3] = [40000, 5000, 70000]
    yield "with jackpots", count_of_counts(jackpots)
    # A library of 3·10⁸ things and 1.2·10⁹ reads, its expected counts of counts rounded.
    k = numpy.arange(1, 400)
    expected = numpy.rint(3e8 * stats.nbinom.pmf(k, 0.8, 0.8 / 4.8)).astype(int)
    yield "3e8 things", {int(a): int(b) for a, b in zip(k, expected) if b > 0}


def smoothed_good_toulmin(n, t):
    further = t - 1
    trials = int(numpy.floor(0.5 * numpy.log(sum(k * f for k, f in n.items()) * further ** 2 / (further - 1)) / numpy.log(3)))
    weights = {k: stats.binom.sf(k - 1, trials, 2 / (2 + further)) for k in n}
    return [
        float(sum((-1) ** (k + 1) * further ** k * weights[k] * f for k, f in n.items() if weights[k] > 0)),
        float(numpy.sqrt(sum((further ** k * weights[k]) ** 2 * f for k, f in n.items() if weights[k] > 0))),
    ]


def subsampling(n):
    total = sum(k * f for k, f in n.items())
    points = []
    for share in (0.001, 0.1, 0.5, 0.9):
        reads = int(round(share * total))
        points.append({
            "share": share, "reads": reads,
            "binomial": float(sum(f * stats.binom.sf(0, k, share) for k, f in n.items())),
            "hypergeometric": float(sum(f * (1 - stats.hypergeom.pmf(0, total, k, reads)) for k, f in n.items())),
        })
    return points


def peers(n):
    total = sum(k * f for k, f in n.items())
    p = numpy.arange(1, 21) / 20
    x = p * total
    y = numpy.array([sum(f * -numpy.expm1(k * numpy.log1p(-q)) if q < 1 else f for k, f in n.items()) for q in p])
    tolerance = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15, "maxfev": 100000}
    sure = optimize.curve_fit(lambda x, c, r: c * -numpy.expm1(-r * x), p, y / y[-1], p0=[1.5, 1], **tolerance)[0]
    hill = optimize.curve_fit(
        lambda x, a, b, s: numpy.exp(a) / (1 + numpy.exp(numpy.exp(s) * (b - numpy.log(x)))), p, y / y[-1], p0=[0.7, 0, 0],
        **tolerance)[0]
    hill = numpy.exp(hill)
    return {"sureComplexity": sure[0] * y[-1], "sureRate": sure[1] / total,
            "hillComplexity": hill[0] * y[-1], "hillHalf": hill[1] * total, "hillSteepness": hill[2]}


cases = []
for name, n in libraries():
    case = {"name": name, "values": list(n), "frequencies": list(n.values()), "fit": fit(n)}
    if name != "3e8 things":
        case["subsampling"] = subsampling(n)
        case["smoothed"] = [{"depth": t, "value": smoothed_good_toulmin(n, t)} for t in (2.5, 4.0)]
        case["peers"] = peers(n)
    cases.append(case)
print(json.dumps({"libraries": cases}, indent=1))
