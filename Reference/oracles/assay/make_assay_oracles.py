"""Frozen expectations for the ReporterAssay tests, from NumPy and SciPy alone.

Pinned: Python 3.11, numpy 2.4.6, scipy 1.17.1. Run: python make_assay_oracles.py
Writes beside itself:
  barcodes.tsv   a synthetic barcode table: 80 elements, blanks are counts that were not observed
  activity.tsv   activity of every element by every method, straight from the formulas
  agreement.tsv  correlations, partial correlations, strata and ceilings of the replicates
"""
import math
from pathlib import Path

import numpy as np
from scipy import stats

HERE = Path(__file__).parent
COLUMNS = ["dna_1", "rna_1a", "rna_1b", "dna_2", "rna_2", "dna_3", "rna_3"]
REPLICATES = {"1": (["dna_1"], ["rna_1a", "rna_1b"]), "2": (["dna_2"], ["rna_2"]),
              "3": (["dna_3"], ["rna_3"])}


def simulate():
    rng = np.random.default_rng(20240611)
    names, counts = [], []
    for element in range(80):
        activity = rng.normal(0.0, 1.0)
        for _ in range(rng.integers(1, 9)):
            abundance = rng.gamma(1.2, 12.0)
            names.append(f"element_{element:02d}")
            row = []
            for column in COLUMNS:
                rate = abundance * (0.5 if column == "rna_1b" else 1.0)
                if column.startswith("rna"):
                    rate *= 2.0 ** activity
                row.append(float(rng.poisson(rate * rng.gamma(6.0, 1 / 6.0))))
            if rng.random() < 0.2:  # one replicate did not see this barcode
                lost = rng.integers(1, 4)
                for index, column in enumerate(COLUMNS):
                    if column[4] == str(lost):
                        row[index] = math.nan
            counts.append(row)
    order = rng.permutation(len(names))
    return [names[i] for i in order], np.array(counts)[order]


def write(name, header, rows):
    with open(HERE / name, "w", newline="\n") as file:
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(row) + "\n")


def number(value):
    return "" if value is None or not math.isfinite(value) else repr(float(value))


def partial(x, y, covariates):
    inverse = np.linalg.inv(np.corrcoef(np.vstack([x, y, *covariates])))
    return -inverse[0, 1] / math.sqrt(inverse[0, 0] * inverse[1, 1])


names, counts = simulate()
elements = list(dict.fromkeys(names))  # first appearance
index = {name: i for i, name in enumerate(elements)}
group = np.array([index[name] for name in names])
size = len(elements)
write("barcodes.tsv", ["name", *COLUMNS],
      [[name, *("" if math.isnan(c) else str(int(c)) for c in row)]
       for name, row in zip(names, counts)])


def library(columns):
    """Sum over technical replicates per barcode; nan where none was observed."""
    part = counts[:, [COLUMNS.index(c) for c in columns]]
    total = np.nansum(part, axis=1)
    total[np.all(np.isnan(part), axis=1)] = math.nan
    return total


def by_element(values):
    total = np.bincount(group, np.nan_to_num(values), size)
    seen = np.bincount(group, ~np.isnan(values), size)
    return np.where(seen > 0, total, math.nan), seen


def log2(values):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log2(values)


results, signals, pooled_counts = {}, {}, [0, 0, 0, 0]
for replicate, (dna_columns, rna_columns) in REPLICATES.items():
    d, r = library(dna_columns), library(rna_columns)
    D, observed_d = by_element(d)
    R, observed_r = by_element(r)
    td, tr = np.nansum(d), np.nansum(r)
    barcodes = np.bincount(group, ~np.isnan(d) | ~np.isnan(r), size)
    valid = (~np.isnan(D)) & (~np.isnan(R)) & (D >= 1)
    keep = lambda values: np.where(valid, values, math.nan)
    results["ratio-of-sums", replicate] = keep(log2(((R + 1) / tr) / ((D + 1) / td)))
    results["ratio-of-sums-none", replicate] = keep(log2((R / tr) / (D / td)))
    results["ratio-of-sums-barcode", replicate] = keep(log2(
        ((R + barcodes) / (tr + barcodes.sum())) / ((D + barcodes) / (td + barcodes.sum()))))
    results["ratio-of-sums-scaled", replicate] = keep(log2(
        (R / tr * 1e6 + 1) / (D / td * 1e6 + 1)))
    results["ratio-of-sums-bc3", replicate] = np.where(
        barcodes >= 3, results["ratio-of-sums", replicate], math.nan)
    results["mpralib-oligo", replicate] = keep(log2(
        ((R + 1) / (tr + (observed_r > 0).sum())) / ((D + 1) / (td + (observed_d > 0).sum()))))
    rp, dp = np.round(r / tr * 1e7), np.round(d / td * 1e7)
    results["mpralm-sum", replicate] = keep(
        log2(by_element(rp)[0] + 1) - log2(by_element(dp)[0] + 1))
    both = ~np.isnan(rp) & ~np.isnan(dp)
    with np.errstate(invalid="ignore", divide="ignore"):
        results["mpralm-mean", replicate] = keep(
            np.bincount(group[both], (log2(rp + 1) - log2(dp + 1))[both], size)
            / np.bincount(group[both], minlength=size))
        results["raqtl", replicate] = keep(np.round(R * 1e9 / tr) / np.round(D * 1e9 / td))
    signals[replicate] = (log2((R + 1) * 1e6 / tr), log2((D + 1) * 1e6 / td),
                          results["ratio-of-sums", replicate], D)
    for slot, value in enumerate([np.nan_to_num(R), np.nan_to_num(D), tr, td]):
        pooled_counts[slot] = pooled_counts[slot] + value

