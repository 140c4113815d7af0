"""Fixtures of forwards that were interfered with: another mask, or heads switched off.

Each case is a file of tensors, T tokens: `mask` [T,T] as it was used, `layers.l.weights` [H,T,T] and
`layers.l.output` [T,D] of each layer, `final` [T,D], `logits` [V] of one position. Where heads are
switched off, `instead` [n,d] holds what stands in the place of each one's context (Michel et al.
2019). `intervened.json` says what was done, in the words of the page's own requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from . import safetensors
from .export import exported_model, write_json
from .paths import EXPORT_NAMES, FIXTURES, MODELS
from .tokenizer import CLS, EOT, SEP, Tokenizer

TEXT = "The dogs that chased the cat were tired."


class Case(NamedTuple):
    model: str
    mask: str | dict | None = None
    layers: tuple[int, ...] | None = None
    """The layers that the mask holds for; all by default."""
    off: tuple[tuple[int, int], ...] = ()
    """Heads that are switched off, (layer, head), counted from 0."""
    by_mean: bool = False
    """Whether a head's own mean context over this text stands in its place; zeros otherwise."""


CASES = (
    Case("bert", mask="causal"),
    Case("bert", mask={"window": 3}, layers=(1, 3)),
    Case("bert", mask={"hide": 5}),
    Case("bert", off=((0, 1), (0, 2), (2, 3))),
    Case("bert", off=((1, 0),), by_mean=True),
    Case("gpt", mask="bidirectional"),
    Case("gpt", mask={"prefix": 4}),
    Case("gpt", mask={"window": 2}),
    Case("gpt", off=((3, 2),)),
    Case("gpt", off=((0, 3), (2, 1)), by_mean=True),
)


def mask_of(spec: str | dict | None, own: Tensor) -> Tensor:
    """1 where row i may read column j, [T, T]."""
    tokens = len(own)
    row, column = torch.arange(tokens)[:, None], torch.arange(tokens)[None, :]
    if spec is None:
        return own
    if spec == "causal":
        return (column <= row).float()
    if spec == "bidirectional":
        return torch.ones(tokens, tokens)
    ((name, count),) = spec.items()
    if name == "prefix":
        return ((column < count) | (column <= row)).float()
    if name == "window":
        return own * ((row - column).abs() < count)
    assert name == "hide"
    return own * (column != count)


def project(model: nn.Module, layer: int) -> nn.Module:
    """The product that mixes the heads' contexts of a layer."""
    if hasattr(model, "bert"):
        return model.bert.encoder.layer[layer].attention.output.dense
    return model.transformer.h[layer].attn.c_proj


@contextmanager
def heads_off(model: nn.Module, off: dict[tuple[int, int], Tensor]) -> Iterator[None]:
    """Within the block, each head's columns of the context are the given numbers for every token."""
    hooks = []
    for (layer, head), instead in off.items():

        def replace(_: nn.Module, inputs: tuple[Tensor, ...], head: int = head, instead: Tensor = instead):
            context = inputs[0].clone()  # [1, T, D]
            context[..., head * len(instead) : (head + 1) * len(instead)] = instead
            return (context, *inputs[1:])

        hooks.append(project(model, layer).register_forward_pre_hook(replace))
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def blocks_of(model: nn.Module) -> nn.ModuleList:
    return model.bert.encoder.layer if hasattr(model, "bert") else model.transformer.h


def forward(model: nn.Module, ids: list[int], masks: list[Tensor]) -> tuple[list[Tensor], list, Tensor]:
    """Output and attention of every layer, each under its own mask, and what the vocabulary head reads."""
    x = model.embed(torch.tensor([ids]))  # [1, T, D]
    outputs, attentions = [], []
    for block, mask in zip(blocks_of(model), masks):
        x, attention = block(x, mask)
        outputs.append(x)
        attentions.append(attention)
    final = x if hasattr(model, "bert") else model.final(x)  # [1, T, D]
    return outputs, attentions, final


@torch.no_grad()
def run_case(case: Case, model: nn.Module, ids: list[int]) -> dict[str, Tensor]:
    layers, width = len(blocks_of(model)), model.shape["width"]
    head_width = width // model.shape["heads"]
    ones = torch.ones(len(ids), len(ids))
    own = ones if case.model == "bert" else ones.tril()
    other = mask_of(case.mask, own)
    masks = [other if case.layers is None or layer in case.layers else own for layer in range(layers)]
    instead = {head: torch.zeros(head_width) for head in case.off}
    if case.by_mean:
        _, attentions, _ = forward(model, ids, masks)
        for layer, head in case.off:
            columns = slice(head * head_width, (head + 1) * head_width)
            instead[layer, head] = attentions[layer].context[0, :, columns].mean(0)  # [d]
    with heads_off(model, instead):
        outputs, attentions, final = forward(model, ids, masks)
    tensors = {"mask": other, "final": final[0], "logits": model.logits(final[0, -2:-1])[0]}
    for layer, (output, attention) in enumerate(zip(outputs, attentions)):
        tensors |= {f"layers.{layer}.output": output[0], f"layers.{layer}.weights": attention.weights[0]}
    if instead:
        tensors["instead"] = torch.stack(list(instead.values()))  # [n, d]
    return tensors


def write_interventions() -> None:
    index = []
    for number, case in enumerate(CASES):
        folder = EXPORT_NAMES[case.model]
        tokenizer = Tokenizer.load(MODELS / folder / "tokenizer.json")
        text = tokenizer.encode(TEXT)
        ids = [CLS, *text, SEP] if case.model == "bert" else [EOT, *text]
        tensors = run_case(case, exported_model(case.model), ids)
        file = f"intervened-{number}.safetensors"
        arrays = {key: np.ascontiguousarray(value.numpy()) for key, value in tensors.items()}
        safetensors.write(FIXTURES / file, arrays)
        entry = {"file": file, "model": case.model, "text": TEXT, "ids": ids, "position": len(ids) - 2}
        entry |= {"mask": case.mask} if case.mask else {}
        entry |= {"maskLayers": list(case.layers)} if case.layers else {}
        entry |= {"ablate": [list(head) for head in case.off]} if case.off else {}
        index.append(entry)
    write_json(FIXTURES / "intervened.json", index)
    print(f"{len(index)} cases that were interfered with", flush=True)
