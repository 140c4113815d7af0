"""Figures of mini-GPT: bits per byte beside the trigram, minimal pairs, copying, samples."""

from __future__ import annotations

import json
from math import log
from typing import NamedTuple

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from ..data import Encoded
from ..gpt2 import MiniGpt
from ..paths import ENCODED, EVAL
from ..tokenizer import EOT, Tokenizer
from .ngram import KneserNeyTrigram
from .text import batches, mix_weights, validation, windows

SAMPLE_STARTS = ("Once upon a time", "The man looked at", "I would like", "She opened the door and")


@torch.no_grad()
def losses(model: MiniGpt, rows: list[np.ndarray]) -> list[np.ndarray]:
    """Negative log probability of every token of each row, read after <|endoftext|>."""
    result: list = [None] * len(rows)
    for group in batches(rows):
        ids = torch.from_numpy(np.stack([rows[index] for index in group]))
        inputs = torch.cat([torch.full((len(group), 1), EOT), ids[:, :-1]], dim=1)
        logits = model.logits(model.hidden(inputs))  # [B, T, V]
        loss = cross_entropy(logits.flatten(0, 1), ids.flatten(), reduction="none").view(ids.shape)
        for index, row in zip(group, loss.numpy()):
            result[index] = row
    return result


class HeldOut(NamedTuple):
    """The validation windows, and how much of the mix each stands for: by its bytes and by its tokens."""

    rows: list[np.ndarray]
    weights: np.ndarray
    size: float
    tokens: float


def held_out(tokenizer: Tokenizer, positions: int) -> HeldOut:
    """Sources are weighted as in the training mix."""
    pieces = windows(validation(), positions - 1)
    rows = [row for row, _ in pieces]
    weights = mix_weights()[[source for _, source in pieces]]
    size = np.array([len(tokenizer.decode(row).encode()) for row in rows]) * weights
    tokens = np.array([len(row) for row in rows]) * weights
    return HeldOut(rows, weights, size.sum(), tokens.sum())


def bits_per_byte(model: MiniGpt, text: HeldOut) -> dict:
    ours = (np.array([row.sum() for row in losses(model, text.rows)]) * text.weights).sum()
    return {"bitsPerByte": ours / log(2) / text.size, "nats": ours / text.tokens}


def trigram_bits_per_byte(text: HeldOut, vocabulary: int) -> dict:
    """What a trigram of the training text needs on the same windows."""
    train = Encoded.load(ENCODED / "train.npz")
    stream = np.insert(train.ids, train.sentences[train.documents[:-1]], EOT)
    trigram = KneserNeyTrigram(stream, vocabulary)
    per_row = np.array([-trigram.log_probabilities(np.insert(row, 0, EOT)).sum() for row in text.rows])
    theirs = (per_row * text.weights).sum()
    return {"trigramBitsPerByte": theirs / log(2) / text.size, "trigramNats": theirs / text.tokens}


def minimal_pairs(model: MiniGpt, tokenizer: Tokenizer) -> dict[str, list[bool]]:
    """Per group and pair: is the correct sentence the more probable one?"""
    groups = json.loads((EVAL / "minimal_pairs.json").read_text(encoding="utf-8"))["groups"]
    verdicts = {}
    for name, pairs in groups.items():
        rows = [np.array(tokenizer.encode(text)) for pair in pairs for text in pair]
        totals = [row.sum() for row in losses(model, rows)]
        verdicts[name] = [bool(good < bad) for good, bad in zip(totals[::2], totals[1::2])]
    return verdicts


def copying(model: MiniGpt, size: int = 20, count: int = 200, seed: int = 3) -> dict:
    """Loss on the second copy of a phrase of random tokens against the first (Olsson et al. 2022)."""
    rng = np.random.default_rng(seed)
    pool = validation().ids
    phrases = rng.choice(pool[pool > EOT], (count, size)).astype(np.int64)
    loss = np.stack(losses(model, list(np.concatenate([phrases, phrases], axis=1))))
    first, second = loss[:, :size].mean(), loss[:, size + 1 :].mean()
    return {"first": float(first), "second": float(second), "ratio": float(second / first)}


@torch.no_grad()
def samples(model: MiniGpt, tokenizer: Tokenizer, tokens: int = 40, seed: int = 5) -> list[str]:
    """Continuations drawn at temperature 0.8 from the 40 most probable tokens."""
    generator = torch.Generator().manual_seed(seed)
    result = []
    for start in SAMPLE_STARTS:
        ids = [EOT, *tokenizer.encode(start)]
        for _ in range(tokens):
            logits = model.logits(model.hidden(torch.tensor([ids]))[:, -1])[0] / 0.8
            top = logits.topk(40)
            ids.append(int(top.indices[torch.multinomial(top.values.softmax(0), 1, generator=generator)]))
            if ids[-1] == EOT:
                break
        result.append(tokenizer.decode([token for token in ids if token != EOT]).strip())
    return result


@torch.no_grad()
def continuation(model: MiniGpt, tokenizer: Tokenizer, text: str, top: int = 5) -> list[tuple[str, float]]:
    ids = torch.tensor([[EOT, *tokenizer.encode(text)]])
    best = model.logits(model.hidden(ids)[:, -1])[0].softmax(0).topk(top)
    return [(tokenizer.decode([int(i)]).strip(), float(p)) for i, p in zip(best.indices, best.values)]
