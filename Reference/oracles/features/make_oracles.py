"""Features of DNA sequences, computed from their definitions one window at a time.

Pinned: Python 3.11, numpy 2.4.6.
Usage: python make_oracles.py    (writes features.json beside this file)

Columns follow the order of cupel's feature names; only columns with a value other than 0 in some
sequence are kept for words, by name.
"""

import itertools
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
COMPLEMENT = {"A": "T", "C": "G", "G": "C", "T": "A"}


def reverse_complement(word):
    return "".join(COMPLEMENT[base] for base in reversed(word))


def gc(text, otherwise):
    known = sum(text.count(base) for base in "ACGT")
    return (text.count("C") + text.count("G")) / known if known else otherwise


def words(text, k, canonical):
    windows = [text[i:i + k] for i in range(len(text) - k + 1)]
    windows = [w for w in windows if "N" not in w]
    counts = {}
    for w in windows:
        key = min(w, reverse_complement(w)) if canonical else w
        counts[key] = counts.get(key, 0) + 1
    return {f"kmer_{w}": np.float32(c) / np.float32(len(windows)) for w, c in counts.items()}


def describe(text, canonical):
    known = sum(text.count(base) for base in "ACGT")
    c, g = text.count("C"), text.count("G")
    whole = gc(text, 0.5)
    row = {
        "length": len(text), "log_length": np.log(max(len(text), 1)), "gc": whole,
        "gc_squared": whole ** 2,
        "cpg_oe": text.count("CG") * known / (c * g) if c * g else 0.0,
    }
    if not canonical:
        row["gc_skew"] = (g - c) / (g + c) if g + c else 0.0
    for i in range(10):
        window = text[i * len(text) // 10:(i + 1) * len(text) // 10]
        row[f"gc_window_{i + 1}"] = gc(window, whole)
    for k in range(1, 7):
        row.update(words(text, k, canonical))
    return {name: float(np.float32(value)) for name, value in row.items()}


def main():
    generator = np.random.default_rng(5)
    texts = ["", "N", "A", "CG", "ACGTN", "NNACNGTNNN", "GGGCCC" * 3, "ACGTNACGTACG"]
    for length in (7, 30, 61, 150):
        letters = generator.choice(list("ACGTN"), size=length, p=[0.3, 0.2, 0.25, 0.22, 0.03])
        texts.append("".join(letters))
    content = {
        "sequences": texts,
        "canonical": [describe(text, True) for text in texts],
        "oriented": [describe(text, False) for text in texts],
        "canonicalCounts": [
            len({min(w, reverse_complement(w)) for w in map("".join, itertools.product("ACGT", repeat=k))})
            for k in range(1, 7)
        ],
    }
    with open(os.path.join(HERE, "features.json"), "w") as handle:
        json.dump(content, handle, separators=(",", ":"), sort_keys=True)
        handle.write("\n")


if __name__ == "__main__":
    main()
