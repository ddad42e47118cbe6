"""Writes the array files that ArrayFilesTests compare with.

Run in this folder: python make_files.py
Written with Python 3.11.7, numpy 2.4.6, safetensors 0.8.0.
"""

import math

import numpy as np
from safetensors.numpy import save_file

np.save("u1.npy", np.array([0, 1, 255], dtype="u1"))
np.save("u4.npy", np.array([0, 1, 2**32 - 1], dtype="<u4"))
np.save("i4.npy", np.array([-(2**31), 0, 2**31 - 1], dtype="<i4"))
np.save("i8.npy", np.array([-(2**63), 0, 2**63 - 1], dtype="<i8"))
np.save("f4.npy", np.array([0.1, -2.5, np.inf], dtype="<f4"))
np.save("f8.npy", np.array([0.1, -2.5, 1e300], dtype="<f8"))
np.save("b1.npy", np.array([True, False, True]))
np.save("f8_2d.npy", np.arange(1, 7, dtype="<f8").reshape(2, 3))
np.save("empty.npy", np.array([], dtype="<f8"))
np.save("fortran.npy", np.asfortranarray(np.arange(6, dtype="<f8").reshape(2, 3)))
with open("version2.npy", "wb") as file:
    np.lib.format.write_array(file, np.array([1.5, 2.5], dtype="<f4"), version=(2, 0))

save_file(
    {
        "weight": np.array([[1, 2, 3], [4, 5, 6.5]], dtype="f4"),
        "bias": np.array([-1, 0, 0.5], dtype="f4"),
        "scale": np.array(math.pi, dtype="f8"),
        "steps": np.array([-(2**63), 9], dtype="i8"),
        "none": np.zeros((0, 4), dtype="f4"),
    },
    "model.safetensors",
    metadata={"format": "pt", "note": 'a "b"\n'},
)
