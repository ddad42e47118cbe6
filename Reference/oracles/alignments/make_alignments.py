#!/usr/bin/env python3
"""Makes the alignment files of the tests and counts their fragments with other tools.

    make_alignments.py        needs pysam, samtools (1.16.1) and bedtools (2.30.0); writes beside itself

genome.fa       two random chromosomes
odd.sam         pairs with everything that can be odd about them, coordinate-sorted
odd.bam         odd.sam through samtools
clean.sam       proper pairs without contradictions
clean.cram      clean.sam through samtools, with genome.fa
unaligned.bam   three reads without chromosomes
bedtools.tsv    fragments of the clean proper pairs: samtools sort -n | bedtools bamtobed -bedpe | awk
pysam.tsv       fragments by the rules of cupel, from a loop over pysam with a dictionary of names
reasons.tsv     pairs dropped in that loop, by reason
"""

import collections
import os
import random
import subprocess

import pysam

HERE = os.path.dirname(os.path.abspath(__file__))
RNG = random.Random(20)
NAMES, SIZE = ["chr1", "chr2", "chrM"], [9000, 6000, 700]
MIN_MAPQ, LENGTHS = 20, (40, 600)


def path(name):
    return os.path.join(HERE, name)


def run(command):
    subprocess.run(command, shell=True, check=True, cwd=HERE, executable="/bin/bash")


GENOME = ["".join(RNG.choice("ACGT") for _ in range(size)) for size in SIZE]

CIGARS = ["30M", "30M", "30M", "5S25M", "24M6S", "10M2D20M", "12M3I15M", "10M40N20M", "28=2X", "4H30M", "10M2P20M"]


def operations(cigar):
    number, out = "", []
    for letter in cigar:
        if letter.isdigit():
            number += letter
        else:
            out.append((int(number), letter))
            number = ""
    return out


def covered(cigar):
    return sum(n for n, op in operations(cigar) if op in "MDN=X")


def bases(chromosome, start, cigar):
    at, out = start, ""
    for n, op in operations(cigar):
        if op in "M=":
            out += GENOME[chromosome][at : at + n]
        elif op == "X":
            out += "".join("A" if b != "A" else "C" for b in GENOME[chromosome][at : at + n])
        elif op in "IS":
            out += "".join(RNG.choice("ACGT") for _ in range(n))
        if op in "MDN=X":
            at += n
    return out


