"""Batches for mini-BERT: masked words and next sentence (Devlin et al. 2019, section 3.1).

A step has two parts. One holds pairs `[CLS] a [SEP] b [SEP]`, a and b of one to three sentences,
half of them true neighbours, the others with b replaced by a stretch of the same length from
elsewhere. The other part holds either single sentences `[CLS] a [SEP]` or windows of several
sentences with [SEP] between them. All rows of a part have the same length, so no padding is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .data import Encoded, Stream, Units, across_again, add_repeats, cut_passages, draw_documents, is_multiple, join, whole
from .tokenizer import CLS, MASK, SEP, SPECIALS


class Part(NamedTuple):
    """Rows of one length: inputs, the original ids, which positions are to be predicted, segments, labels."""

    inputs: np.ndarray  # [B, T]
    originals: np.ndarray  # [B, T]
    chosen: np.ndarray  # [B, T] bool
    segments: np.ndarray  # [B, T]
    is_random_next: np.ndarray | None  # [B]; None where the rows are not pairs


class ByLength:
    """Indices grouped by an integer length, drawn with replacement within a group."""

    def __init__(self, lengths: np.ndarray):
        self.order = np.argsort(lengths, kind="stable")
        self.starts = np.searchsorted(lengths[self.order], np.arange(lengths.max() + 2))

    def count(self, length: int) -> int:
        return int(self.starts[length + 1] - self.starts[length])

    def draw(self, length: int | np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
        length = np.asarray(length)
        low, high = self.starts[length], self.starts[length + 1]
        return self.order[rng.integers(low, high, size)]


class BertBatches:
    """An endless, resumable sequence of batches; the state is (epoch, cursor)."""

    def __init__(self, data: Encoded, settings: Mapping, seed: int, tokens: list[str]):
        self.data, self.settings, self.seed = data, settings, seed
        self.epoch, self.cursor = 0, 0
        self.masker = Masker(settings["mask_rate"], tokens)
        self._build()

    def _build(self) -> None:
        rng = np.random.default_rng([self.seed, self.epoch])
        documents = draw_documents(self.data, rng)
        multiple = is_multiple(self.data, documents)
        paired = multiple & (rng.random(len(documents)) < self.settings["pair_share"])
        self._build_pairs(documents[paired], rng)
        rest = documents[~paired & multiple]
        parts = [cut_passages(self.data, rest, rng), whole(self.data, documents[~multiple])]
        units = join([*parts, *across_again(self.data, self.settings["across_copies"])], rng)
        self.stream = Stream(self.data, units, SEP)
        self._build_singles(units)

    def _build_singles(self, units: Units) -> None:
        self.single_start = self.data.sentences[units.first]
        lengths = self.data.sentences[units.last] - self.single_start
        fits = (lengths >= 2) & (lengths <= self.settings["longest_single"])
        self.single_start, lengths = self.single_start[fits], lengths[fits]
        self.singles = ByLength(lengths)
        mass = np.bincount(lengths) * np.arange(lengths.max() + 1)
        self.single_shares = mass / mass.sum()

    def _build_pairs(self, documents: np.ndarray, rng: np.random.Generator) -> None:
        pieces = cut_passages(self.data, documents, rng)
        follows = pieces.last[:-1] == pieces.first[1:]
        document = np.searchsorted(self.data.documents, pieces.first, side="right")
        follows &= document[:-1] == document[1:]
        a, b, end = (self.data.sentences[x] for x in (pieces.first[:-1], pieces.first[1:], pieces.last[1:]))
        fits = follows & (end - a + 3 <= self.settings["longest_pair"])
        self.a, self.b, self.end = a[fits], b[fits], end[fits]
        lengths = self.end - self.a
        self.pairs = ByLength(lengths)
        self.seconds = ByLength(self.end - self.b)
        mass = np.bincount(lengths) * np.arange(lengths.max() + 1)
        self.pair_shares = mass / mass.sum()

    def state(self) -> dict:
        return {"epoch": self.epoch, "cursor": self.cursor}

    def restore(self, state: Mapping) -> None:
        self.cursor = state["cursor"]
        if state["epoch"] != self.epoch:
            self.epoch = state["epoch"]
            self._build()

    def next(self, step: int) -> list[Part]:
        rng = np.random.default_rng([self.seed, 1, step])
        single = rng.random() < self.settings["single_share"]
        return [self._pair_part(rng), self._single_part(rng) if single else self._window_part(rng)]

    def _pair_part(self, rng: np.random.Generator) -> Part:
        length = int(rng.choice(len(self.pair_shares), p=self.pair_shares))
        rows = max(1, self.settings["pair_tokens"] // (length + 3))
        chosen = self.pairs.draw(length, rows, rng)
        second_length = self.end[chosen] - self.b[chosen]
        is_random = rng.random(rows) < 0.5
        elsewhere = self.seconds.draw(second_length, rows, rng)
        is_random &= elsewhere != chosen
        b = np.where(is_random, self.b[elsewhere], self.b[chosen])
        first_length = self.b[chosen] - self.a[chosen]
        column = np.arange(length + 3)
        in_a = (column >= 1) & (column <= first_length[:, None])
        in_b = (column >= first_length[:, None] + 2) & (column < length + 2)
        where = np.where(in_a, self.a[chosen][:, None] + column - 1, 0)
        where = np.where(in_b, b[:, None] + column - first_length[:, None] - 2, where)
        ids = self.data.ids[where].astype(np.int64)
        ids[~(in_a | in_b)] = SEP
        ids[:, 0] = CLS
        segments = (column >= first_length[:, None] + 2).astype(np.int64)
        return self.masker(ids, rng, segments, is_random.astype(np.int64))

    def _single_part(self, rng: np.random.Generator) -> Part:
        length = int(rng.choice(len(self.single_shares), p=self.single_shares))
        rows = self.settings["other_tokens"] // (length + 2)
        chosen = self.singles.draw(length, rows, rng)
        inside = self.data.ids[self.single_start[chosen][:, None] + np.arange(length)]
        return self.masker(enclose(inside), rng)

    def _window_part(self, rng: np.random.Generator) -> Part:
        length = int(rng.choice(self.settings["lengths"], p=self.settings["length_shares"]))
        rows = self.settings["other_tokens"] // length
        drawn = self.stream.windows(self.cursor, rows, length - 2)
        if drawn is None:
            self.epoch, self.cursor = self.epoch + 1, 0
            self._build()
            drawn = self.stream.windows(0, rows, length - 2)
        windows, self.cursor = drawn
        add_repeats(windows, self.settings["repeat_share"], rng)
        return self.masker(enclose(windows), rng)


def enclose(inside: np.ndarray) -> np.ndarray:
    """[CLS] rows [SEP]."""
    edge = np.ones((len(inside), 1), np.int64)
    return np.concatenate([CLS * edge, inside.astype(np.int64), SEP * edge], axis=1)


class Masker:
    """Chooses tokens to predict, never a special: 80% become [MASK], 10% a random token, 10% stay.

    The tokenizer gives the text after a special a leading space of its own, so a typed "[MASK]."
    ends in the token "Ġ." instead of "."; half of the signs that follow a [MASK] are written that
    way here, so that both spellings are in distribution.
    """

    def __init__(self, rate: float, tokens: list[str]):
        self.rate = rate
        self.vocabulary = len(tokens)
        ids = {token: index for index, token in enumerate(tokens)}
        self.spaced = np.arange(len(tokens))
        for sign in [*".,;:!?)\"'-", '."', ',"', '!"', '?"']:
            if sign in ids and "Ġ" + sign in ids:
                self.spaced[ids[sign]] = ids["Ġ" + sign]

    def __call__(
        self,
        ids: np.ndarray,
        rng: np.random.Generator,
        segments: np.ndarray | None = None,
        is_random_next: np.ndarray | None = None,
    ) -> Part:
        chosen = (rng.random(ids.shape) < self.rate) & (ids >= len(SPECIALS))
        fate = rng.random(ids.shape)
        inputs = ids.copy()
        masked = chosen & (fate < 0.8)
        inputs[masked] = MASK
        swapped = chosen & (fate >= 0.8) & (fate < 0.9)
        inputs[swapped] = rng.integers(len(SPECIALS), self.vocabulary, int(swapped.sum()))
        after_mask = np.zeros_like(masked)
        after_mask[:, 1:] = masked[:, :-1] & ~chosen[:, 1:] & (rng.random(ids[:, 1:].shape) < 0.5)
        inputs[after_mask] = self.spaced[inputs[after_mask]]
        return Part(
            inputs, ids, chosen, np.zeros_like(ids) if segments is None else segments, is_random_next
        )
