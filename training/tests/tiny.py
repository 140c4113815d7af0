"""A corpus of a few hundred made-up sentences and models small enough to train in seconds."""

from __future__ import annotations

import copy
import random
from collections import Counter

import numpy as np

from training import settings as settings_file
from training.bert_batches import BertBatches
from training.bpe import train_merges
from training.data import Encoded
from training.gpt_batches import GptBatches
from training.parallel import ALONE, Team
from training.pretokenize import words
from training.tokenizer import Tokenizer
from training.run import Run

NOUNS = "cat dog bird fish horse child king queen".split()
VERBS = "sees likes finds hears follows wants".split()
PLACES = "garden house river forest kitchen street".split()


def documents(count: int = 300, seed: int = 1) -> list[list[str]]:
    rng = random.Random(seed)

    def sentence() -> str:
        return f"The {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} in the {rng.choice(PLACES)}."

    return [[sentence() for _ in range(rng.randint(1, 5))] for _ in range(count)]


def tokenizer(merges: int = 120) -> Tokenizer:
    counts = Counter(word for document in documents() for text in document for word in words(text))
    return Tokenizer(train_merges(counts, merges))


def encoded(tokens: Tokenizer) -> Encoded:
    ids, sentences, starts = [], [0], [0]
    for document in documents():
        for text in document:
            ids.extend(tokens.encode(text))
            sentences.append(len(ids))
        starts.append(len(sentences) - 1)
    return Encoded(
        np.array(ids, np.uint16),
        np.array(sentences),
        np.array(starts),
        np.zeros(len(starts) - 1, np.uint8),
        np.array([3, 40]),
    )


def settings(model: str, vocabulary: int) -> dict:
    """The model's own settings, made small."""
    small = copy.deepcopy(settings_file.load(model))
    small["shape"] |= {"layers": 2, "heads": 2, "width": 32, "feed_forward": 64, "vocabulary": vocabulary}
    small["data"] |= {"lengths": [16, 32], "length_shares": [0.5, 0.5]}
    small["data"] |= {"pair_tokens": 256, "other_tokens": 256} if model == "bert" else {"tokens_per_step": 512}
    small["optimizer"] |= {"warmup_steps": 10, "peak_rate": 5e-3}
    return small


def run(model: str, seed: int = 1, team: Team = ALONE, **optimizer) -> Run:
    """A run on the made-up corpus; `optimizer` are settings of that section."""
    tokens = tokenizer()
    small = {**settings(model, len(tokens.tokens)), "seed": seed}
    small["optimizer"] |= optimizer
    result = Run(small, team=team)
    if model == "bert":
        result.batches = BertBatches(encoded(tokens), small["data"], seed, tokens.tokens)
    else:
        result.batches = GptBatches(encoded(tokens), small["data"], seed)
    return result
