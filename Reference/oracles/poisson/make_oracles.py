#!/usr/bin/env python3
"""Writes poisson.json: maxima of the gamma-Poisson and beta-binomial likelihoods found by SciPy and
polished by mpmath, incomplete gamma functions, and modes of samples.

    python make_oracles.py > poisson.json        (NumPy, SciPy, mpmath)
"""
import json

import mpmath
import numpy
from scipy import optimize, special, stats

mpmath.mp.dps = 40


def rows(seed, n, mean, shape, depth):
    """Counts of fragments whose exposures are geometric; the numbers themselves go to the file."""
    g = numpy.random.default_rng(seed)
    exposure = g.geometric(1 / depth, n) * 0.5
    activity = g.gamma(shape, mean / shape, n) if shape < 1e5 else numpy.full(n, mean)
    return g.poisson(activity * exposure), exposure


def pairs(counts, exposures):
    found, n = numpy.unique(numpy.stack([exposures, counts]), axis=1, return_counts=True)
    return found[1].astype(int), found[0], n


def gamma_poisson(counts, exposures, n):
    def minus(p):
        m, a = numpy.exp(p[0]) * exposures, numpy.exp(p[1])
        return -numpy.sum(n * (special.gammaln(a + counts) - special.gammaln(a) + a * numpy.log(a / (a + m))
                               + special.xlogy(counts, m / (a + m))))

    start = optimize.minimize(minus, [0, 0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9})
    data = [(int(r), mpmath.mpf(float(x)), int(k)) for r, x, k in zip(counts, exposures, n)]

    def likelihood(lm, la):
        a, total = mpmath.exp(la), mpmath.mpf(0)
        for r, x, k in data:
            m = mpmath.exp(lm) * x
            total += k * (mpmath.loggamma(a + r) - mpmath.loggamma(a) - mpmath.loggamma(r + 1)
                          + a * mpmath.log(a / (a + m)) + r * mpmath.log(m / (a + m)))
        return total

    def score(lm, la):
        a = mpmath.exp(la)
        u, v = mpmath.mpf(0), mpmath.mpf(0)
        for r, x, k in data:
            m = mpmath.exp(lm) * x
            u += k * a * (r - m) / (a + m)
            v += k * (mpmath.digamma(a + r) - mpmath.digamma(a) + mpmath.log(a / (a + m)) + 1 - (a + r) / (a + m))
        return [u, v * a]

    root = mpmath.findroot(score, tuple(start.x), tol=1e-25)
    assert abs(root[0] - start.x[0]) < 1e-4 and abs(root[1] - start.x[1]) < 1e-3
    h = mpmath.mpf("1e-12")
    second = [[(score(root[0] + h * (j == 0), root[1] + h * (j == 1))[i]
                - score(root[0] - h * (j == 0), root[1] - h * (j == 1))[i]) / (2 * h) for j in range(2)]
              for i in range(2)]
    covariance = (-mpmath.matrix(second)) ** -1
    return {"mean": float(mpmath.exp(root[0])), "shape": float(mpmath.exp(root[1])),
            "logLikelihood": float(likelihood(*root)),
            "logMeanError": float(mpmath.sqrt(covariance[0, 0])), "logShapeError": float(mpmath.sqrt(covariance[1, 1]))}


def fits():
    yield "by hand", numpy.array([0, 0, 0, 4]), numpy.ones(4)
    yield "sparse", *rows(1, 400, 1.0, 0.6, 6)
    yield "heavy", *rows(2, 300, 2.5, 0.15, 10)
    yield "dense", *rows(3, 300, 40.0, 2.0, 30)
    yield "nearly Poisson", *rows(4, 3000, 1.2, 40.0, 20)


