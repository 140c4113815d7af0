"""Stage `prepare`: read the source files, hold out a validation split, vary over-frequent names.

A line of a source file is one document (story, passage or sentence). The validation split is made
first, before anything else sees the text: 1% of each source's documents, chosen by a hash of the
line, so it stays the same whatever the seed.
"""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path

from .paths import TEXT
from .sources import SOURCES

VALIDATION_PERCENT = 1
KEEP_NAME = 0.1  # share of lines that keep "Tom" or "Mary"

MALE = """James John Robert Michael David William Richard Joseph Thomas Charles Daniel Matthew Anthony
Mark Paul Steven Andrew George Kevin Brian Edward Peter Jack Henry Sam Ben Max Leo Oliver Simon Frank
Eric Adam Luke Alex Carlos Ali Omar Ivan Martin Victor Hugo Felix Oscar Arthur Walter Fred Louis
Patrick Tony Nick Jim Bob Bill Joe Dan Tim Ken Tom""".split()
FEMALE = """Anna Emma Sarah Laura Julia Alice Lucy Lily Sophie Emily Kate Jane Susan Linda Nancy Helen
Ruth Rose Grace Clara Maria Eva Nina Lisa Amy Betty Carol Diana Ellen Fatima Hannah Ida Jenny Judy
Karen Lena Maya Nora Olivia Paula Rachel Sally Tina Vera Wendy Zoe Mia Ella Amina Elizabeth Barbara
Margaret Charlotte Martha Daisy Mary""".split()

_NAME = re.compile(r"\b(Tom|Mary)\b")

_END = re.compile(r"""[.!?]["')]*\s+(?=["'(]*[A-Z])""")
_ABBREVIATION = re.compile(r"(?:^|[\s\"'(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Lt|Rev|Hon|No|vs|Mt|Sr|Jr)\.$")


def is_validation(line: str) -> bool:
    """True for the 1% of documents that no stage of training may read."""
    digest = hashlib.blake2b(line.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 100 < VALIDATION_PERCENT


def vary_names(line: str, rng: random.Random) -> str:
    """Replace most mentions of Tom and Mary, consistently within the line."""
    if not _NAME.search(line) or rng.random() < KEEP_NAME:
        return line
    names = {"Tom": rng.choice(MALE), "Mary": rng.choice(FEMALE)}
    return _NAME.sub(lambda found: names[found.group()], line)


def split_sentences(text: str) -> list[str]:
    """Cut a passage after closing punctuation that a capital letter follows."""
    sentences, start = [], 0
    for end in _END.finditer(text):
        head = text[start : end.end()].rstrip()
        if _ABBREVIATION.search(head):
            continue
        sentences.append(head)
        start = end.end()
    tail = text[start:].strip()
    return sentences + [tail] if tail else sentences


def prepare(corpus: Path, seed: int = 1) -> None:
    """Write `work/text/{train,valid}/<source>.txt`."""
    for split in ("train", "valid"):
        (TEXT / split).mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        rng = random.Random(f"{seed} {source.name}")
        kept: dict[str, list[str]] = {"train": [], "valid": []}
        for line in (corpus / f"{source.name}.txt").read_text(encoding="utf-8").splitlines():
            line = " ".join(line.split())
            if not line:
                continue
            split = "valid" if is_validation(line) else "train"
            kept[split].append(vary_names(line, rng) if source.name == "tatoeba" else line)
        for split, lines in kept.items():
            (TEXT / split / f"{source.name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{source.name:26} train {len(kept['train']):7,}  valid {len(kept['valid']):6,}", flush=True)