def make_pairs():
    """Lines of SAM with their place, for sorting."""
    places = []
    out = []
    for number in range(1200):
        name = f"lane:{number}"
        chromosome = RNG.choices([0, 1, 2], [6, 3, 1])[0]
        if places and RNG.random() < 0.3:
            chromosome, left, length, cigars, forward = RNG.choice(places)
        else:
            length = RNG.choice([30, 45, 80, 150, 200, 300, 590, 650])
            cigars = [RNG.choice(CIGARS), RNG.choice(CIGARS)]
            left = RNG.randrange(0, SIZE[chromosome] - 80)
            left = max(0, min(left, SIZE[chromosome] - length - 90))
            forward = RNG.random() < 0.5
        places.append((chromosome, left, length, cigars, forward))
        right = max(0, left + length - covered(cigars[1]))
        mates = [
            {"chromosome": chromosome, "start": left, "cigar": cigars[0], "reverse": False},
            {"chromosome": chromosome, "start": right, "cigar": cigars[1], "reverse": True},
        ]
        kind = RNG.random()
        proper, missing = True, None
        if kind < 0.04:
            mates[1]["chromosome"] = (chromosome + 1) % 2
            mates[1]["start"] = RNG.randrange(0, 5000)
            proper = RNG.random() < 0.2
        elif kind < 0.07:
            mates[RNG.randrange(2)]["unmapped"] = True
        elif kind < 0.08:
            mates[0]["unmapped"] = mates[1]["unmapped"] = True
        elif kind < 0.11:
            mates[1]["reverse"] = False
        elif kind < 0.14:
            mates[0]["reverse"], mates[1]["reverse"] = True, False
        elif kind < 0.17:
            proper = False
        elif kind < 0.22:
            missing = RNG.randrange(2)
        flags = [0, 0]
        for i in (0, 1):
            own, mate = mates[i], mates[1 - i]
            flag = 1 | (2 if proper else 0)
            flag |= 4 if own.get("unmapped") else 0
            flag |= 8 if mate.get("unmapped") else 0
            flag |= 16 if own["reverse"] else 0
            flag |= 32 if mate["reverse"] else 0
            flag |= 64 if (i == 0) == forward else 128
            if RNG.random() < 0.03:
                flag |= 0x200
            if RNG.random() < 0.1:
                flag |= 0x400
            if RNG.random() < 0.01:
                flag &= ~1
            flags[i] = flag
        for i in (0, 1):
            own, mate = mates[i], mates[1 - i]
            if missing == i:
                continue
            quality = RNG.choice([42, 42, 42, 42, 30, 20, 19, 3, 255])
            shown = []
            for record in (own, mate):
                if record.get("unmapped"):
                    other = mate if record is own else own
                    shown.append((-1, -1) if other.get("unmapped") else (other["chromosome"], other["start"]))
                else:
                    shown.append((record["chromosome"], record["start"]))
            cigar = "*" if own.get("unmapped") else own["cigar"]
            sequence = (
                "".join(RNG.choice("ACGT") for _ in range(30))
                if cigar == "*"
                else bases(own["chromosome"], own["start"], cigar)
            )
            (c, s), (mc, ms) = shown
            tlen = 0
            if c == mc and not own.get("unmapped") and not mate.get("unmapped"):
                lo = min(own["start"], mate["start"])
                hi = max(own["start"] + covered(own["cigar"]), mate["start"] + covered(mate["cigar"]))
                tlen = (hi - lo) * (1 if own["start"] < mate["start"] or (own["start"] == mate["start"] and i == 0) else -1)
            fields = [
                name, flags[i], "*" if c < 0 else NAMES[c], s + 1, 0 if cigar == "*" else quality, cigar,
                "*" if mc < 0 else "=" if mc == c else NAMES[mc], ms + 1, tlen, sequence, "*",
            ]
            out.append((c if c >= 0 else 99, s, "\t".join(map(str, fields))))
            if RNG.random() < 0.03 and cigar != "*":
                extra = list(fields)
                extra[1] = flags[i] | RNG.choice([0x100, 0x800, 0x900])
                out.append((c, s, "\t".join(map(str, extra))))
    out.sort(key=lambda row: row[:2])
    return [row[2] for row in out]


def make_clean_pairs():
    """Lines of SAM of 300 proper pairs, sorted."""
    rows = []
    for number in range(300):
        chromosome, length = RNG.randrange(2), RNG.choice([60, 120, 300])
        cigars = [RNG.choice(["30M", "5S25M", "10M2D20M", "12M3I15M"]) for _ in (0, 1)]
        left = RNG.randrange(0, 5000)
        right = left + length - covered(cigars[1])
        quality, flags = RNG.choice([3, 30, 42]), RNG.choice([(99, 147), (163, 83)])
        for i, start, other, tlen in ((0, left, right, length), (1, right, left, -length)):
            fields = [
                f"clean:{number}", flags[i], NAMES[chromosome], start + 1, quality, cigars[i], "=",
                other + 1, tlen, bases(chromosome, start, cigars[i]), "I" * 30,
            ]
            rows.append((chromosome, start, "\t".join(map(str, fields))))
    rows.sort(key=lambda row: row[:2])
    return [row[2] for row in rows]


def write_sam(name, lines):
    with open(path(name), "w") as out:
        out.write("@HD\tVN:1.6\tSO:coordinate\n")
        for chromosome, size in zip(NAMES, SIZE):
            out.write(f"@SQ\tSN:{chromosome}\tLN:{size}\n")
        out.write("\n".join(lines) + "\n")