def beta_binomial(r, d, k):
    total = r + d

    def minus(p):
        a, b = numpy.exp(p)
        t = special.betaln(a + total, b) - special.betaln(a, b)
        return -numpy.sum(k * (special.betaln(a + r, b + d) - special.betaln(a, b) - numpy.log(-numpy.expm1(t))))

    best = min((optimize.minimize(minus, s, method="Nelder-Mead",
                                  options={"xatol": 1e-11, "fatol": 1e-11, "maxiter": 10000, "maxfev": 10000})
                for s in ([0, 0], [1, 2], [-1, 1])), key=lambda o: o.fun)
    return {"a": float(numpy.exp(best.x[0])), "b": float(numpy.exp(best.x[1])), "logLikelihood": float(-best.fun)}


def beta_rows(seed, n, a, b, depth):
    g = numpy.random.default_rng(seed)
    total = g.geometric(1 / depth, n)
    r = g.binomial(total, g.beta(a, b, n))
    keep = total - r >= 1
    found, k = numpy.unique(numpy.stack([r[keep], (total - r)[keep]]), axis=1, return_counts=True)
    return found[0], found[1], k


def regression(seed, n):
    """Negative binomial regression on a parabola of one covariate and a line of another."""
    g = numpy.random.default_rng(seed)
    gc, length = numpy.round(g.uniform(0.2, 0.8, n), 3), g.integers(100, 500, n)
    exposure = g.geometric(0.1, n) * 0.5
    truth = exposure * numpy.exp(2 * (gc - 0.5) - 8 * (gc - 0.5) ** 2 + 0.002 * (length - 300))
    counts = g.poisson(truth * g.gamma(1.5, 1 / 1.5, n))
    z, w = (gc - gc.mean()) / gc.std(), (length - length.mean()) / length.std()
    x = numpy.stack([numpy.ones(n), z, z * z, w], axis=1)

    def minus(p):
        a = numpy.exp(p[-1])
        m = exposure * numpy.exp(x @ p[:-1])
        value = -numpy.sum(special.gammaln(a + counts) - special.gammaln(a) + a * numpy.log(a / (a + m))
                           + special.xlogy(counts, m / (a + m)))
        excess = (counts - m) / (a + m)
        slope = numpy.sum(special.digamma(a + counts) - special.digamma(a) + numpy.log(a / (a + m)) - excess)
        return value, -numpy.append(x.T @ (a * excess), a * slope)

    best = optimize.minimize(minus, numpy.zeros(5), jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 1000})
    for _ in range(20):  # Newton steps on the score, its slope by differences
        score = minus(best.x)[1]
        second = numpy.array([(minus(best.x + h)[1] - minus(best.x - h)[1]) / 2e-5 for h in 1e-5 * numpy.eye(5)])
        best.x = best.x - numpy.linalg.solve(second, score)
    factor = numpy.exp(x[:, 1:] @ best.x[1:-1])
    factor *= exposure.sum() / (exposure * factor).sum()
    return {"counts": counts.tolist(), "exposures": exposure.tolist(), "gc": gc.tolist(), "length": length.tolist(),
            "size": float(numpy.exp(best.x[-1])), "factors": factor[:20].tolist()}


def half_sample_mode(values):
    """Bickel and Fruehwirth 2006, written from the paper; the first of equally short halves counts."""
    x = numpy.sort(values)
    while len(x) > 3:
        half = (len(x) + 1) // 2
        widths = x[half - 1:] - x[:len(x) - half + 1]
        first = int(numpy.argmin(widths))
        x = x[first:first + half]
    if len(x) == 3:
        left, right = x[1] - x[0], x[2] - x[1]
        return float((x[0] + x[1]) / 2 if left < right else (x[1] + x[2]) / 2 if right < left else x[1])
    return float(numpy.mean(x))


def kernel_mode(values):
    n = len(values)
    spread = min(numpy.std(values, ddof=1), stats.iqr(values) / 1.34)
    width = 0.9 * spread * n ** -0.2
    density = lambda at: numpy.sum(numpy.exp(-0.5 * ((at - values) / width) ** 2))
    grid = numpy.linspace(values.min(), values.max(), 20001)
    best = grid[int(numpy.argmax([density(g) for g in grid]))]
    step = grid[1] - grid[0]
    found = optimize.minimize_scalar(lambda g: -density(g), bounds=(best - step, best + step), method="bounded",
                                     options={"xatol": 1e-12})
    return {"bandwidth": float(width), "mode": float(found.x)}


