"""The same work in polars: read the table, divide CPM of RNA by CPM of input DNA, write Parquet.

    python3 polars_benchmark.py TABLE.txt.gz OUTPUT.parquet
"""

import resource
import sys
import time

import polars as pl

begin = time.perf_counter()
table = pl.read_csv(sys.argv[1], separator="\t")
read = time.perf_counter()
samples = [name for name in table.columns if name.startswith("cDNA")]
totals = {name: table[name].sum() for name in ["iPCR", *samples]}
activity = table.with_columns(
    [
        (
            ((pl.col(name) + 1) / totals[name]) / ((pl.col("iPCR") + 1) / totals["iPCR"])
        ).log(2).alias("activity_" + name)
        for name in samples
    ]
).with_columns(pl.mean_horizontal(["activity_" + name for name in samples]).alias("activity"))
computed = time.perf_counter()
activity.write_parquet(sys.argv[2])
end = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
rows = table.height
for step, seconds in [("read", read - begin), ("compute", computed - read), ("write", end - computed)]:
    print(f"polars {pl.__version__} {step:9} {rows:>10} rows {seconds:8.1f} s {1e6 * seconds / rows:6.2f} us/row")
print(f"polars {pl.__version__} peak {peak:.0f} MB, {1024 * 1024 * peak / rows:.0f} bytes/row")
