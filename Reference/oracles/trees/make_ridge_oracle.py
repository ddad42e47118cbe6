"""Ridge regression on standardised columns by scikit-learn.

Pinned: Python 3.11, scikit-learn 1.9.1, numpy 2.4.6.
Usage: python make_ridge_oracle.py    (writes ridge.json beside this file)
"""

import json
import os

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import StandardScaler

assert sklearn.__version__ == "1.9.1", sklearn.__version__
HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    generator = np.random.default_rng(11)
    x = generator.normal(size=(60, 5)).astype(np.float32)
    x[:, 3] = (0.5 * x[:, 0] + 3 * x[:, 3] + 100).astype(np.float32)
    x[:, 4] = 7
    y = 2 + x[:, 0] - 0.5 * x[:, 1] + 0.1 * (x[:, 3] - 100) + generator.normal(size=60)
    observed = [bool(v) for v in generator.random(60) < 0.7]
    cases = []
    for rows in (np.arange(60), np.flatnonzero(observed)):
        design = StandardScaler().fit_transform(x[rows].astype(float))
        for penalty in (0.01, 1.0, 31.622776601683793, 1000.0):
            fit = Ridge(alpha=penalty, solver="cholesky").fit(design, y[rows])
            cases.append({
                "rows": [int(r) for r in rows], "penalty": penalty,
                "weights": fit.coef_.tolist(), "intercept": float(fit.intercept_),
                "predictions": fit.predict(design).tolist(),
            })
    plain = LinearRegression().fit(x[:, :3].astype(float), y)
    content = {
        "columns": [[float(v) for v in x[:, i]] for i in range(5)], "targets": y.tolist(),
        "ridge": cases, "leastSquares": plain.predict(x[:, :3].astype(float)).tolist(),
    }
    with open(os.path.join(HERE, "ridge.json"), "w") as handle:
        json.dump(content, handle, separators=(",", ":"))
        handle.write("\n")


if __name__ == "__main__":
    main()
