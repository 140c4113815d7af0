"""Stage `evaluate`: measure the exported weights, keep the figures, renew docs and model cards.

Both files of a model are measured alike: the float16 weights, and those in eight bits that the page
loads. `work/evaluation-<model>.json` holds everything under `f16` and `q8`, how far their attention
lies apart, and the hashes of the weights it belongs to.
"""

from __future__ import annotations

import datetime
import json
import time

import torch
from torch import nn

from .evaluation import bert as bert_figures
from .evaluation import gpt as gpt_figures
from .evaluation.attention import attention_apart
from .evaluation.heads import jobs
from .export import exported_model, write_json
from .manifest import weight_hashes, write_manifest
from .paths import EXPORT_NAMES, MODELS, WEIGHTS, WEIGHTS_Q8, WORK
from .tokenizer import Tokenizer

FILES = {"f16": WEIGHTS, "q8": WEIGHTS_Q8}
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


def evaluate_gpt(model, tokenizer: Tokenizer, text: gpt_figures.HeldOut, trigram: dict) -> dict:
    bits = {**gpt_figures.bits_per_byte(model, text), **trigram}
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
            example: gpt_figures.continuation(model, tokenizer, example.split("[MASK]")[0].rstrip())
            for example in EXAMPLES
        },
    }


def measure(name: str, models: dict[str, nn.Module], tokenizer: Tokenizer) -> dict[str, dict]:
    """The figures of each of several models of one kind."""
    if name == "bert":
        return {key: evaluate_bert(model, tokenizer) for key, model in models.items()}
    shape = models["f16"].shape
    text = gpt_figures.held_out(tokenizer, shape["positions"])
    trigram = gpt_figures.trigram_bits_per_byte(text, shape["vocabulary"])
    return {key: evaluate_gpt(model, tokenizer, text, trigram) for key, model in models.items()}


def evaluate(name: str) -> dict:
    started = time.time()
    folder = MODELS / EXPORT_NAMES[name]
    tokenizer = Tokenizer.load(folder / "tokenizer.json")
    models = {key: exported_model(name, weights=file) for key, file in FILES.items()}
    figures = measure(name, models, tokenizer)
    settings = json.loads((folder / "training.json").read_text(encoding="utf-8"))["settings"]
    for key, model in models.items():
        figures[key]["heads"] = jobs(model, name, settings, tokenizer)
        figures[key]["main"]["namedHeads"] = sum(entry["job"] is not None for entry in figures[key]["heads"])
    figures["attentionApart"] = attention_apart(models["f16"], models["q8"], name)
    figures["bytes"] = {key: (folder / file).stat().st_size for key, file in FILES.items()}
    figures["weights"] = weight_hashes(name)
    figures["date"] = datetime.date.today().isoformat()
    write_json(WORK / f"evaluation-{name}.json", figures)
    for key, file in FILES.items():
        print(f"{folder.name}/{file}: {json.dumps(figures[key]['main'])}", flush=True)
    print(f"{folder.name}: attention apart {figures['attentionApart']}, {time.time() - started:.0f} s", flush=True)
    return figures


def evaluate_stage(names: list[str], threads: int) -> None:
    from .report import write_reports

    torch.set_num_threads(threads)
    for name in names:
        evaluate(name)
    write_manifest()
    write_reports()
