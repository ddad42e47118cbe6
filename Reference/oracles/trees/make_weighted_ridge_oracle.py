"""Least squares and ridge regression with sample weights by scikit-learn.

Pinned: Python 3.11, scikit-learn 1.9.1, numpy 2.4.6.
Usage: python make_weighted_ridge_oracle.py    (writes weighted_ridge.json beside this file)

Columns are standardised with weighted means and standard deviations. Some weights are 0, some whole
numbers above 1, the others as of measured activities in (0, 1].
"""

import json
import os

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import StandardScaler

assert sklearn.__version__ == "1.9.1", sklearn.__version__
HERE = os.path.dirname(os.path.abspath(__file__))
PENALTIES = (0.01, 1.0, 31.622776601683793, 1000.0)


def main():
    generator = np.random.default_rng(23)
    x = generator.normal(size=(60, 5)).astype(np.float32)
    x[:, 3] = (0.5 * x[:, 0] + 3 * x[:, 3] + 100).astype(np.float32)
    x[:, 4] = 7
    weights = np.round(generator.uniform(0.02, 1, size=60), 3)
    weights[[3, 30, 41]] = 0
    weights[[5, 17]] = (2, 3)
    noise = generator.normal(size=60) / np.sqrt(np.maximum(weights, 0.02))
    y = 2 + x[:, 0] - 0.5 * x[:, 1] + 0.1 * (x[:, 3] - 100) + noise
    training = np.arange(45)
    validation = np.arange(45, 60)
    design = x.astype(float)
    scaler = StandardScaler().fit(design[training], sample_weight=weights[training])
    cases = []
    for penalty in PENALTIES:
        fit = Ridge(alpha=penalty, solver="cholesky").fit(
            scaler.transform(design[training]), y[training], sample_weight=weights[training])
        predictions = fit.predict(scaler.transform(design))
        cases.append({
            "penalty": penalty, "weights": fit.coef_.tolist(), "intercept": float(fit.intercept_),
            "predictions": predictions.tolist(),
            "validationError": mean_squared_error(
                y[validation], predictions[validation], sample_weight=weights[validation]),
        })
    plain = LinearRegression().fit(
        design[training, :3], y[training], sample_weight=weights[training])
    content = {
        "columns": [[float(v) for v in x[:, i]] for i in range(5)], "targets": y.tolist(),
        "rowWeights": weights.tolist(), "trainingRows": len(training),
        "means": scaler.mean_.tolist(), "scales": scaler.scale_.tolist(), "ridge": cases,
        "leastSquares": plain.predict(design[:, :3]).tolist(),
        "mean": float(np.average(y[training], weights=weights[training])),
    }
    with open(os.path.join(HERE, "weighted_ridge.json"), "w") as handle:
        json.dump(content, handle, separators=(",", ":"))
        handle.write("\n")


if __name__ == "__main__":
    main()
