"""Reads a bigWig file written by cupel with pyBigWig and compares it with a bedGraph of the same track.

    python check_bigwig.py track.bw track.bedgraph[.gz]

Checks the header, every interval, exact statistics, and statistics from the zoom levels; exits with 1
at the first difference.
"""

import gzip
import math
import sys

import numpy
import pyBigWig

binary, text = sys.argv[1:3]
rows = {}
with (gzip.open if text.endswith(".gz") else open)(text, "rt") as table:
    for line in table:
        chromosome, start, end, value = line.split("\t")
        rows.setdefault(chromosome, []).append((int(start), int(end), float(value)))


def expect(condition, what):
    if not condition:
        sys.exit(f"{binary}: {what} differ from {text}")


track = pyBigWig.open(binary)
header = track.header()
expect(header["version"] == 4, "version")
every = [row for part in rows.values() for row in part]
covered = sum(end - start for start, end, _ in every)
expect(header["nBasesCovered"] == covered, "covered bases")
total = sum((end - start) * numpy.float32(value).astype(float) for start, end, value in every)
# pyBigWig cuts the sums of the header to whole numbers.
expect(abs(header["sumData"] - total) <= 1 + 1e-9 * abs(total), "sums")
for chromosome, length in track.chroms().items():
    wanted = rows.get(chromosome, [])
    found = track.intervals(chromosome) or ()
    expect(len(found) == len(wanted), f"numbers of intervals on {chromosome}")
    for (a, b, x), (c, d, y) in zip(found, wanted):
        expect((a, b) == (c, d) and math.isclose(x, y, rel_tol=1e-6, abs_tol=1e-30), "intervals")
    if not wanted:
        continue
    values = numpy.full(length, numpy.nan)
    for start, end, value in wanted:
        values[start:end] = value
    bins = 10
    edges = [length * k // bins for k in range(bins + 1)]
    for kind, function in [("mean", numpy.nanmean), ("max", numpy.nanmax), ("min", numpy.nanmin)]:
        exact = track.stats(chromosome, 0, length, type=kind, nBins=bins, exact=True)
        for k in range(bins):
            part = values[edges[k]:edges[k + 1]]
            if numpy.isnan(part).all():
                expect(exact[k] is None, f"exact {kind} of {chromosome}")
                continue
            truth = function(part)
            expect(math.isclose(exact[k], truth, rel_tol=1e-4, abs_tol=1e-6),
                   f"exact {kind} of {chromosome} ({exact[k]}, {truth})")
    # The whole chromosome cuts no zoom record, so its mean from the zoom levels is exact.
    mean = track.stats(chromosome, 0, length, type="mean")[0]
    truth = numpy.nanmean(values)
    expect(math.isclose(mean, truth, rel_tol=1e-4, abs_tol=1e-6),
           f"zoomed mean of {chromosome} ({mean}, {truth})")
print(f"{binary}: {len(every)} intervals, {covered} bases, {header['nLevels']} zoom levels: equal")
