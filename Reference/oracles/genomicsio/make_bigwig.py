"""Makes the bigWig oracle of GenomicsIOTests with pyBigWig 0.3.29 (libBigWig 0.4.7), an independent
writer and reader of the format.

    python make_bigwig.py

Writes intervals.bedgraph (three chromosomes, gaps, touching intervals, zeros), pybigwig.bw with the
same intervals, and bigwig.json with what pyBigWig reads from that file.
"""

import json
import os
import random

import pyBigWig

here = os.path.dirname(os.path.abspath(__file__))
random.seed(20)
sizes = {"chr1": 400_000, "chr10": 90_000, "chr2": 1_000}
intervals = []
for chromosome, size in sizes.items():
    position = 0
    while True:
        position += random.choice([0, 0, 0, 1, 7, 200])
        end = position + random.randint(1, 60)
        if end > size:
            break
        value = random.choice([0.0, 1.0, 2.5, round(random.gauss(0, 10), 2)])
        intervals.append((chromosome, position, end, value))
        position = end

with open(os.path.join(here, "intervals.bedgraph"), "w") as table:
    for chromosome, start, end, value in intervals:
        table.write(f"{chromosome}\t{start}\t{end}\t{value:g}\n")

path = os.path.join(here, "pybigwig.bw")
with pyBigWig.open(path, "w") as track:
    track.addHeader(list(sizes.items()))
    for chromosome in sizes:
        rows = [row for row in intervals if row[0] == chromosome]
        track.addEntries(
            [row[0] for row in rows], [row[1] for row in rows], ends=[row[2] for row in rows],
            values=[row[3] for row in rows])

with pyBigWig.open(path) as track:
    header = track.header()
    found = {
        "chromosomes": track.chroms(),
        "covered": header["nBasesCovered"],
        "exact_means": {
            name: track.stats(name, 0, size, type="mean", nBins=20, exact=True)
            for name, size in sizes.items()
        },
        "exact_maxima": {
            name: track.stats(name, 0, size, type="max", nBins=20, exact=True)
            for name, size in sizes.items()
        },
    }
with open(os.path.join(here, "bigwig.json"), "w") as file:
    json.dump(found, file, indent=1, sort_keys=True)
    file.write("\n")
