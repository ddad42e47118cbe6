"""XGBoost on the rows and features of cupel's stage `trees`; see run.sh. Needs numpy, scipy, xgboost."""

import glob
import json
import os
import sys
import time

import numpy as np
import xgboost
from scipy.stats import spearmanr

work, threads = sys.argv[1], int(sys.argv[2])
results = os.path.join(work, "results")
features = np.load(os.path.join(results, "features", "features.npy"), mmap_mode="r")
roles = np.load(os.path.join(results, "split", "split", "role.npy"))
activity = os.path.join(results, "normalize", "activity")
columns = {c["name"]: c for c in json.load(open(os.path.join(activity, "table.json")))["columns"]}
tasks = [t["name"] for t in json.load(open(os.path.join(results, "normalize", "activity.json")))["cellTypes"]]

start = time.perf_counter()
matrix = np.ascontiguousarray(np.asarray(features).T)
total_rounds = 0
scores = []
for task in tasks:
    files = columns[f"activity:{task}"]["files"]
    values = np.load(os.path.join(activity, files["values"]))
    observed = np.load(os.path.join(activity, files["mask"]))
    train, valid, test = (np.flatnonzero((roles == role) & observed) for role in (0, 1, 2))
    best, best_round, model = -2.0, 0, None
    training = xgboost.QuantileDMatrix(matrix[train], values[train], max_bin=256)
    validation = xgboost.QuantileDMatrix(matrix[valid], values[valid], ref=training)
    booster = xgboost.train(
        {"max_depth": 6, "eta": 0.2, "lambda": 1, "tree_method": "hist", "nthread": threads},
        training, 1000, evals=[(validation, "validation")], verbose_eval=False,
        custom_metric=lambda p, d: ("spearman", spearmanr(p, d.get_label())[0]),
        callbacks=[xgboost.callback.EarlyStopping(5, metric_name="spearman", maximize=True)])
    total_rounds += booster.num_boosted_rounds()
    predicted = booster.predict(
        xgboost.DMatrix(matrix[test]), iteration_range=(0, booster.best_iteration + 1))
    scores.append(f"{task} {spearmanr(predicted, values[test])[0]:.3f}")
seconds = time.perf_counter() - start

records = glob.glob(os.path.join(work, "records", "trees", "*.json"))
record = json.load(open(max(records, key=os.path.getmtime)))
logs = json.load(open(os.path.join(results, "trees", "training.json")))
our_rounds = sum(len(log["entries"]) for log in logs)
print(f"rows {len(roles)}, features {features.shape[0]}, tasks {len(tasks)}, threads {threads}")
print(f"cupel (reads, bins, trains, predicts all rows): {record['seconds']:.1f} s, {our_rounds} rounds")
print(f"xgboost {xgboost.__version__} (bins, trains, predicts test): {seconds:.1f} s, {total_rounds} rounds")
print(f"ratio per round: {(seconds / total_rounds) / (record['seconds'] / our_rounds):.2f}")
print("xgboost test Spearman: " + ", ".join(scores))
