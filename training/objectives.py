"""The losses: masked words plus next sentence for mini-BERT, next token for mini-GPT.

Matrix products run in bfloat16 where that is fast (autocast); the rows that reach the vocabulary and the loss itself
are kept in float32. Logits are computed only where a loss is taken. Losses are divided by the counts of the
whole batch, so that the shares of several processes add up to the loss of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from .bert import MiniBert
from .bert_batches import Part
from .cross_entropy import summed_cross_entropy
from .device import fast_products, move
from .gpt2 import MiniGpt
from .parallel import Team, total


class BertObjective(nn.Module):
    """Summed losses of the rows of a part: (masked words, next sentence; None where the rows are not pairs)."""

    def __init__(self, model: MiniBert):
        super().__init__()
        self.model = model

    def forward(self, part: Part, device: torch.device) -> tuple[Tensor, Tensor | None]:
        ids, segments = move(part.inputs, device), move(part.segments, device)
        where = move(np.flatnonzero(part.chosen), device)
        targets = move(part.originals.reshape(-1)[part.chosen.reshape(-1)], device)
        with fast_products(device):
            hidden = self.model.hidden(ids, segments)  # [B, T, D]
            rows = hidden.reshape(-1, hidden.shape[-1])[where].float()  # [N, D]
            logits = self.model.logits(rows)  # [N, V]
        masked = summed_cross_entropy(logits, targets)
        if part.is_random_next is None:
            return masked, None
        with fast_products(device):
            verdict = self.model.next_sentence(self.model.pool(hidden))  # [B, 2]
        return masked, cross_entropy(verdict.float(), move(part.is_random_next, device), reduction="sum")


class GptObjective(nn.Module):
    """Summed next-token loss of the chosen positions [B, T] of rows [B, T + 1]."""

    def __init__(self, model: MiniGpt):
        super().__init__()
        self.model = model

    def forward(self, rows: np.ndarray, chosen: np.ndarray, device: torch.device) -> Tensor:
        ids = move(rows[:, :-1], device)
        where = np.flatnonzero(chosen)
        with fast_products(device):
            hidden = self.model.hidden(ids)  # [B, T, D]
            rows_of_loss = hidden.reshape(-1, hidden.shape[-1])[move(where, device)]  # [N, D]
            logits = self.model.logits(rows_of_loss)  # [N, V]
        return summed_cross_entropy(logits, move(rows[:, 1:].reshape(-1)[where], device))


def bert_backward(objective: nn.Module, parts: list[Part], team: Team) -> tuple[dict[str, Tensor], int]:
    """Accumulate gradients of the mean masked-word loss plus the next-sentence loss; the losses and the tokens read.

    `objective` is a BertObjective, wrapped where there is a team. There the gradients are exchanged once, with
    the part that uses every parameter, which is that of the pairs: so it comes last.
    """
    tokens = sum(part.inputs.size for part in parts)
    count = max(1, sum(int(part.chosen.sum()) for part in parts))
    ordered = parts if team.size == 1 else sorted(parts, key=lambda part: part.is_random_next is not None)
    sums = torch.zeros(2, device=team.device)
    for index, part in enumerate(ordered):
        last = index == len(ordered) - 1
        with nullcontext() if team.size == 1 or last else objective.no_sync():
            mine = Part(*(None if field is None else team.rows(field) for field in part))
            masked, following = objective(mine, team.device)
            masked = masked / count
            loss = masked
            if following is not None:
                following = following / len(part.is_random_next)
                loss = loss + following
                sums[1] += following.detach()
            sums[0] += masked.detach()
            (loss * team.size).backward()
    masked_mean, following_mean = total(sums, team)
    return {"loss": masked_mean + following_mean, "masked": masked_mean, "next": following_mean}, tokens


def gpt_backward(
    objective: nn.Module, rows: np.ndarray, settings: Mapping, rng: np.random.Generator, team: Team
) -> tuple[dict[str, Tensor], int]:
    """The same for the next-token loss on a random share of the positions."""
    chosen = np.zeros(rows[:, 1:].shape, bool)
    count = max(1, int(chosen.size * settings["loss_share"]))
    chosen.reshape(-1)[rng.permutation(chosen.size)[:count]] = True
    loss = objective(team.rows(rows), team.rows(chosen), team.device) / count
    (loss * team.size).backward()
    return {"loss": total(loss.detach(), team)}, chosen.size
