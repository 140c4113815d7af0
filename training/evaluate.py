"""Stage `evaluate`: measure the exported weights, keep the figures, renew docs and model cards.

`work/evaluation-<model>.json` holds everything measured, with the hash of the weights it belongs to.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import time

import torch

from .evaluation import bert as bert_figures
from .evaluation import gpt as gpt_figures
from .evaluation.heads import jobs
from .export import exported_model, write_json
from .paths import EXPORT_NAMES, MODELS, WORK
from .tokenizer import Tokenizer

EXAMPLES = ("The cat sat on the [MASK].", "He opened the [MASK] and read the first page.", "She drank a cup of [MASK].")


def share(verdicts: dict[str, list[bool]]) -> float:
    return sum(map(sum, verdicts.values())) / sum(map(len, verdicts.values()))


def evaluate_bert(model, tokenizer: Tokenizer) -> dict:
    masked = bert_figures.masked_words(model)
    cloze = bert_figures.cloze(model, tokenizer)
    pairs = bert_figures.minimal_pairs(model, tokenizer)
    following = bert_figures.next_sentence(model, tokenizer)
    return {
        "main": {
            "maskedTop1": round(masked["top1"], 4),
            "maskedTop5": round(masked["top5"], 4),
            "minimalPairs": share(pairs),
            "clozeTop1": round(sum(item["rank"] == 1 for item in cloze) / len(cloze), 4),
            "clozeTop5": round(sum(item["rank"] <= 5 for item in cloze) / len(cloze), 4),
            "nextSentence": round(following, 4),
        },
        "maskedNats": masked["nats"],
        "pairs": {name: [sum(right), len(right)] for name, right in pairs.items()},
        "cloze": cloze,
        "fills": {text: bert_figures.fill(model, tokenizer, text)[1] for text in EXAMPLES},
    }


def evaluate_gpt(model, tokenizer: Tokenizer) -> dict:
    bits = gpt_figures.bits_per_byte(model, tokenizer)
    pairs = gpt_figures.minimal_pairs(model, tokenizer)
    copying = gpt_figures.copying(model)
    return {
        "main": {
            "bitsPerByte": round(bits["bitsPerByte"], 4),
            "trigramBitsPerByte": round(bits["trigramBitsPerByte"], 4),
            "minimalPairs": share(pairs),
            "inductionRatio": round(copying["ratio"], 4),
        },
        "bits": bits,
        "copying": copying,
        "pairs": {name: [sum(right), len(right)] for name, right in pairs.items()},
        "samples": gpt_figures.samples(model, tokenizer),
        "next": {
            text: gpt_figures.continuation(model, tokenizer, text.split("[MASK]")[0].rstrip()) for text in EXAMPLES
        },
    }


def evaluate(name: str) -> dict:
    started = time.time()
    folder = MODELS / EXPORT_NAMES[name]
    tokenizer = Tokenizer.load(folder / "tokenizer.json")
    model = exported_model(name)
    figures = (evaluate_bert if name == "bert" else evaluate_gpt)(model, tokenizer)
    settings = json.loads((folder / "training.json").read_text(encoding="utf-8"))["settings"]
    figures["heads"] = jobs(model, name, settings, tokenizer)
    figures["main"]["namedHeads"] = sum(entry["job"] is not None for entry in figures["heads"])
    figures["weights"] = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    figures["date"] = datetime.date.today().isoformat()
    write_json(WORK / f"evaluation-{name}.json", figures)
    print(f"{folder.name}: {time.time() - started:.0f} s {json.dumps(figures['main'])}", flush=True)
    return figures


def evaluate_stage(names: list[str], threads: int) -> None:
    from .manifest import write_manifest
    from .report import write_reports

    torch.set_num_threads(threads)
    for name in names:
        evaluate(name)
    write_manifest()
    write_reports()
