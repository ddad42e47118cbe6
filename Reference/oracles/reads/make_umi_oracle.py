"""Runs the directional clustering of UMI-tools on random UMIs and writes its groups.

    python make_umi_oracle.py umi_groups.tsv        (umi_tools 1.1.6)

Columns: set, UMI, reads, group. UMIs of a set are ascending; UMI-tools gets them in this order, so
that equal counts are taken in the order of their letters. Groups are numbered in its order.
"""
import random
import sys
from pathlib import Path

from umi_tools import UMIClusterer

generator = random.Random(7)


def umis(length, parents, errors, spread):
    counts = {}
    for _ in range(parents):
        umi = "".join(generator.choice("ACGT") for _ in range(length))
        counts[umi] = counts.get(umi, 0) + generator.randrange(1, spread)
    for _ in range(errors):
        umi = list(generator.choice(list(counts)))
        for _ in range(generator.choice([1, 1, 1, 2])):
            umi[generator.randrange(length)] = generator.choice("ACGT")
        umi = "".join(umi)
        counts[umi] = counts.get(umi, 0) + generator.choice([1, 1, 1, 2, 3, 5])
    return dict(sorted(counts.items()))


rows = ["set\tumi\treads\tgroup"]
shapes = [(4, 10, 15, 10), (4, 60, 60, 30), (6, 20, 40, 100), (8, 1, 30, 200), (10, 100, 200, 50),
          (10, 3, 3, 3), (3, 40, 40, 6), (12, 150, 300, 500), (5, 200, 500, 40), (16, 30, 60, 20)]
for number, shape in enumerate(shapes * 2):
    counts = umis(*shape)
    groups = UMIClusterer(cluster_method="directional")(
        {umi.encode(): count for umi, count in counts.items()}, threshold=1)
    group_of = {umi.decode(): index for index, group in enumerate(groups) for umi in group}
    for umi, count in counts.items():
        rows.append(f"{number}\t{umi}\t{count}\t{group_of[umi]}")
Path(sys.argv[1]).write_text("\n".join(rows) + "\n")