incomplete = []
for shape in (0.001, 0.05, 0.5, 1, 2.5, 14.9, 15.1, 80, 1000, 10000):
    for ratio in (1e-3, 0.2, 0.7, 0.98, 1.0, 1.02, 1.5, 4):
        x = shape * ratio
        incomplete.append({
            "shape": shape, "at": x,
            "lower": float(mpmath.gammainc(shape, 0, x, regularized=True)),
            "upper": float(mpmath.gammainc(shape, x, mpmath.inf, regularized=True))})

quantiles = []
for shape in (0.02, 0.3, 1, 4.5, 30, 900, 12000):
    for p in (0.005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999):
        guess = special.gammaincinv(shape, p)
        root = mpmath.findroot(lambda t: mpmath.gammainc(shape, 0, mpmath.exp(t), regularized=True) - p,
                               mpmath.log(guess), tol=1e-30)
        quantiles.append({"shape": shape, "probability": p, "log": float(root)})

def beta_quantile(a, b, p):
    """ln(x/(1 - x)) of the quantile, from the series of the smaller tail in the log-odds."""
    def tail(y):
        odds = mpmath.exp(y)
        return mpmath.betainc(a, b, 0, odds / (1 + odds), regularized=True)

    low, high = mpmath.mpf(-20000), mpmath.mpf(20000)
    if a < 0.1:  # far out only the first term counts
        first = (mpmath.log(p) + mpmath.log(a) + mpmath.log(mpmath.beta(a, b))) / a
        if first < -60:
            return float(first)
    for _ in range(150):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) < p else (low, middle)
    return float((low + high) / 2)


beta_quantiles = []
for a, b in ((0.02, 0.5), (0.3, 0.3), (1, 1), (2.5, 14), (0.7, 300), (40, 55), (1300, 0.8), (2000, 900)):
    for p in (0.005, 0.025, 0.5, 0.9, 0.975):
        beta_quantiles.append({"a": a, "b": b, "probability": p, "logOdds": beta_quantile(a, b, mpmath.mpf(p))})


def beta_zeros(r, d, k, a, b):
    """Rows without RNA that the truncated beta-binomial expects, by its masses."""
    expected = 0.0
    for total, rows in zip(r + d, k):
        mass = stats.betabinom.pmf(numpy.arange(total), total, a, b)
        expected += rows * mass[0] / mass.sum()
    return expected


cases = []
for name, counts, exposures in fits():
    counts, exposures, n = pairs(counts, exposures)
    cases.append({"name": name, "counts": counts.tolist(), "exposures": exposures.tolist(),
                  "multiplicities": n.tolist(), **gamma_poisson(counts, exposures, n)})

betas = []
for seed, (a, b, depth) in enumerate([(1.0, 2.0, 5), (0.4, 0.6, 12), (6.0, 3.0, 40)]):
    r, d, k = beta_rows(seed + 10, 800, a, b, depth)
    betas.append({"rna": r.tolist(), "dna": d.tolist(), "multiplicities": k.tolist(), **beta_binomial(r, d, k)})
    betas[-1]["expectedZeros"] = beta_zeros(r, d, k, betas[-1]["a"], betas[-1]["b"])

modes = []
for seed, n in enumerate((1, 2, 3, 4, 7, 50, 501)):
    g = numpy.random.default_rng(seed + 20)
    values = numpy.round(numpy.concatenate([g.normal(0, 0.3, n - n // 4), g.exponential(2, n // 4)]), 3)
    mode = {"values": values.tolist(), "halfSample": half_sample_mode(values)}
    if n >= 50:
        mode.update(kernel_mode(values))
    modes.append(mode)

print(json.dumps({"incompleteGamma": incomplete, "gammaQuantiles": quantiles, "fits": cases, "betaQuantiles": beta_quantiles,
                  "betaBinomial": betas, "regression": regression(40, 400),
                  "modes": modes}))
