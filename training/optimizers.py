"""The optimizers of a model by its settings: AdamW for everything, or Muon for the matrices of the blocks."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from .muon import Muon

BLOCKS = ("bert.encoder.layer.", "transformer.h.")
"""How the names of parameters inside the blocks begin; embeddings and what reads the vocabulary lie outside."""


def build_optimizers(model: nn.Module, options: Mapping) -> list[torch.optim.Optimizer]:
    """`options["kind"]` is `adamw` or `muon`; all groups share one rate, set before each step."""
    if options["kind"] not in ("adamw", "muon"):
        raise ValueError(f'optimizer.kind is "{options["kind"]}", not "adamw" or "muon"')
    muon = options["kind"] == "muon"
    hidden = {name: p for name, p in model.named_parameters() if muon and is_hidden(name, p)}
    others = [p for name, p in model.named_parameters() if name not in hidden]
    adamw = torch.optim.AdamW(
        parameter_groups(others, options["weight_decay"]),
        lr=options["peak_rate"],
        betas=tuple(options["betas"]),
        eps=1e-8,
        **fused(model),
    )
    if not muon:
        return [adamw]
    groups = [
        {"params": [p for name, p in hidden.items() if name.endswith("c_attn.weight")], "parts": 3},
        {"params": [p for name, p in hidden.items() if not name.endswith("c_attn.weight")]},
    ]
    groups = [group for group in groups if group["params"]]
    return [Muon(groups, options["peak_rate"], options["momentum"], options["weight_decay"]), adamw]


def fused(model: nn.Module) -> dict[str, bool]:
    """AdamW in one kernel, where this PyTorch has it for the model's device (graphics cards 2.0, processors 2.4)."""
    device = next(model.parameters()).device.type
    least = (2, 0) if device == "cuda" else (2, 4)
    return {"fused": True} if tuple(int(part) for part in torch.__version__.split(".")[:2]) >= least else {}


def is_hidden(name: str, parameter: nn.Parameter) -> bool:
    """A matrix inside a block."""
    return parameter.dim() == 2 and name.startswith(BLOCKS)


def parameter_groups(parameters: list[nn.Parameter], decay: float) -> list[dict]:
    """Weight decay on matrices only, not on biases and LayerNorm."""
    matrices = [p for p in parameters if p.dim() > 1]
    vectors = [p for p in parameters if p.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]
