"""Validation text as windows: stretches of whole sentences of one document that fit the positions."""

from __future__ import annotations

import numpy as np

from ..data import Encoded
from ..paths import ENCODED
from ..sources import SOURCES


def validation() -> Encoded:
    return Encoded.load(ENCODED / "valid.npz")


def windows(data: Encoded, longest: int) -> list[tuple[np.ndarray, int]]:
    """(token ids, index of the source) of every window; a single longer sentence is cut."""
    result = []
    for document, source in enumerate(data.source.tolist()):
        start = int(data.sentences[data.documents[document]])
        end = start
        for sentence in range(data.documents[document], data.documents[document + 1]):
            stop = int(data.sentences[sentence + 1])
            if stop - start > longest and end > start:
                result.append((data.ids[start:end].astype(np.int64), source))
                start = end
            while stop - start > longest:
                result.append((data.ids[start : start + longest].astype(np.int64), source))
                start += longest
            end = stop
        if end > start:
            result.append((data.ids[start:end].astype(np.int64), source))
    return result


def mix_weights() -> np.ndarray:
    """Weight of each source's text in the figures: its copies in the training mix."""
    return np.array([source.copies for source in SOURCES])


def batches(rows: list[np.ndarray], tokens: int = 4096):
    """Indices of rows of equal length, grouped so that no padding is needed."""
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    start = 0
    while start < len(order):
        length = len(rows[order[start]])
        stop = start
        while stop < len(order) and len(rows[order[stop]]) == length and (stop - start + 1) * length <= max(tokens, length):
            stop += 1
        yield order[start:stop]
        start = stop
