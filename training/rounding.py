"""Rounding a matrix to eight bits so that the errors of its weights cancel in what it computes.

Rounding every weight to the nearest step is best for the weights, not for what is made of them: what
reads a matrix is blind to some directions and keen on others. Here weights are rounded one after the
other, and what has been lost so far is made up for in those still to come, by the inverse Hessian of
the squared error (Frantar et al. 2022, "GPTQ", section 3; after Hassibi and Stork 1993, "Optimal brain
surgeon"). GPTQ weighs the errors of the columns of [out, in] by the layer's inputs; its outputs weigh
the rows in the same way.
"""

from __future__ import annotations

import numpy as np

from .scaled import BLOCK, LARGEST

CLIPS = np.arange(0.6, 1.001, 0.02)
"""Shares of a block's largest magnitude that may become the largest code."""
SMALLEST = np.float16(2**-24)
"""The smallest float16 above 0."""
DAMPING = 0.01
"""Added to the Hessian's diagonal, in shares of its mean: directions never seen are not free."""


def block_scales(matrix: np.ndarray, importance: np.ndarray | float = 1.0) -> np.ndarray:
    """For each block of a row the scale with the least squared error of nearest codes.

    `importance` [columns] weighs the squares. A block of zeros has the scale 1. Float16
    [rows, blocks].
    """
    rows, columns = matrix.shape
    size = columns if columns % BLOCK else BLOCK  # a row that cannot be divided is one block
    blocks = matrix.reshape(rows, columns // size, size)
    weighs = np.broadcast_to(importance, columns).reshape(columns // size, size)
    largest = np.abs(blocks).max(axis=2)  # [rows, blocks]
    best = np.ones(largest.shape, np.float16)
    least = np.full(largest.shape, np.inf)
    for clip in CLIPS[::-1]:
        scales = np.maximum((largest * (clip / LARGEST)).astype(np.float16), SMALLEST)
        steps = scales.astype(np.float32)[:, :, None]
        error = (np.square(nearest_codes(blocks, steps) * steps - blocks) * weighs).sum(axis=2)
        better = (error < least) & (largest > 0)
        best, least = np.where(better, scales, best), np.minimum(error, least)
    return best


def nearest_codes(matrix: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Each weight in steps of its size (`steps` broadcasts to the matrix), rounded; int8."""
    return np.clip(np.rint(matrix / steps), -LARGEST, LARGEST).astype(np.int8)


def codes_by_columns(matrix: np.ndarray, steps: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Codes of [rows, columns], in steps of that shape, that keep e H e^T small for each row's error e; int8.

    `columns` is H [columns, columns]: how errors of two columns add up.
    """
    order, spread = factor(columns)
    left = np.asfortranarray(matrix[:, order], dtype=np.float64)  # what is to be reached, in that order
    codes = np.zeros(matrix.shape, np.int8)
    for at, column in enumerate(order):
        codes[:, column] = nearest_codes(left[:, at], steps[:, column])
        error = left[:, at] - codes[:, column] * steps[:, column].astype(np.float64)  # [rows]
        left[:, at + 1 :] -= np.outer(error, spread[at, at + 1 :])
    return codes


def codes_by_both(matrix: np.ndarray, steps: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The same where errors of rows add up too: keeps trace(R E C E^T) small for the error E of the matrix.

    A weight can be rounded once those before it in its row and in its column are, so a diagonal of the
    matrix is rounded at a time.
    """
    (row_order, row_spread), (column_order, column_spread) = factor(rows), factor(columns)
    there = np.ix_(row_order, column_order)
    target, size = matrix[there].astype(np.float64), steps[there].astype(np.float64)
    codes = np.zeros(matrix.shape, np.int8)
    along_row, along_column = np.zeros(matrix.shape), np.zeros(matrix.shape)  # errors to be made up for
    height, width = matrix.shape
    for diagonal in range(height + width - 1):
        i = np.arange(max(0, diagonal - width + 1), min(height, diagonal + 1))
        j = diagonal - i
        wanted = target[i, j] - np.einsum("nk,kn->n", along_row[i], column_spread[:, j])
        reached = wanted - np.einsum("kn,kn->n", along_column[:, j], row_spread[:, i])
        codes[i, j] = nearest_codes(reached, size[i, j])
        values = codes[i, j] * size[i, j]
        along_row[i, j], along_column[i, j] = wanted - values, reached - values
    result = np.zeros_like(codes)
    result[there] = codes
    return result


def factor(hessian: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The order of rounding, and how much of an error each later one takes over: [n, n], 0 up to the diagonal."""
    size = len(hessian)
    order = np.argsort(-np.diag(hessian), kind="stable")  # what matters most has most left to mend it
    damping = max(DAMPING * np.diag(hessian).mean(), np.finfo(np.float32).tiny)
    damped = hessian.astype(np.float64)[np.ix_(order, order)] + np.eye(size) * damping
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T
    return order, np.triu(upper / np.diag(upper)[:, None], 1)
