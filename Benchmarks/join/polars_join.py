"""The same join in polars: polars_join.py FOLDER OUTPUT."""
import sys
import time

import polars as pl

folder, output = sys.argv[1:]
began = time.time()
ipcr = pl.read_csv(f"{folder}/ipcr.tsv", separator="\t",
                   columns=["seqname", "start", "end", "strand", "barcode", "count", "MAPQ"])
places = ipcr.group_by("barcode", "seqname", "start", "end", "strand").agg(
    pl.col("count").sum(), pl.col("MAPQ").max())
best = places.sort(
    ["count", "MAPQ", "seqname", "start", "end", "strand"],
    descending=[True, True, False, False, False, False]).unique("barcode", keep="first")
table = best.select("seqname", "start", "end", "strand", "barcode", "count")
for number in range(1, 4):
    sample = pl.read_csv(f"{folder}/sample_{number}.tsv", separator="\t", has_header=False,
                         new_columns=[f"s{number}", "barcode"])
    table = table.join(sample, on="barcode", how="left")
table = table.with_columns(pl.col("s1", "s2", "s3").fill_null(0))
table.write_csv(output, separator="\t", include_header=False)
print(f"polars {pl.__version__}: {time.time() - began:.2f} s inside, {len(table)} rows")
