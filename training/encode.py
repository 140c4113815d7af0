"""Stage `tokenizer`: train the shared vocabulary on the training split, then encode both splits.

An encoded split is one `.npz`: `ids` (all tokens in a row, uint16), `sentences` (token offset at
which each sentence starts, and the end), `documents` (sentence index at which each document starts,
and the end), `source` (index into SOURCES per document), `bytes` (UTF-8 length per document), `across`
(indices of the sentences that `across.py` finds). Sentences of the tests are left out of the training split.
"""

from __future__ import annotations

import json
import time
from collections import Counter

import numpy as np

from .across import agrees_across
from .bpe import train_merges
from .corpus import split_sentences
from .paths import ENCODED, TEXT, VOCABULARY
from .pretokenize import normalize, pattern, to_byte_characters
from .sources import SOURCES
from .tokenizer import SPECIALS, Tokenizer
from .unseen import is_test_sentence

VOCABULARY_SIZE = 8192

SPACED_SIGNS = tuple(("Ġ", sign) for sign in (".", ",", ";", ":", "!", "?", ")", '."', ',"', '!"', '?"'))
"""Last merges, not learned: text after a special is given a leading space, so a typed "[MASK]." ends
in " .", which ordinary text has too rarely for a token of its own."""


def count_words() -> Counter[str]:
    """Word counts of the training split, weighted by copies."""
    total: Counter[str] = Counter()
    for source in SOURCES:
        text = (TEXT / "train" / f"{source.name}.txt").read_text(encoding="utf-8")
        words = Counter(pattern().findall(" " + normalize(text).replace("\n", " \n ")))
        for word, count in words.items():
            if not word.isspace():
                total[to_byte_characters(word)] += round(2 * count * source.copies)
    return total


def train_tokenizer() -> Tokenizer:
    started = time.time()
    counts = count_words()
    print(f"{len(counts):,} different words counted, {time.time() - started:.0f} s", flush=True)
    counts = Counter({word: count for word, count in counts.items() if count > 4})
    learned = train_merges(counts, VOCABULARY_SIZE - len(SPECIALS) - 256 - len(SPACED_SIGNS))
    tokenizer = Tokenizer([*learned, *(pair for pair in SPACED_SIGNS if pair not in set(learned))])
    assert len(tokenizer.tokens) == VOCABULARY_SIZE
    VOCABULARY.write_text(json.dumps(tokenizer.to_json("bert"), ensure_ascii=False), encoding="utf-8")
    print(f"{len(tokenizer.tokens):,} tokens, {time.time() - started:.0f} s", flush=True)
    return tokenizer


def encode_split(tokenizer: Tokenizer, split: str) -> None:
    ids: list[np.ndarray] = []
    sentences, documents, sources, sizes, across = [0], [0], [], [], []
    for index, source in enumerate(SOURCES):
        chunk: list[int] = []
        base = sentences[-1]
        for line in (TEXT / split / f"{source.name}.txt").read_text(encoding="utf-8").splitlines():
            kept = [s for s in split_sentences(line) if split == "valid" or not is_test_sentence(s)]
            if not kept:
                continue
            for sentence in kept:
                if agrees_across(sentence):
                    across.append(len(sentences) - 1)
                chunk.extend(tokenizer.encode(sentence))
                sentences.append(base + len(chunk))
            documents.append(len(sentences) - 1)
            sources.append(index)
            sizes.append(len(line.encode()) + 1)
        ids.append(np.array(chunk, np.uint16))
        print(f"{split} {source.name:26} {len(chunk):10,} tokens", flush=True)
    ENCODED.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        ENCODED / f"{split}.npz",
        ids=np.concatenate(ids),
        sentences=np.array(sentences, np.int64),
        documents=np.array(documents, np.int64),
        source=np.array(sources, np.uint8),
        bytes=np.array(sizes, np.int64),
        across=np.array(across, np.int64),
    )


def tokenizer_stage() -> None:
    tokenizer = train_tokenizer()
    for split in ("valid", "train"):
        encode_split(tokenizer, split)
