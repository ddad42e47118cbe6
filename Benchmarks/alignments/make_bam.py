#!/usr/bin/env python3
"""Writes a synthetic coordinate-sorted BAM of proper pairs.

    make_bam.py OUT.bam [PAIRS]        needs NumPy and samtools

By default 4,000,000 pairs of 50-nt mates on four chromosomes; lengths gamma(4, 90) clipped to
120-2000; 15 % of the pairs repeat the place of an earlier one; 90 % have mapping quality 42, the
others 3. The same seed gives the same records.
"""

import subprocess
import sys

import numpy as np

CHROMOSOMES = {"chr1": 248956422, "chr2": 242193529, "chr8": 145138636, "chr20": 64444167}
READ = 50
CHUNK = 200_000


def lines(rng, bases, first, names, starts, lengths, chromosome, forward, quality):
    """Both records of a chunk of pairs, as SAM text."""
    count = len(starts)
    letters = bases[rng.integers(0, 4, size=(2 * count, READ))].tobytes().decode()
    scores = "F" * READ
    out = []
    for i in range(count):
        name = f"A00123:45:HXXXXDSXX:1:1101:{first + i}:{(first + i) * 7 % 35317}"
        left = starts[i] + 1
        right = starts[i] + lengths[i] - READ + 1
        flags = (99, 147) if forward[i] else (163, 83)
        chrom, mapq, length = names[chromosome[i]], quality[i], lengths[i]
        a = letters[2 * i * READ : (2 * i + 1) * READ]
        b = letters[(2 * i + 1) * READ : (2 * i + 2) * READ]
        out.append(
            f"{name}\t{flags[0]}\t{chrom}\t{left}\t{mapq}\t{READ}M\t=\t{right}\t{length}\t{a}\t{scores}\n"
            f"{name}\t{flags[1]}\t{chrom}\t{right}\t{mapq}\t{READ}M\t=\t{left}\t-{length}\t{b}\t{scores}\n"
        )
    return "".join(out)


def main():
    path = sys.argv[1]
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 4_000_000
    rng = np.random.default_rng(7)
    names, sizes = list(CHROMOSOMES), np.array(list(CHROMOSOMES.values()))
    chromosome = rng.choice(len(names), size=pairs, p=sizes / sizes.sum())
    lengths = np.clip(rng.gamma(4, 90, size=pairs), 120, 2000).astype(int)
    starts = (rng.random(pairs) * (sizes[chromosome] - 2000)).astype(int)
    forward = rng.random(pairs) < 0.5
    quality = np.where(rng.random(pairs) < 0.9, 42, 3)
    for i in np.flatnonzero(rng.random(pairs) < 0.15):
        if i > 0:
            j = rng.integers(0, i)
            for column in (chromosome, lengths, starts, forward):
                column[i] = column[j]
    bases = np.frombuffer(b"ACGT", dtype=np.uint8)
    sort = subprocess.Popen(
        ["samtools", "sort", "-@", "1", "-m", "1G", "-o", path, "-"], stdin=subprocess.PIPE, text=True
    )
    sort.stdin.write("@HD\tVN:1.6\n")
    for name, size in CHROMOSOMES.items():
        sort.stdin.write(f"@SQ\tSN:{name}\tLN:{size}\n")
    for first in range(0, pairs, CHUNK):
        part = slice(first, min(first + CHUNK, pairs))
        sort.stdin.write(
            lines(
                rng, bases, first, names, starts[part], lengths[part], chromosome[part],
                forward[part], quality[part],
            )
        )
    sort.stdin.close()
    if sort.wait() != 0:
        sys.exit("make_bam.py: samtools sort failed")


if __name__ == "__main__":
    main()
