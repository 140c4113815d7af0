"""A thousand varied lines with the ids that the shared tokenizer gives them.

They hold the page's tokenizer and this one to the same ids: stage `fixtures` writes them, a test
here repeats them, and a test of the page reads them. White space counts as one space between words,
as in the page and in the training text.
"""

from __future__ import annotations

import json
import random
import re

from .paths import EVAL, FIXTURES
from .pretokenize import SPACE
from .tokenizer import Tokenizer

LINES = FIXTURES / "lines.json"
COUNT = 1000

SCRIPTS = (
    "Größe ÄÖÜ ß straße İstanbul ı naïve café e\u0301te\u0301 A\u030angstro\u0308m",
    "ὈΔΥΣΣΕΎΣ Σίσυφος λόγος ΟΔΟΣ",
    "Москва ПРИВЕТ мир ёлка Київ їжак",
    "مرحبا بالعالم ١٢٣ שלום עולם הבית",
    "हिन्दी भाषा தமிழ் ไทย ភាសា",
    "日本語 東京に行く 中文 你好吗 한국어 안녕하세요 가나다",
    "🙂 🎉🎉 👩‍👩‍👧 🇫🇷 ✋🏽 ☃ → ≤ ∑ ½ ² №",
    "“Yes” ‘no’ — … « oui » ¿qué? ¡sí! · • § © ™ € £5 ¥",
)
SHAPES = (
    "{a} {n} {b}", "{A}-{b}", "{a}'s {b}", "don't {a}", "we'll've {b}", "${n}.{n}", "{n}/{n}/{n}", "{n}%", "{A}_{b}({n})",
    "http://{a}.{b}/{n}?{a}={b}", "<{a}>{b}</{a}>", '"{A},"', "{a}...{b}!!", "({a}; {b}: {n})", "#{a} @{b}", "{A}{b}{n}",
    "{a} [MASK] {b}", "[MASK]", "{a}[MASK].", "{a}\t{b}", "{a}\u00a0{b}", "  {a}  {b}  ", "{a}\n{b}", "[mask] {a}",
)


def collapse(text: str) -> str:
    return re.sub(f"[{SPACE}]+", " ", text).strip(" ")


def varied_lines(tokenizer: Tokenizer, seed: int = 5) -> list[str]:
    rng = random.Random(seed)
    words = [token[1:] for token in tokenizer.tokens if token.startswith("Ġ") and token[1:].isascii() and token[1:].isalpha()]
    foreign = " ".join(SCRIPTS).split()
    written = [text for text, _ in json.loads((EVAL / "cloze.json").read_text(encoding="utf-8"))["items"]]

    def part() -> str:
        kind = rng.random()
        if kind < 0.2:
            return rng.choice(foreign)
        shape = rng.choice(SHAPES) if kind < 0.6 else "{a} {b}"
        a, b = rng.choice(words), rng.choice(words)
        if rng.random() < 0.2:
            b = rng.choice((b.upper(), b.title(), b + a, b[::-1]))
        return shape.format(a=a, b=b, A=a.capitalize(), n=rng.choice((rng.randrange(10), rng.randrange(10**6))))

    made = [" ".join(part() for _ in range(rng.randint(1, 7))) for _ in range(COUNT - len(written) - len(SCRIPTS))]
    return [*written, *SCRIPTS, *made]


def encoded_lines(tokenizer: Tokenizer) -> list[dict]:
    return [{"text": text, "ids": tokenizer.encode(collapse(text))} for text in varied_lines(tokenizer)]


def write_lines(tokenizer: Tokenizer) -> None:
    rows = ",\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in encoded_lines(tokenizer))
    LINES.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
