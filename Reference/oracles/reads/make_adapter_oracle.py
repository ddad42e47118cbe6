"""Runs cutadapt's `-g` on mutated random reads and writes where it finds each adapter.

    python make_adapter_oracle.py adapters.tsv [ROWS]    (cutadapt 5.2)

Columns: adapter, error rate, minimum overlap, read, start, end and errors of the match as the file
--info-file gives them (columns 3, 4 and 2), empty where there is none. ROWS limits the frozen
table; without it every read is written, to compare on more.
"""
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SURE = "CCTAGCTAACTATAACGGTCCTAAGGTAGCGAA"
CASES = [  # adapter, error rate, minimum overlap, reads
    (SURE, 0.1, 3, 12000),
    (SURE + "CCAGTGAT", 0.1, 4, 2000),
    ("CCAGTCGT", 0.1, 4, 1500),
    ("ACGTACGTACGT", 0.2, 3, 2500),
    ("AAAAAAAAAAAAAAA", 0.2, 1, 1500),
    ("ACACACACACACACACACAC", 0.3, 5, 2000),
    (SURE, 0.29, 3, 1500),
    (SURE + SURE, 0.1, 3, 1500),
]

generator = random.Random(20240611)


def bases(count):
    return "".join(generator.choice("ACGT") for _ in range(count))


def mutated(text, rate):
    result = []
    for base in text:
        draw = generator.random()
        if draw < rate * 0.5:
            result.append(generator.choice("ACGTN" if generator.random() < 0.1 else "ACGT"))
        elif draw < rate * 0.75:
            continue
        elif draw < rate:
            result.append(base + generator.choice("ACGT"))
        else:
            result.append(base)
    return "".join(result)


def read(adapter):
    rate = generator.choice([0, 0.02, 0.05, 0.08, 0.12, 0.2])
    kind = generator.random()
    tail = bases(generator.randrange(0, 30))
    if kind < 0.5:
        text = bases(generator.choice([20, 20, 20, 19, 21, 0, 1, 3, 40])) + mutated(adapter, rate) + tail
    elif kind < 0.65:
        text = mutated(adapter[generator.randrange(len(adapter)):], rate) + tail
    elif kind < 0.75:
        text = bases(20) + mutated(adapter, rate)[: generator.randrange(1, len(adapter))]
    elif kind < 0.9:
        text = (bases(generator.randrange(0, 30)) + mutated(adapter, rate)
                + bases(generator.randrange(0, 20)) + mutated(adapter, rate) + tail)
    elif kind < 0.95:
        text = (mutated(adapter[generator.randrange(len(adapter)):], rate)
                + bases(generator.randrange(0, 20)) + mutated(adapter, rate) + tail)
    else:
        text = bases(generator.randrange(0, 90))
    if generator.random() < 0.05:
        text = text.lower()
    return text


def matches(adapter, rate, overlap, reads):
    with tempfile.TemporaryDirectory() as folder:
        source, info = Path(folder, "reads.fasta"), Path(folder, "info.tsv")
        source.write_text("".join(f">{i}\n{text}\n" for i, text in enumerate(reads)))
        subprocess.run(
            ["cutadapt", "-g", adapter, "-e", str(rate), "-O", str(overlap), "-o", "/dev/null",
             "--info-file", str(info), str(source)], check=True, stdout=subprocess.DEVNULL)
        for line in info.read_text().splitlines():
            fields = line.split("\t")
            yield (int(fields[0]),) + (
                (fields[2], fields[3], fields[1]) if fields[1] != "-1" else ("", "", ""))


def main():
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    total = sum(case[3] for case in CASES)
    rows = ["adapter\terror_rate\tminimum_overlap\tread\tstart\tend\terrors"]
    for adapter, rate, overlap, count in CASES:
        reads = [read(adapter) for _ in range(count)]
        found = {row[0]: row[1:] for row in matches(adapter, rate, overlap, reads)}
        kept = count if limit is None else limit * count // total
        for index in range(kept):
            rows.append("\t".join([adapter, str(rate), str(overlap), reads[index], *found[index]]))
    Path(sys.argv[1]).write_text("\n".join(rows) + "\n")


main()
