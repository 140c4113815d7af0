"""The losses: masked words plus next sentence for mini-BERT, next token for mini-GPT.

Matrix products run in bfloat16 (autocast); the rows that reach the vocabulary and the loss itself
are kept in float32. Logits are computed only where a loss is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from .bert import MiniBert
from .bert_batches import Part
from .cross_entropy import summed_cross_entropy
from .device import half_precision, move
from .gpt2 import MiniGpt


def bert_backward(model: MiniBert, parts: list[Part], device: torch.device) -> dict[str, float]:
    """Accumulate gradients of the mean masked-word loss plus the next-sentence loss over the parts."""
    total = max(1, sum(int(part.chosen.sum()) for part in parts))
    result = {"loss": 0.0, "masked": 0.0, "next": 0.0, "tokens": 0.0}
    for part in parts:
        ids, segments = move(part.inputs, device), move(part.segments, device)
        where = move(np.flatnonzero(part.chosen), device)
        targets = move(part.originals.reshape(-1)[part.chosen.reshape(-1)], device)
        with half_precision(device):
            hidden = model.hidden(ids, segments)  # [B, T, D]
            rows = hidden.reshape(-1, hidden.shape[-1])[where].float()  # [N, D]
            logits = model.logits(rows)  # [N, V]
        masked = summed_cross_entropy(logits, targets) / total
        loss = masked
        if part.is_random_next is not None:
            with half_precision(device):
                verdict = model.next_sentence(model.pool(hidden))  # [B, 2]
            following = cross_entropy(verdict.float(), move(part.is_random_next, device))
            loss = loss + following
            result["next"] += following.item()
        loss.backward()
        result["masked"] += masked.item()
        result["tokens"] += ids.numel()
    result["loss"] = result["masked"] + result["next"]
    return result


def gpt_backward(
    model: MiniGpt, rows: np.ndarray, settings: Mapping, rng: np.random.Generator, device: torch.device
) -> dict[str, float]:
    """Accumulate gradients of the next-token loss on a random share of the positions."""
    ids = move(rows[:, :-1], device)
    targets = rows[:, 1:].reshape(-1)
    where = np.sort(rng.permutation(targets.size)[: max(1, int(targets.size * settings["loss_share"]))])
    with half_precision(device):
        hidden = model.hidden(ids)  # [B, T, D]
        chosen = hidden.reshape(-1, hidden.shape[-1])[move(where, device)]  # [N, D]
        logits = model.logits(chosen)  # [N, V]
    loss = summed_cross_entropy(logits, move(targets[where], device)) / len(where)
    loss.backward()
    return {"loss": loss.item(), "tokens": float(ids.numel())}
