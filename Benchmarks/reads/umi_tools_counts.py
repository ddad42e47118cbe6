"""Molecules of each barcode with UMI-tools: python umi_tools_counts.py READS UMI_READS OUTPUT

Reads are collected with pysam's FASTQ reader, which UMI-tools depends on, and the UMIs of each
barcode are grouped by UMIClusterer, as `umi_tools count_tab` does after its input is sorted.
"""
import sys
import time
from collections import defaultdict

import pysam
from umi_tools import UMIClusterer

started = time.time()
counts = defaultdict(lambda: defaultdict(int))
with pysam.FastxFile(sys.argv[1]) as reads, pysam.FastxFile(sys.argv[2]) as umis:
    for read, umi in zip(reads, umis):
        barcode, tag = read.sequence[:20], umi.sequence[:10]
        if len(barcode) == 20 and len(tag) == 10 and "N" not in barcode and "N" not in tag:
            counts[barcode][tag.encode()] += 1
read_seconds = time.time() - started
cluster = UMIClusterer(cluster_method="directional")
with open(sys.argv[3], "w") as output:
    for barcode in sorted(counts):
        output.write(f"{barcode}\t{len(cluster(counts[barcode], threshold=1))}\n")
print(f"reading {read_seconds:.1f} s, all {time.time() - started:.1f} s")
