"""The sentences of the tests, which no model may have read: they are left out when the training text is encoded."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from .paths import EVAL


def letters(sentence: str) -> str:
    """A sentence without case, signs and surplus space, so that spellings of one sentence are one."""
    return " ".join(re.sub(r"[^\w\s]", "", sentence.lower()).split())


@lru_cache(maxsize=1)
def test_sentences() -> frozenset[str]:
    """`letters` of every minimal pair, both forms, and of every cloze sentence with its word."""
    groups = json.loads((EVAL / "minimal_pairs.json").read_text(encoding="utf-8"))["groups"]
    items = json.loads((EVAL / "cloze.json").read_text(encoding="utf-8"))["items"]
    pairs = {letters(text) for pairs in groups.values() for pair in pairs for text in pair}
    return frozenset(pairs | {letters(text.replace("[MASK]", word)) for text, word in items})


def is_test_sentence(sentence: str) -> bool:
    return letters(sentence) in test_sentences()
