"""Writes the reads that the benchmark counts: FASTQ of 75 nt, gzip, and with --umi a second file.

    python make_reads.py reads.fastq.gz [--umi umis.fastq.gz] [--reads 4000000] [--barcodes 400000]

Each read is a barcode of 20 nt, the SuRE adapter and random bases. Barcodes have gamma(0.7)
abundance; 2 % of reads have one changed base among their first 53, 1 % a barcode one base short.
With --umi the second file has reads of 10 nt: the UMI of one of the barcode's molecules, of which
it has one for about every three reads.
"""
import argparse
import subprocess

import numpy as np

ADAPTER = b"CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA"
LENGTH = 75
BATCH = 200_000

arguments = argparse.ArgumentParser()
arguments.add_argument("path")
arguments.add_argument("--umi")
arguments.add_argument("--reads", type=int, default=4_000_000)
arguments.add_argument("--barcodes", type=int, default=400_000)
arguments.add_argument("--seed", type=int, default=1)
options = arguments.parse_args()

random = np.random.default_rng(options.seed)
letters = np.frombuffer(b"ACGT", dtype=np.uint8)
barcodes = letters[random.integers(0, 4, (options.barcodes, 20))]
weights = random.gamma(0.7, size=options.barcodes)
cumulative = np.cumsum(weights / weights.sum())
adapter = np.frombuffer(ADAPTER, dtype=np.uint8)


def compressor(path):
    return subprocess.Popen(["gzip", "-6", "-c"], stdin=subprocess.PIPE, stdout=open(path, "wb"))


def records(rows, first):
    """FASTQ text of equally long reads."""
    count, length = rows.shape
    quality = letters.dtype.type(0) + random.choice(
        np.frombuffer(b"FFFFFFFFFF:F,F", dtype=np.uint8), (count, length))
    parts = []
    for index in range(count):
        parts.append(b"@A00123:45:HXXXX:1:%d:1000 1:N:0:ACGT\n" % (first + index))
        parts.append(rows[index].tobytes())
        parts.append(b"\n+\n")
        parts.append(quality[index].tobytes())
        parts.append(b"\n")
    return b"".join(parts)


output = compressor(options.path)
umi_output = compressor(options.umi) if options.umi else None
for first in range(0, options.reads, BATCH):
    count = min(BATCH, options.reads - first)
    chosen = np.minimum(np.searchsorted(cumulative, random.random(count)), options.barcodes - 1)
    rows = letters[random.integers(0, 4, (count, LENGTH))]
    rows[:, :20] = barcodes[chosen]
    rows[:, 20:53] = adapter
    changed = np.flatnonzero(random.random(count) < 0.02)
    places = random.integers(0, 53, changed.size)
    rows[changed, places] = letters[random.integers(0, 4, changed.size)]
    short = np.flatnonzero(random.random(count) < 0.01)
    rows[short, :-1] = rows[short, 1:]
    output.stdin.write(records(rows, first))
    if umi_output:
        expected = np.maximum(options.reads * weights / weights.sum() / 3, 1).astype(np.int64)
        molecule = (random.random(count) * expected[chosen]).astype(np.uint64)
        # The UMI of molecule m of barcode b is a hash of both.
        word = chosen.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        word ^= (molecule + np.uint64(1)) * np.uint64(0xBF58476D1CE4E5B9)
        word ^= word >> np.uint64(31)
        word *= np.uint64(0x94D049BB133111EB)
        word ^= word >> np.uint64(29)
        umis = letters[np.stack([(word >> np.uint64(2 * i)) & np.uint64(3) for i in range(10)], 1)]
        wrong = np.flatnonzero(random.random(count) < 0.02)
        umis[wrong, random.integers(0, 10, wrong.size)] = letters[random.integers(0, 4, wrong.size)]
        umi_output.stdin.write(records(umis, first))
for process in [output, umi_output]:
    if process:
        process.stdin.close()
        process.wait()
