"""Counts the first 20 bases of FASTQ reads with polars: python polars_counts.py READS OUTPUT"""
import sys

import polars as pl

lines = pl.read_csv(sys.argv[1], has_header=False, separator="\x01", quote_char=None,
                    new_columns=["line"], schema={"line": pl.String})
barcodes = lines.gather_every(4, offset=1).select(pl.col("line").str.slice(0, 20).alias("barcode"))
(barcodes.filter((pl.col("barcode").str.len_bytes() == 20) & ~pl.col("barcode").str.contains("N"))
 .group_by("barcode").len().sort("barcode").write_csv(sys.argv[2], separator="\t"))
