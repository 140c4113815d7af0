"""Muon: momentum whose matrices are made orthogonal before they are taken as a step.

Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks"; the scale that lets it share
AdamW's learning rate and weight decay is that of Liu et al. 2025, "Muon is scalable for LLM training".
Each update is U V^T of the momentum's singular value decomposition U S V^T, so that every direction of a
matrix moves equally far; it is found by matrix products alone (a Newton-Schulz iteration), for which
bfloat16 is exact enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import torch
from torch import Tensor

from .device import product_type

QUINTIC = (3.4445, -4.7750, 2.0315)
"""a, b, c of the map s -> a s + b s^3 + c s^5: Jordan et al.'s choice. It does not settle at 1: from any
singular value above about 0.01, five rounds lead to between 0.7 and 1.2, which is near enough and quick."""
ROUNDS = 5
RMS = 0.2
"""Root mean square of an update's entries before the rate, near that of AdamW's updates (Liu et al. 2025)."""


def orthogonalize(matrices: Tensor, rounds: int = ROUNDS) -> Tensor:
    """U V^T of each matrix [N, rows, columns] = U S V^T, roughly (singular values 0.7 to 1.2); of `product_type`."""
    a, b, c = QUINTIC
    x = matrices.to(product_type(matrices.device))
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-2, -1)  # the products are of the smaller side
    # No singular value is larger than the Frobenius norm, and the map needs them at most 1.
    x = x / (x.float().square().sum((-2, -1), keepdim=True).sqrt() + 1e-7).to(x.dtype)
    for _ in range(rounds):
        gram = x @ x.transpose(-2, -1)  # [N, r, r]
        polynomial = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)  # [N, r, r]
        x = torch.baddbmm(x, polynomial, x, beta=a)  # [N, r, s]
    return x.transpose(-2, -1) if tall else x


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, orthogonalised, with decoupled weight decay, for matrices [rows, columns].

    `parts` of a group says in how many equal parts along its columns each matrix is cut before: GPT-2's
    c_attn is three maps side by side, and each is a matrix of its own. Momenta are kept in bfloat16, which is
    all that the iteration reads of them and half the size on disk.
    """

    def __init__(self, groups: Iterable[dict], lr: float, momentum: float, weight_decay: float):
        super().__init__(groups, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "parts": 1})

    @torch.no_grad()
    def step(self, closure=None) -> None:
        by_shape: dict[tuple, list] = {}
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                direction = self._direction(parameter, group["momentum"])
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                pieces = zip(parameter.chunk(group["parts"], 1), direction.chunk(group["parts"], 1))
                for target, piece in pieces:
                    by_shape.setdefault(tuple(piece.shape), []).append((target, piece, group["lr"]))
        # Equal shapes go through the iteration together: a few large products instead of many small ones.
        for shape, entries in by_shape.items():
            updates = orthogonalize(torch.stack([piece for _, piece, _ in entries]))  # [N, rows, columns]
            for (target, _, rate), update in zip(entries, updates):
                target.add_(update.to(target.dtype), alpha=-rate * RMS * sqrt(max(shape)))

    def _direction(self, parameter: Tensor, momentum: float) -> Tensor:
        """m <- momentum m + g, kept; g + momentum m, returned."""
        state = self.state[parameter]
        gradient = parameter.grad.float()
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(gradient, dtype=torch.bfloat16)
        moved = state["momentum"].float().mul_(momentum).add_(gradient)
        state["momentum"].copy_(moved)
        return gradient.add(moved, alpha=momentum)

    def load_state_dict(self, state_dict: dict) -> None:
        """As PyTorch's, which would turn the momenta into the parameters' float32."""
        super().load_state_dict(state_dict)
        for state in self.state.values():
            state["momentum"] = state["momentum"].bfloat16()