def reason(records):
    """The rules of cupel for the primary records of one template; None for a fragment."""
    tests = [
        ("qc_fail", lambda r: r.flag & 0x200),
        ("unpaired", lambda r: not r.flag & 1),
        ("unmapped", lambda r: r.flag & 4 and r.flag & 8),
        ("mate_unmapped", lambda r: r.flag & 12),
        ("duplicate", lambda r: r.flag & 0x400),
        ("contig_mismatch", lambda r: r.reference_id != r.next_reference_id),
        ("contig_excluded", lambda r: r.reference_name == "chrM"),
        ("not_proper_pair", lambda r: not r.flag & 2 or bool(r.flag & 16) == bool(r.flag & 32)
            or (r.flag & 16 and r.next_reference_start >= r.reference_end)),
        ("low_mapq", lambda r: r.mapping_quality < MIN_MAPQ),
    ]
    for name, fails in tests:
        if any(fails(r) for r in records):
            return name
    if len(records) == 1:
        r = records[0]
        return "length_range" if abs(r.reference_start - r.next_reference_start) >= LENGTHS[1] else "mate_missing"
    start = min(r.reference_start for r in records)
    end = max(r.reference_end for r in records)
    return None if LENGTHS[0] <= end - start <= LENGTHS[1] else "length_range"


def count_with_pysam():
    templates = collections.defaultdict(list)
    for r in pysam.AlignmentFile(path("odd.bam")):
        if not r.flag & 0x900:
            # A record that is not flagged as paired stands by itself.
            templates[(r.query_name, 0 if r.flag & 1 else r.flag)].append(r)
    fragments, dropped = collections.Counter(), collections.Counter()
    for records in templates.values():
        why = reason(records)
        if why:
            dropped[why] += 1
            continue
        first = next(r for r in records if r.flag & 64)
        fragments[
            first.reference_id, first.reference_name, min(r.reference_start for r in records),
            max(r.reference_end for r in records), "-" if first.flag & 16 else "+",
        ] += 1
    with open(path("pysam.tsv"), "w") as out:
        for key in sorted(fragments):
            print(*key[1:], fragments[key], sep="\t", file=out)
    with open(path("reasons.tsv"), "w") as out:
        for key in sorted(dropped):
            print(key, dropped[key], sep="\t", file=out)


def main():
    with open(path("genome.fa"), "w") as out:
        for name, sequence in zip(NAMES, GENOME):
            out.write(f">{name}\n")
            for at in range(0, len(sequence), 60):
                out.write(sequence[at : at + 60] + "\n")
    run("samtools faidx genome.fa")
    write_sam("odd.sam", make_pairs())
    write_sam("clean.sam", make_clean_pairs())
    run("samtools view --no-PG -b -o odd.bam odd.sam")
    # The header must not name the place of the reference on this machine.
    run("samtools view --no-PG -C -T genome.fa -o full.cram clean.sam")
    run(r"samtools view -H --no-PG full.cram | sed -E 's/\tUR:[^\t]*//' > header.sam")
    run("samtools reheader --no-PG header.sam full.cram > clean.cram && rm header.sam full.cram")
    # reheader repeats the end mark of 38 bytes.
    run("truncate -s -38 clean.cram")
    run(
        r"printf '@HD\tVN:1.6\tSO:unsorted\nr1\t77\t*\t0\t0\t*\t*\t0\t0\tACGTN\t*\tRX:Z:AC\n"
        r"r1\t141\t*\t0\t0\t*\t*\t0\t0\tGGT\t*\nr2\t4\t*\t0\t0\t*\t*\t0\t0\t*\t*\n'"
        " | samtools view --no-PG -b -o unaligned.bam -"
    )
    run(
        "samtools view -b -f 3 -F 0xf0c -q 20 odd.bam | samtools sort -n - 2>/dev/null"
        " | bedtools bamtobed -bedpe -mate1 -i - 2>/dev/null"
        " | awk 'BEGIN{OFS=\"\\t\"} $1==$4 && $9!=$10 {s=$2<$5?$2:$5; e=$3>$6?$3:$6;"
        " f=$9==\"+\"?$2:$5; r=$9==\"+\"?$6:$3; if (f<r) print $1,s,e,$9}'"
        " | LC_ALL=C sort | uniq -c | awk 'BEGIN{OFS=\"\\t\"}{print $2,$3,$4,$5,$1}'"
        " | LC_ALL=C sort -k1,1 -k2,2n -k3,3n -k4,4 > bedtools.tsv"
    )
    count_with_pysam()


if __name__ == "__main__":
    main()
