#!/usr/bin/env python3
"""Counts the distinct fragments of a coordinate-sorted BAM the way a short script does.

    pysam_count.py IN.bam [MIN_MAPQ]        needs pysam

Read 1 stands for its pair, and the template length for both mates: no mate is looked up.
"""

import collections
import sys

import pysam


def main():
    quality = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    fragments = collections.Counter()
    for read in pysam.AlignmentFile(sys.argv[1], threads=2):
        if read.is_read1 and read.is_proper_pair and read.mapping_quality >= quality:
            length = read.template_length
            start = read.reference_start if length > 0 else read.next_reference_start
            fragments[read.reference_id, start, start + abs(length), read.is_reverse] += 1
    print(sum(fragments.values()), len(fragments), max(fragments.values()))


if __name__ == "__main__":
    main()
