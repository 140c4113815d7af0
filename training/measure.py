"""Stage `measure`: figures of runs by their last checkpoints, on the held-out text, without exporting anything.

For curves and comparisons. The figures of the shipped weights are those of stage `evaluate`.
"""

from __future__ import annotations

import csv

import torch
from torch import nn

from . import checkpoint, settings as settings_file
from .evaluation import bert as bert_figures
from .evaluation import gpt as gpt_figures
from .evaluation.heads import jobs
from .paths import RUNS, VOCABULARY
from .tokenizer import Tokenizer

ACROSS = "agreement across a phrase"
RESTING = ("first token", "last token")
"""Jobs that are ways of reading nothing in particular (Clark et al. 2019)."""


def measure_runs(names: list[str], threads: int) -> None:
    """Print the figures of each run and add them to `measured.csv` in its folder."""
    torch.set_num_threads(threads)
    tokenizer = Tokenizer.load(VOCABULARY)
    for name in names:
        state = checkpoint.load(RUNS / name / "checkpoint.pt")
        settings = state["settings"]
        model = settings_file.build(settings)
        model.load_state_dict(state["model"])
        model.eval()
        where = {"step": state["step"], "tokens": state["tokens"], "minutes": round(state["seconds"] / 60, 1)}
        own = bert_row(model, tokenizer) if settings["model"] == "bert" else gpt_row(model, tokenizer)
        row = {**where, **own, **heads_row(jobs(model, settings["model"], settings, tokenizer))}
        append(RUNS / name / "measured.csv", row)
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in row.items()), flush=True)


def bert_row(model: nn.Module, tokenizer: Tokenizer) -> dict:
    masked = bert_figures.masked_words(model)
    cloze = bert_figures.cloze(model, tokenizer)
    return {
        **{key: round(value, 4) for key, value in masked.items()},
        "cloze top5": sum(item["rank"] <= 5 for item in cloze),
        "next sentence": round(bert_figures.next_sentence(model, tokenizer), 4),
        **pairs_row(bert_figures.minimal_pairs(model, tokenizer)),
    }


def gpt_row(model: nn.Module, tokenizer: Tokenizer) -> dict:
    bits = gpt_figures.bits_per_byte(model, gpt_figures.held_out(tokenizer, model.shape["positions"]))
    return {
        "bits per byte": round(bits["bitsPerByte"], 4),
        "copying": round(gpt_figures.copying(model)["ratio"], 4),
        **pairs_row(gpt_figures.minimal_pairs(model, tokenizer)),
    }


def pairs_row(verdicts: dict[str, list[bool]]) -> dict:
    return {"pairs": sum(sum(right) for right in verdicts.values()), "across": sum(verdicts[ACROSS])}


def heads_row(entries: list[dict]) -> dict:
    named = [entry["job"] for entry in entries if entry["job"]]
    return {"heads": len(entries), "named": len(named), "not resting": sum(job not in RESTING for job in named)}


def append(path, row: dict) -> None:
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)
