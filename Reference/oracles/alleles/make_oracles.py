#!/usr/bin/env python3
"""Writes the oracles of the tests of alleles on fragments: SciPy on a SuRE-like table made here.

    python3 make_oracles.py          (NumPy, SciPy; versions are in versions.txt)

fragments.tsv  fragments with one or two variants, in lists separated by commas: alleles 0 and 1, also
               2 (not read) and 3 (neither), and variants read from both ends.
alleles.tsv    by variant: fragments, mean scores, W and p of mannwhitneyu, odds ratio and p of
               fisher_exact, and p of the gamma-Poisson likelihood-ratio test by direct optimisation.

No published data are used.
"""
import numpy as np
import scipy
from scipy import optimize, special, stats

rng = np.random.default_rng(47)
VARIANTS = 24
rows = []


def draw(effect, alternative, is_dense):
    """Counts of a fragment: DNA, RNA of two replicates."""
    dna = 1 + rng.poisson(60 if is_dense else 3)
    mean = dna * 0.7 * 2 ** (effect * alternative)
    activity = rng.gamma(4 if is_dense else 0.8, 1 / (4 if is_dense else 0.8))
    return dna, rng.poisson(mean * activity), rng.poisson(1.4 * mean * activity)


for variant in range(VARIANTS):
    effect = 1.5 if variant % 3 == 0 else 0
    is_dense = variant < 8
    for _ in range(int(rng.integers(24, 44)) if is_dense else int(rng.integers(30, 160))):
        allele = int(rng.integers(0, 2))
        dna, first, second = draw(effect, allele, is_dense)
        names, values = [f"rs{variant}"], [str(allele)]
        kind = rng.random()
        if kind < 0.15 and variant + 1 < VARIANTS:
            names.append(f"rs{variant + 1}")
            values.append(str(int(rng.integers(0, 4))))
        elif kind < 0.25:
            names.append(names[0])
            values.append(values[0])
        elif kind < 0.28:
            values[0] = str(int(rng.integers(2, 4)))
        elif kind < 0.30:
            names.append(names[0])
            values.append(str(1 - allele))
        rows.append((",".join(names), ",".join(values), dna, first, second))
for _ in range(60):
    dna, first, second = draw(0, 0, False)
    rows.append(("", "", dna, first, second))

dna = np.array([row[2] for row in rows], float)
rna = np.array([row[3:] for row in rows], float).T
scaled_dna = np.rint(dna * (1e9 / dna.sum()))
scores = np.zeros(len(rows))
exposure = np.zeros(len(rows))
for replicate in rna:
    scores = scores + np.rint(replicate * (1e9 / replicate.sum())) / scaled_dna
    exposure += replicate.sum() / dna.sum() * dna
scores /= len(rna)
total = rna.sum(axis=0)

members = {f"rs{v}": ([], []) for v in range(VARIANTS)}
for index, row in enumerate(rows):
    carried = {}
    for name, value in zip(row[0].split(","), row[1].split(",")):
        if value in ("0", "1"):
            carried.setdefault(name, set()).add(int(value))
    for name, alleles in carried.items():
        if len(alleles) == 1:
            members[name][alleles.pop()].append(index)


def log_likelihood(size, mean, r, x):
    m = mean * x
    return np.sum(
        special.gammaln(size + r) - special.gammaln(size) - special.gammaln(r + 1)
        + size * np.log(size) + special.xlogy(r, m) - (size + r) * np.log(size + m))


def fitted(groups):
    """Largest log-likelihood with one mean for every group of fragments and one size."""
    start = [0.0] + [np.log(total[g].sum() / exposure[g].sum()) for g in groups]

    def loss(p):
        return -sum(
            log_likelihood(np.exp(p[0]), np.exp(p[1 + k]), total[g], exposure[g])
            for k, g in enumerate(groups))

    best = min(
        (optimize.minimize(loss, [size] + start[1:], method="Nelder-Mead",
                           options=dict(xatol=1e-10, fatol=1e-12, maxiter=20000, maxfev=20000))
         for size in (-1.0, 1.0, 3.0)), key=lambda found: found.fun)
    return -best.fun


with open("fragments.tsv", "w") as file:
    file.write("chrom\tstart\tend\tstrand\tSNP_ID\tSNP_VAR\tiPCR\tK1\tK2\n")
    for index, row in enumerate(rows):
        place = ["chr1", str(100 * index), str(100 * index + 300), "+"]
        file.write("\t".join(place + [str(cell) for cell in row]) + "\n")

with open("alleles.tsv", "w") as file:
    file.write("name\tn_reference\tn_alternative\tmean_reference\tmean_alternative\tw\tp\texact\t"
               "odds_ratio\tfisher_p\tgamma_poisson_p\n")
    for name, (reference, alternative) in members.items():
        a, r = scores[alternative], scores[reference]
        has_ties = len(set(a) | set(r)) < len(a) + len(r)
        is_exact = len(a) < 50 and len(r) < 50 and not has_ties
        test = stats.mannwhitneyu(
            a, r, method="exact" if is_exact else "asymptotic", use_continuity=True)
        with_rna = [int((total[g] > 0).sum()) for g in (alternative, reference)]
        fisher = stats.fisher_exact(
            [[with_rna[0], len(a) - with_rna[0]], [with_rna[1], len(r) - with_rna[1]]])
        odds = fisher[0] if np.isfinite(fisher[0]) else None
        both = reference + alternative
        statistic = 2 * (fitted([reference, alternative]) - fitted([both]))
        cells = [r.mean(), a.mean(), test.statistic, test.pvalue]
        file.write("\t".join(
            [name, str(len(r)), str(len(a))] + [f"{cell:.12g}" for cell in cells]
            + [str(is_exact).lower(), "" if odds is None else f"{odds:.12g}",
               f"{fisher[1]:.12g}", f"{stats.chi2.sf(max(0, statistic), 1):.9g}"]) + "\n")

with open("versions.txt", "w") as file:
    file.write(f"numpy {np.__version__}\nscipy {scipy.__version__}\n")
