"""Boosted trees by XGBoost on small tables with few distinct values.

Pinned: Python 3.11, xgboost 3.2.0, numpy 2.4.6.
Usage: python make_oracles.py    (writes <case>.json beside this file)

Each file holds the table, the targets, the parameters in cupel's words, the model as XGBoost saves
it, and its predictions; the weighted_ ones also the weights and the weighted loss after every round.
Weights are multiples of 1/8, some of them 0. Values are multiples of 1/16 so that sums of first-round gradients are exact.
"""

import json
import os
import tempfile

import numpy as np
import xgboost

assert xgboost.__version__ == "3.2.0", xgboost.__version__
HERE = os.path.dirname(os.path.abspath(__file__))


def table(seed, rows, features, levels):
    generator = np.random.default_rng(seed)
    x = generator.integers(0, levels, size=(rows, features)).astype(np.float32) / 8
    noise = generator.integers(-8, 9, size=rows) / 16
    y = x[:, 0] * 2 - x[:, 1] * x[:, 2] + (x[:, 3] > 0.5) + noise
    return x, (np.round(y * 16) / 16).astype(np.float32)


def write(name, x, y, rounds, options, extra, weights=None):
    parameters = {
        "tree_method": "hist", "max_bin": 256, "nthread": 1, "seed": 0, "eta": options["learningRate"],
        "max_depth": options["maximumDepth"], "lambda": options["l2Penalty"],
        "alpha": options["l1Penalty"], "gamma": options["minimumSplitGain"],
        "min_child_weight": options["minimumChildWeight"], **extra,
    }
    names = [f"f{i}" for i in range(x.shape[1])]
    matrix = xgboost.DMatrix(x, label=y, feature_names=names, weight=weights)
    curves = {}
    booster = xgboost.train(
        parameters, matrix, rounds, evals=[] if weights is None else [(matrix, "training")],
        evals_result=curves, verbose_eval=False)
    with tempfile.NamedTemporaryFile(suffix=".json") as handle:
        booster.save_model(handle.name)
        model = json.load(open(handle.name))
    content = {
        "xgboost": xgboost.__version__, "case": name, "rounds": rounds, "options": options,
        "objective": parameters.get("objective", "reg:squarederror"),
        "maxLeaves": extra.get("max_leaves", 0), "names": names,
        "columns": [[float(v) for v in x[:, i]] for i in range(x.shape[1])],
        "targets": [float(v) for v in y],
        "predictions": [float(v) for v in booster.predict(matrix)],
        "model": model,
    }
    if weights is not None:
        content["weights"] = [float(v) for v in weights]
        (metric, values), = curves["training"].items()
        content["losses"] = [v * v for v in values] if metric == "rmse" else values
    with open(os.path.join(HERE, f"{name}.json"), "w") as handle:
        json.dump(content, handle, separators=(",", ":"))
        handle.write("\n")


def options(**changes):
    base = {
        "learningRate": 0.25, "maximumDepth": 3, "l2Penalty": 1.0, "l1Penalty": 0.0,
        "minimumSplitGain": 0.0, "minimumChildWeight": 1.0,
    }
    return {**base, **changes}


def main():
    x, y = table(1, 160, 10, 12)
    write("squared_error", x, y, 5, options(), {})
    write("deep", x, y, 2, options(maximumDepth=6, learningRate=0.2), {})
    write("penalised", x, y, 3,
          options(l1Penalty=0.5, minimumSplitGain=0.75, minimumChildWeight=6.0, l2Penalty=2.0,
                  maximumDepth=5), {})
    write("loss_guided", x, y, 2, options(maximumDepth=6),
          {"grow_policy": "lossguide", "max_leaves": 9})
    write("logistic", x, (y > np.median(y)).astype(np.float32), 3, options(),
          {"objective": "binary:logistic"})
    write("poisson", x, np.maximum(np.round(y + 2), 0).astype(np.float32), 3, options(),
          {"objective": "count:poisson"})
    grid = np.array([(a, b) for a in (0, 1) for b in (0, 1)] * 25, dtype=np.float32)
    xor = (grid[:, 0] != grid[:, 1]).astype(np.float32) * 4
    xor[0] += 0.5
    write("xor_gamma", grid, xor, 1, options(minimumSplitGain=20.0), {})
    write("xor", grid, xor, 1, options(minimumSplitGain=0.0), {})
    generator = np.random.default_rng(2)
    weights = generator.integers(1, 9, size=len(y)).astype(np.float32) / 8
    weights[generator.random(len(y)) < 0.1] = 0
    weights[:3] = (2, 3, 5)
    write("weighted_squared_error", x, y, 5, options(), {}, weights)
    write("weighted_penalised", x, y, 3,
          options(l1Penalty=0.5, minimumSplitGain=0.75, minimumChildWeight=6.0, l2Penalty=2.0,
                  maximumDepth=5), {}, weights)
    write("weighted_logistic", x, (y > np.median(y)).astype(np.float32), 3, options(),
          {"objective": "binary:logistic"}, weights)
    write("weighted_poisson", x, np.maximum(np.round(y + 2), 0).astype(np.float32), 3, options(),
          {"objective": "count:poisson", "eval_metric": "poisson-nloglik"}, weights)
    wide = np.stack([np.arange(256), np.arange(256)[::-1] // 2], axis=1).astype(np.float32) / 8
    write("many_values", wide, np.round(np.sin(wide[:, 0]) * 16).astype(np.float32) / 16, 2,
          options(), {})


if __name__ == "__main__":
    main()
