"""Stage `fixtures`: every intermediate of both models for a few sentences, for tests of other forwards;
the same models interfered with (`interventions.py`); the ids of a thousand lines, for tests of other
tokenizers (`lines.py`); and what the weights in eight bits decode to (`decoded.py`).

The forward runs in float32 on the weights of the exported float16 file, so a correct
reimplementation that reads the same file agrees to rounding. Tensors per case, T tokens:
`mask` [T,T]; `embeddings` [T,D]; per layer l `layers.l.q|k|v` [H,T,d],
`layers.l.scores|scaled|masked|weights` [H,T,T], `layers.l.context|output` [T,D]; `final` [T,D], what
the vocabulary head reads; `logits.<position>` [V]; mini-BERT also `pooled` [D] and `nsp` [2].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from . import safetensors
from .decoded import write_decoded
from .export import exported_model, write_json
from .paths import EXPORT_NAMES, FIXTURES, MODELS
from .gpt2 import causal_mask
from .interventions import write_interventions
from .lines import write_lines
from .tokenizer import CLS, EOT, MASK, SEP, Tokenizer


class Sentence(NamedTuple):
    text: str
    pair: str | None = None


SENTENCES = (
    Sentence("The animal didn't cross the street because it was too tired."),
    Sentence("The cat sat on the [MASK]."),
    Sentence("🙂 naïve café: 日本語!"),
    Sentence("Hi"),
    Sentence("The dog barked.", "The cat ran away."),
)


def bert_input(tokenizer: Tokenizer, sentence: Sentence) -> tuple[list[int], list[int]]:
    """[CLS] a [SEP], or [CLS] a [SEP] b [SEP], and the segment of each token."""
    first = [CLS, *tokenizer.encode(sentence.text), SEP]
    second = [*tokenizer.encode(sentence.pair), SEP] if sentence.pair else []
    return first + second, [0] * len(first) + [1] * len(second)


def gpt_input(tokenizer: Tokenizer, text: str) -> list[int]:
    """<|endoftext|> and the text before the first [MASK]."""
    return [EOT, *tokenizer.encode(text.split("[MASK]")[0].rstrip())]


def layer_tensors(outputs: list[Tensor], attentions: list) -> dict[str, Tensor]:
    tensors = {}
    for layer, (output, attention) in enumerate(zip(outputs, attentions)):
        tensors[f"layers.{layer}.output"] = output[0]
        for field, value in attention._asdict().items():
            tensors[f"layers.{layer}.{field}"] = value[0]
    return tensors


@torch.no_grad()
def bert_case(model, ids: list[int], segments: list[int]) -> tuple[dict[str, Tensor], list[int]]:
    x = model.embed(torch.tensor([ids]), torch.tensor([segments]))  # [1, T, D]
    outputs, attentions = model.blocks(x)
    final = outputs[-1]  # [1, T, D]
    pooled = model.pool(final)  # [1, D]
    positions = [at for at, token in enumerate(ids) if token == MASK]
    tensors = {
        "mask": torch.ones(len(ids), len(ids)),
        "embeddings": x[0],
        "final": final[0],
        "pooled": pooled[0],
        "nsp": model.next_sentence(pooled)[0],
        **layer_tensors(outputs, attentions),
    }
    for position in positions or [1]:
        tensors[f"logits.{position}"] = model.logits(final[0, position : position + 1])[0]
    return tensors, positions


@torch.no_grad()
def gpt_case(model, ids: list[int]) -> dict[str, Tensor]:
    x = model.embed(torch.tensor([ids]))  # [1, T, D]
    outputs, attentions = model.blocks(x)
    final = model.final(outputs[-1])  # [1, T, D]
    return {
        "mask": causal_mask(len(ids)),
        "embeddings": x[0],
        "final": final[0],
        f"logits.{len(ids) - 1}": model.logits(final[0, -1:])[0],
        **layer_tensors(outputs, attentions),
    }


def write_fixtures() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for old in FIXTURES.glob("*.safetensors"):
        old.unlink()
    index = []
    for name, folder in EXPORT_NAMES.items():
        tokenizer = Tokenizer.load(MODELS / folder / "tokenizer.json")
        model = exported_model(name)
        for number, sentence in enumerate(SENTENCES):
            if name == "gpt" and sentence.pair:
                continue
            entry = {"file": f"{folder}-{number}.safetensors", "model": folder, "text": sentence.text}
            if name == "bert":
                ids, segments = bert_input(tokenizer, sentence)
                tensors, masked = bert_case(model, ids, segments)
                entry |= {"pair": sentence.pair} if sentence.pair else {}
                entry |= {"segments": segments}
                entry |= {"maskedIndex": masked[0]} if masked else {}
            else:
                ids = gpt_input(tokenizer, sentence.text)
                tensors = gpt_case(model, ids)
            entry |= {"tokens": [tokenizer.tokens[i] for i in ids], "ids": ids}
            arrays = {key: np.ascontiguousarray(value.numpy()) for key, value in tensors.items()}
            safetensors.write(FIXTURES / entry["file"], arrays)
            index.append(entry)
    write_json(FIXTURES / "index.json", index)
    write_interventions()
    write_lines(Tokenizer.load(MODELS / "mini-bert" / "tokenizer.json"))
    write_decoded()
    size = sum(path.stat().st_size for path in FIXTURES.iterdir())
    print(f"{len(index)} cases, {size / 1e6:.2f} MB", flush=True)
