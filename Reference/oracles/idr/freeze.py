#!/usr/bin/env python3
"""Write what the tests need of the reference runs: fits.json and one table per set.

Usage: freeze.py DATADIR        (standard library only)

DATADIR holds manifest.json and SET.input.tsv.gz, SET.result.tsv.gz: made by generate_inputs.py
and run_reference.py, which runs an unmodified nboley/idr 2.0.3. SET.tsv has one row per input row in
the order of rank1, which is therefore the line number: rank2, local_idr, global_lo, global_hi, and
for the two small sets the scores and z of both replicates.
"""
import gzip
import json
import sys

folder = sys.argv[1]
manifest = json.load(open(folder + "/manifest.json"))
KEPT = ("params", "loglik", "iterations", "coordinate_ascent_iterations", "n_global_le",
        "recommended_tolerances")
fits = {}
for name, entry in sorted(manifest["sets"].items()):
    fits[name] = {key: entry[key] for key in KEPT} | {
        "rows": entry["n_rows"], "converged": entry["converged"]["params"]}
    fits[name]["n_global_le"] = [entry["n_global_le"][t] for t in ("0.01", "0.05", "0.1")]
    small = name in ("a_mixture", "d_noise")
    table = []
    with gzip.open(f"{folder}/{name}.input.tsv.gz", "rt") as scores, \
            gzip.open(f"{folder}/{name}.result.tsv.gz", "rt") as results:
        for score, result in list(zip(scores, results))[1:]:
            s, r = score.split(), result.split()
            short = ["%.8g" % float(r[k]) for k in (8, 9)]
            table.append((int(r[1]), [r[2], r[5]] + short + (
                s[1:3] + r[3:5] if small else [])))
    table.sort()
    assert [row[0] for row in table] == list(range(len(table)))
    with open(name + ".tsv", "w") as out:
        header = ["rank2", "local_idr", "global_lo", "global_hi"]
        out.write("\t".join(header + (["rep1", "rep2", "z1", "z2"] if small else [])) + "\n")
        for _, row in table:
            out.write("\t".join(row) + "\n")
with open("fits.json", "w") as out:
    json.dump(fits, out, indent=1)
    out.write("\n")
