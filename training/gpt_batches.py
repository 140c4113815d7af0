"""Batches for mini-GPT: windows of text that begin with <|endoftext|>, documents separated by it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .data import Encoded, Stream, across_again, add_repeats, cut_passages, draw_documents, is_multiple, join, whole
from .tokenizer import EOT


class GptBatches:
    """An endless, resumable sequence of batches; the state is (epoch, cursor)."""

    def __init__(self, data: Encoded, settings: Mapping, seed: int):
        self.data, self.settings, self.seed = data, settings, seed
        self.epoch, self.cursor = 0, 0
        self._build()

    def _build(self) -> None:
        rng = np.random.default_rng([self.seed, self.epoch])
        documents = draw_documents(self.data, rng)
        cut = is_multiple(self.data, documents) & (rng.random(len(documents)) < self.settings["cut_share"])
        parts = [cut_passages(self.data, documents[cut], rng), whole(self.data, documents[~cut])]
        parts += across_again(self.data, self.settings["across_copies"])
        self.stream = Stream(self.data, join(parts, rng), EOT)

    def state(self) -> dict:
        return {"epoch": self.epoch, "cursor": self.cursor}

    def restore(self, state: Mapping) -> None:
        self.cursor = state["cursor"]
        if state["epoch"] != self.epoch:
            self.epoch = state["epoch"]
            self._build()

    def next(self, step: int) -> np.ndarray:
        """Ids [rows, length + 1]: inputs are all columns but the last, targets all but the first."""
        rng = np.random.default_rng([self.seed, 1, step])
        length = int(rng.choice(self.settings["lengths"], p=self.settings["length_shares"]))
        rows = self.settings["tokens_per_step"] // length
        drawn = self.stream.windows(self.cursor, rows, length)
        if drawn is None:
            self.epoch, self.cursor = self.epoch + 1, 0
            self._build()
            drawn = self.stream.windows(0, rows, length)
        windows, self.cursor = drawn
        add_repeats(windows, self.settings["repeat_share"], rng)
        return np.concatenate([np.full((rows, 1), EOT), windows], axis=1)
