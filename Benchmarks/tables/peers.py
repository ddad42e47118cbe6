#!/usr/bin/env python3
"""The table of the benchmark, and the time polars and pandas take to read it.

    peers.py make FOLDER ROWS   writes FOLDER/table.tsv.gz and FOLDER/table.bgzf.gz
    peers.py read TABLE
"""
import subprocess
import sys
import time


def make(folder, rows):
    import numpy
    import polars

    generator = numpy.random.default_rng(1)
    start = numpy.sort(generator.integers(0, 240_000_000, rows))
    columns = {
        "chrom": ["chr1"] * rows,
        "start": start,
        "end": start + generator.integers(100, 1500, rows),
        "strand": numpy.where(generator.random(rows) < 0.5, "+", "-"),
        "iPCR": generator.poisson(3, rows) + 1,
    }
    for sample in range(5):
        columns[f"cDNA_{sample + 1}"] = generator.poisson(2, rows)
    plain = f"{folder}/table.tsv"
    polars.DataFrame(columns).write_csv(plain, separator="\t")
    subprocess.run(f"gzip -c {plain} > {folder}/table.tsv.gz", shell=True, check=True)
    subprocess.run(f"bgzip -c {plain} > {folder}/table.bgzf.gz", shell=True, check=True)


def read(path):
    import pandas
    import polars

    for library in (polars, pandas):
        start = time.perf_counter()
        if library is polars:
            table = polars.read_csv(path, separator="\t")
        else:
            table = pandas.read_csv(path, sep="\t")
        seconds = time.perf_counter() - start
        total = sum(int(table[name].sum()) for name in list(table.columns)[4:])
        print(f"{library.__name__} {library.__version__}: {seconds:.3f} s, {len(table)} rows, sum {total}")


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    read(sys.argv[2])
