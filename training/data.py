"""From encoded documents to shuffled streams of training units.

A unit is a stretch of consecutive sentences of one document: a whole document, or a piece of one to
three sentences of a passage. Everything is drawn from a generator seeded by (seed, epoch), so an
epoch can be rebuilt at any time, which is how a run resumes.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from .sources import SOURCES


SIZES = (1, 1, 2, 3)
"""Sentences in a piece, drawn evenly from these: half of the pieces are single sentences."""


class Encoded(NamedTuple):
    """One encoded split; see `encode.py` for the fields."""

    ids: np.ndarray
    sentences: np.ndarray
    documents: np.ndarray
    source: np.ndarray
    across: np.ndarray

    @classmethod
    def load(cls, path: Path) -> Encoded:
        """Read a split; throws where the file is of an earlier form."""
        with np.load(path) as file:
            missing = [name for name in cls._fields if name not in file.files]
            if missing:
                raise ValueError(f"{path}: no {missing[0]}; encode the corpus again (stage tokenizer)")
            return cls(*(file[name] for name in cls._fields))


class Units(NamedTuple):
    """Sentence ranges [first, last) of units."""

    first: np.ndarray
    last: np.ndarray


def draw_documents(data: Encoded, rng: np.random.Generator) -> np.ndarray:
    """Document indices of one epoch: each document as often as its source's copies say, shuffled."""
    copies = np.array([source.copies for source in SOURCES])[data.source]
    times = np.floor(copies).astype(int) + (rng.random(len(copies)) < copies % 1)
    return rng.permutation(np.repeat(np.arange(len(copies)), times))


def cut_passages(data: Encoded, documents: np.ndarray, rng: np.random.Generator) -> Units:
    """Cut each document into pieces of one to three sentences."""
    first, last = [], []
    for start, end in zip(data.documents[documents].tolist(), data.documents[documents + 1].tolist()):
        while start < end:
            stop = min(end, start + SIZES[int(rng.integers(len(SIZES)))])
            first.append(start)
            last.append(stop)
            start = stop
    return Units(np.array(first, np.int64), np.array(last, np.int64))


def whole(data: Encoded, documents: np.ndarray) -> Units:
    return Units(data.documents[documents], data.documents[documents + 1])


def join(parts: list[Units], rng: np.random.Generator) -> Units:
    """All units of the parts in random order."""
    first = np.concatenate([part.first for part in parts])
    last = np.concatenate([part.last for part in parts])
    order = rng.permutation(len(first))
    return Units(first[order], last[order])


def across_again(data: Encoded, copies: int) -> list[Units]:
    """Further copies of the sentences with agreement across a noun, each as a unit of its own; none for 0."""
    first = np.repeat(data.across, copies)
    return [Units(first, first + 1)] if copies else []


def is_multiple(data: Encoded, documents: np.ndarray) -> np.ndarray:
    """Which documents hold more than one sentence."""
    return data.documents[documents + 1] - data.documents[documents] > 1


class Stream:
    """Units in a row with a separator after each, read in windows that start at a sentence."""

    def __init__(self, data: Encoded, units: Units, separator: int):
        starts, ends = data.sentences[units.first], data.sentences[units.last]
        lengths = ends - starts + 1
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        where = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        separators = offsets[1:] - 1
        where[separators] = 0
        self.ids = data.ids[where].astype(np.uint16)
        self.ids[separators] = separator
        begins = np.zeros(len(data.ids) + 1, bool)
        begins[data.sentences] = True
        flags = begins[where]
        flags[separators] = False
        self.boundaries = np.flatnonzero(flags)

    def windows(self, cursor: int, rows: int, length: int) -> tuple[np.ndarray, int] | None:
        """`rows` windows of `length` tokens and the next cursor, or None where the stream ends."""
        starts = []
        for _ in range(rows):
            at = int(np.searchsorted(self.boundaries, cursor))
            if at == len(self.boundaries) or self.boundaries[at] + length > len(self.ids):
                return None
            start = int(self.boundaries[at])
            starts.append(start)
            cursor = start + length
        return self.ids[np.array(starts)[:, None] + np.arange(length)].astype(np.int64), cursor


def add_repeats(rows: np.ndarray, share: float, rng: np.random.Generator) -> None:
    """Give a share of the windows something to copy, in place.

    In half of the chosen windows one earlier phrase of theirs appears again later; the others
    become one random phrase (tokens drawn from the whole batch) repeated to the end, where nothing
    but copying helps.
    """
    count, length = rows.shape
    if length < 24:
        return
    pool = rows.reshape(-1)
    pool = pool[pool > 4]
    for row in np.flatnonzero(rng.random(count) < share):
        size = int(rng.integers(4, length // 3))
        if rng.random() < 0.5:
            source = int(rng.integers(0, length - 2 * size))
            target = int(rng.integers(source + size, length - size + 1))
            rows[row, target : target + size] = rows[row, source : source + size].copy()
        else:
            rows[row] = np.resize(rng.choice(pool, size), length)
