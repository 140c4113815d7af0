"""Normalisation and pre-tokenization: what happens to text before byte-pair encoding.

Implements `Sequence[NFC, Lowercase]` followed by the byte-level pre-tokenizer of GPT-2 (Radford et
al. 2019) with a leading space added. GPT-2's pattern uses \\p{L} and \\p{N}, which Python's `re`
lacks, so both classes are built from `unicodedata`; white space is the set that JavaScript's \\s
matches, because the page's tokenizer runs there.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


def _character_class(initial: str) -> str:
    """The body of a regular-expression class: all code points whose category starts with `initial`."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code))[0] != initial:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """GPT-2's pattern: contractions, letters, numbers, other signs, white space."""
    letter, number = _character_class("L"), _character_class("N")
    return re.compile(
        rf"'s|'t|'re|'ve|'m|'ll|'d| ?[{letter}]+| ?[{number}]+| ?[^{SPACE}{letter}{number}]+"
        rf"|[{SPACE}]+(?![^{SPACE}])|[{SPACE}]+"
    )


@lru_cache(maxsize=1)
def byte_characters() -> tuple[str, ...]:
    """GPT-2's table from byte to printable character: itself where printable, else 256 and up."""
    printable = {*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    table, spare = [], 256
    for byte in range(256):
        if byte in printable:
            table.append(chr(byte))
        else:
            table.append(chr(spare))
            spare += 1
    return tuple(table)


def normalize(text: str) -> str:
    """NFC, then lower case character by character, as Hugging Face's tokenizers do: no final sigma."""
    return unicodedata.normalize("NFC", text).replace("Σ", "σ").lower()


def words(text: str) -> list[str]:
    """Normalised text cut into words, each written in byte characters (`Ġ` is a space)."""
    text = normalize(text)
    if not text:
        return []
    if not text.startswith(" "):
        text = " " + text
    return [to_byte_characters(word) for word in pattern().findall(text)]


@lru_cache(maxsize=1 << 18)
def to_byte_characters(word: str) -> str:
    table = byte_characters()
    return "".join(table[byte] for byte in word.encode("utf-8", "replace"))
