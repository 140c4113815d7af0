"""What errors of a matrix do, seen on training text: the Hessians that `rounding.py` asks for.

A batch is what `model.embed` takes: ids [B, T], and for mini-BERT segments [B, T] too.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from .bert import MiniBert
from .data import Encoded
from .evaluation.text import batches as of_equal_length
from .gpt2 import Conv1D
from .tokenizer import CLS, EOT, MASK, SEP

Batch = tuple[Tensor, ...]
SHORTEST, LONGEST = 4, 40
"""Tokens of a sentence: about what is typed into the page."""
DRAWS = 2
"""Random mixes that are taken of every batch."""
END_SHARE = 0.1
"""How much the last layer's numbers count, where an attention weight counts 1."""


def sentence_batches(name: str, data: Encoded, count: int = 512, seed: int = 17) -> list[Batch]:
    """Sentences as the page gives them to mini-GPT or mini-BERT, grouped by length.

    A third of them is read as it is; a third before the sentence that follows; a third with a blank by
    mini-BERT, and twice over by mini-GPT, whose copying heads see something to copy.
    """
    rng = np.random.default_rng(seed)
    lengths = np.diff(data.sentences)
    fits = (lengths >= SHORTEST) & (lengths <= LONGEST)
    candidates = np.flatnonzero(fits[:-1] & fits[1:])
    ids, segments = [], []
    for number, at in enumerate(rng.choice(candidates, min(count, len(candidates)), replace=False)):
        first, second = (data.ids[data.sentences[i] : data.sentences[i + 1]].astype(np.int64) for i in (at, at + 1))
        kind = number % 3
        if name == "gpt":
            ids.append(np.array([EOT, *first, *((), second, first)[kind]]))
        else:
            if kind == 2:
                first[rng.integers(len(first))] = MASK
            ids.append(np.array([CLS, *first, SEP, *((*second, SEP) if kind == 1 else ())]))
        segments.append((np.arange(len(ids[-1])) >= len(first) + 2).astype(np.int64))
    tables = (ids, segments) if name == "bert" else (ids,)
    groups = of_equal_length(ids)
    return [tuple(torch.from_numpy(np.stack([table[i] for i in group])) for table in tables) for group in groups]


class Sensitivity(NamedTuple):
    """How errors add up: of two inputs of a layer, and of two outputs. None where there is no such side."""

    inputs: np.ndarray | None  # [in, in]: the sum of x x^T over all inputs x
    outputs: np.ndarray  # [out, out]: the sum of g g^T over the gradients g at the outputs


def sensitivities(model: nn.Module, batches: list[Batch]) -> dict[str, Sensitivity]:
    """By name, of every linear layer and of the largest embedding, which is that of the words.

    What is to stay as it is are the attention weights, and, counted less, what the last layer hands on.
    g is the gradient of a random mix of these: the mean of g g^T is then that of J^T J, J being their
    derivative. An error E of the matrix does the damage trace(outputs E inputs E^T), roughly: that
    inputs and gradients have nothing to do with each other is the approximation of K-FAC (Martens and
    Grosse 2015).
    """
    words = max((m for m in model.modules() if isinstance(m, nn.Embedding)), key=lambda m: m.num_embeddings)
    layers = {name: m for name, m in model.named_modules() if isinstance(m, (nn.Linear, Conv1D)) or m is words}
    seen: dict[str, tuple[Tensor, Tensor]] = {}
    handles = [layer.register_forward_hook(partial(note, seen, name)) for name, layer in layers.items()]
    inputs: dict[str, Tensor] = {}
    outputs: dict[str, Tensor] = {}
    torch.manual_seed(0)
    for batch in batches:
        kept = what_is_kept(model, batch)
        for _ in range(DRAWS):
            mixed = sum((share * torch.randn_like(value) * value).sum() for share, value in kept)
            gradients = torch.autograd.grad(mixed, [seen[name][1] for name in layers], retain_graph=True)
            for name, gradient in zip(layers, gradients):
                outputs[name] = outputs.get(name, 0) + gram(gradient)
        for name, layer in layers.items():
            if layer is not words:
                inputs[name] = inputs.get(name, 0) + gram(seen[name][0].detach())
    for handle in handles:
        handle.remove()
    return {
        name: Sensitivity(inputs[name].numpy() if name in inputs else None, outputs[name].numpy()) for name in layers
    }


def note(seen: dict, name: str, _: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
    seen[name] = inputs[0], output


def gram(rows: Tensor) -> Tensor:
    """The sum of r r^T over the last axis' vectors r, in float64."""
    flat = rows.flatten(0, -2).double()  # [N, D]
    return flat.T @ flat


def what_is_kept(model: nn.Module, batch: Batch) -> list[tuple[float, Tensor]]:
    """Everything that the model shows or predicts from, each with how much it counts."""
    outputs, attentions = model.blocks(model.embed(*batch))
    kept = [(1.0, attention.weights) for attention in attentions]
    if isinstance(model, MiniBert):
        ends = [model.cls.predictions.transform(outputs[-1]), model.next_sentence(model.pool(outputs[-1]))]
    else:
        ends = [model.final(outputs[-1])]
    return [*kept, *((END_SHARE, end) for end in ends)]
