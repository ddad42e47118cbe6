"""A SuRE-like iPCR table and three barcode count tables: make_data.py ROWS FOLDER."""
import os
import sys

import numpy as np
import polars as pl

rows, folder = int(sys.argv[1]), sys.argv[2]
os.makedirs(folder, exist_ok=True)
rng = np.random.default_rng(1)


def texts(codes):
    """20-nt barcodes as text from numbers below 4**20."""
    letters = np.frombuffer(b"ACGT", dtype=np.uint8)
    out = np.empty((len(codes), 20), dtype=np.uint8)
    for position in range(20):
        out[:, 19 - position] = letters[(codes >> (2 * position)) & 3]
    return out.view("S20").ravel().astype(str)


codes = rng.integers(0, 4**20, int(rows / 1.05), dtype=np.int64)
chimeras = rng.choice(codes, rows - len(codes))  # 5 % of rows: the same barcode elsewhere
barcodes = np.concatenate([codes, chimeras])
start = rng.integers(1, 240_000_000, rows)
length = rng.gamma(4, 90, rows).astype(np.int64) + 100
order = rng.permutation(rows)
count = rng.geometric(0.4, rows)
count[len(codes):] = 1
pl.DataFrame({
    "seqname": np.char.add("chr", rng.integers(1, 23, rows).astype(str)), "start": start,
    "end": start + length - 1, "length": length, "strand": rng.choice(["+", "-"], rows),
    "barcode": texts(barcodes), "count": count, "end.intr": start + 50,
    "start.intr": start + length - 51, "MAPQ": rng.integers(20, 43, rows),
})[order].write_csv(f"{folder}/ipcr.tsv", separator="\t")
for number in range(1, 4):
    seen = np.concatenate([
        rng.choice(codes, int(rows * 0.3), replace=False), rng.integers(0, 4**20, int(rows * 0.1))])
    seen = np.unique(seen)
    pl.DataFrame({"count": rng.geometric(0.3, len(seen)), "barcode": texts(seen)}).write_csv(
        f"{folder}/sample_{number}.tsv", separator="\t", include_header=False)
