"""An interpolated Kneser-Ney trigram (Kneser & Ney 1995; Chen & Goodman 1999, section 3), to beat.

Counts live in sorted arrays of keys (ids of the n-gram as one integer), so a corpus of 20 million
tokens needs a few hundred megabytes. One discount per order, n1 / (n1 + 2 n2).
"""

from __future__ import annotations

import numpy as np

BITS = 13  # 2^13 = 8,192 ids


def key(*columns: np.ndarray) -> np.ndarray:
    result = columns[0].astype(np.int64)
    for column in columns[1:]:
        result = (result << BITS) | column.astype(np.int64)
    return result


class Table:
    """Sorted keys with a number each; 0 for a key that is not there."""

    def __init__(self, keys: np.ndarray, values: np.ndarray):
        self.keys, self.values = keys, values

    @classmethod
    def count(cls, keys: np.ndarray) -> Table:
        return cls(*np.unique(keys, return_counts=True))

    @classmethod
    def sum(cls, keys: np.ndarray, values: np.ndarray) -> Table:
        unique, inverse = np.unique(keys, return_inverse=True)
        return cls(unique, np.bincount(inverse, values))

    def __getitem__(self, keys: np.ndarray) -> np.ndarray:
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.values[at], 0)


class Level:
    """One order: counts of n-grams, and per context their sum and the number of different followers."""

    def __init__(self, grams: Table):
        self.grams = grams
        contexts = grams.keys >> BITS
        self.totals = Table.sum(contexts, grams.values.astype(float))
        self.followers = Table.count(contexts)
        once, twice = int((grams.values == 1).sum()), int((grams.values == 2).sum())
        self.discount = once / (once + 2 * twice)

    def interpolate(self, grams: np.ndarray, lower: np.ndarray) -> np.ndarray:
        """Discounted estimate plus the mass set free times the lower order."""
        contexts = grams >> BITS
        total = self.totals[contexts]
        safe = np.maximum(total, 1)
        seen = np.maximum(self.grams[grams] - self.discount, 0) / safe
        free = np.where(total > 0, self.discount * self.followers[contexts] / safe, 1.0)
        return seen + free * lower


class KneserNeyTrigram:
    def __init__(self, stream: np.ndarray, vocabulary: int):
        self.vocabulary = vocabulary
        trigrams = Table.count(key(stream[:-2], stream[1:-1], stream[2:]))
        self.third = Level(trigrams)
        # Continuation counts: in how many different contexts an n-gram appears.
        self.second = Level(Table.count(trigrams.keys & ((1 << 2 * BITS) - 1)))
        unigrams = np.bincount(self.second.grams.keys & ((1 << BITS) - 1), minlength=vocabulary)
        self.first = (unigrams + 0.5) / (unigrams.sum() + 0.5 * vocabulary)

    def log_probabilities(self, row: np.ndarray) -> np.ndarray:
        """Natural log probability of each token of the row but the first; the second has one token before it."""
        bigram = self.second.interpolate(key(row[:-1], row[1:]), self.first[row[1:]])
        trigram = self.third.interpolate(key(row[:-2], row[1:-1], row[2:]), bigram[1:])
        return np.log(np.concatenate([bigram[:1], trigram]))