for method in dict.fromkeys(method for method, _ in results):
    stack = np.array([results[method, replicate] for replicate in REPLICATES])
    stack = np.where(np.isfinite(stack), stack, math.nan)
    results[method, "mean"] = stack.mean(axis=0)  # nan when any replicate is undefined
R, D, tr, td = pooled_counts
complete = np.isfinite(results["ratio-of-sums", "mean"])
results["pooled", "mean"] = np.where(complete, log2(((R + 1) / tr) / ((D + 1) / td)), math.nan)

keys = list(results)
write("activity.tsv", ["name", *(f"{method}|{replicate}" for method, replicate in keys)],
      [[name, *(number(results[key][i]) for key in keys)] for i, name in enumerate(elements)])

rows = []


def report(name, value):
    rows.append([name, number(value) if isinstance(value, float) else str(value)])


correlations = {"pearson": [], "spearman": []}
given_dna = []
for a, b in ["12", "13", "23"]:
    ok = np.isfinite(signals[a][2]) & np.isfinite(signals[b][2])
    ra, da, aa, count_a = (v[ok] for v in signals[a])
    rb, db, ab, count_b = (v[ok] for v in signals[b])
    aa, ab = np.round(aa, 12), np.round(ab, 12)  # equal count ratios are ties
    rank = stats.rankdata
    label = f"{a}-{b}"
    report(f"{label} rows", int(ok.sum()))
    for what, x, y in [("dna", da, db), ("rna", ra, rb), ("activity", aa, ab)]:
        report(f"{label} {what} pearson", float(stats.pearsonr(x, y)[0]))
        report(f"{label} {what} spearman", float(stats.spearmanr(x, y)[0]))
    correlations["pearson"].append(stats.pearsonr(aa, ab)[0])
    correlations["spearman"].append(stats.spearmanr(aa, ab)[0])
    given_dna.append(partial(aa, ab, [da, db]))
    report(f"{label} rna|dna pearson", float(partial(ra, rb, [da, db])))
    report(f"{label} rna|dna spearman",
           float(partial(rank(ra), rank(rb), [rank(da), rank(db)])))
    report(f"{label} activity|dna pearson", float(given_dna[-1]))
    report(f"{label} fisher se", 1 / math.sqrt(ok.sum() - 2 - 3))
    # ten groups of matched DNA by mid-rank
    matched = (count_a + 1) * (count_b + 1)  # orders like the mean logarithm, ties exact
    stratum = np.floor(10 * (rank(matched) - 0.5) / ok.sum()).astype(int)
    sxy = sxx = syy = 0.0
    for s in range(10):
        inside = stratum == s
        if inside.sum() < 2:
            continue
        u, v = ra[inside] - ra[inside].mean(), rb[inside] - rb[inside].mean()
        sxy, sxx, syy = sxy + u @ v, sxx + u @ u, syy + v @ v
        report(f"{label} stratum {s} rows", int(inside.sum()))
        report(f"{label} stratum {s} activity pearson",
               float(stats.pearsonr(aa[inside], ab[inside])[0]))
    report(f"{label} pooled rna", float(sxy / math.sqrt(sxx * syy)))
for kind, values in correlations.items():
    r = float(np.median(values))
    report(f"ceiling {kind} r", r)
    report(f"ceiling {kind} one", math.sqrt(r))
    report(f"ceiling {kind} mean", math.sqrt(3 * r / (1 + 2 * r)))
r = float(np.median(given_dna))
report("ceiling given dna", math.sqrt(3 * r / (1 + 2 * r)))
p12, p13, p23 = (float(v) for v in correlations["pearson"])
report("triad 1", p12 * p13 / p23)
report("triad 2", p12 * p23 / p13)
report("triad 3", p13 * p23 / p12)
for replicate, (r, d, a, _) in signals.items():
    ok = np.isfinite(a)
    report(f"{replicate} rna-dna pearson", float(stats.pearsonr(r[ok], d[ok])[0]))
    report(f"{replicate} rna-dna spearman", float(stats.spearmanr(r[ok], d[ok])[0]))
write("agreement.tsv", ["quantity", "value"], rows)
