"""Matrices in eight bits: a signed byte for each weight, and a float16 scale for each block of 64 of a row.

In a file a matrix `name` is I8 [rows, columns] beside `name.scale` F16 [rows, blocks]; a weight is its
byte times the scale of its block, which float32 holds exactly. Everything else is as in the float16
file, bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

BLOCK = 64
"""Weights in a block. One scale for a whole row saves 3% of the bytes and costs a quarter to a half of precision."""
LARGEST = 127  # -128 is left unused, so that a sign can be turned over
SUFFIX = ".scale"


class Scaled(NamedTuple):
    codes: np.ndarray  # [rows, columns] int8
    scales: np.ndarray  # [rows, blocks] float16, positive

    def values(self) -> np.ndarray:
        """The weights, float32 [rows, columns]."""
        return self.codes * spread(self.scales, self.codes.shape[1])


def spread(scales: np.ndarray, columns: int) -> np.ndarray:
    """The scale of every weight, float32 [rows, columns]."""
    return np.repeat(scales.astype(np.float32), columns // scales.shape[1], axis=1)


def pack(tensors: Mapping[str, np.ndarray | Scaled]) -> dict[str, np.ndarray]:
    """The arrays of the file."""
    arrays = {}
    for name, tensor in tensors.items():
        if isinstance(tensor, Scaled):
            arrays[name], arrays[name + SUFFIX] = tensor
        else:
            arrays[name] = tensor
    return arrays


def unpack(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Every weight in float32, of a file with or without matrices in eight bits.

    Raises ValueError naming a matrix without scales, or with scales that do not fit it.
    """
    scales_of = {name: name + SUFFIX for name, array in arrays.items() if array.dtype == np.int8}
    weights = {}
    for name, array in arrays.items():
        if name in scales_of:
            scales = arrays.get(scales_of[name])
            if scales is None or not fit(array, scales):
                raise ValueError(f"{name}: needs {scales_of[name]}, one positive scale for each block of its rows")
            weights[name] = Scaled(array, scales).values()
        elif name not in scales_of.values():
            weights[name] = array.astype(np.float32)
    return weights


def fit(codes: np.ndarray, scales: np.ndarray) -> bool:
    if codes.ndim != 2 or scales.ndim != 2 or len(scales) != len(codes):
        return False
    return scales.shape[1] > 0 and codes.shape[1] % scales.shape[1] == 0 and bool((scales > 0).all())
