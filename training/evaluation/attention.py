"""How far the attention of two models lies apart, such as one model's in float16 and in eight bits."""

from __future__ import annotations

import numpy as np
from torch import nn

from .heads import attention, frame, sentences


def apart(first: nn.Module, second: nn.Module, rows: list[np.ndarray]) -> dict[str, float]:
    """Largest and mean difference of a weight, over all heads and the legal cells of all rows of ids."""
    largest, total, count = 0.0, 0.0, 0
    for ids in rows:
        weights = attention(first, ids)  # [L, H, T, T]
        difference = np.abs(weights - attention(second, ids))
        largest = float(np.maximum(largest, difference.max()))  # NaN stays NaN
        total += float(difference.sum())
        count += int((weights > 0).sum())
    return {"largest": largest, "mean": total / count}


def attention_apart(first: nn.Module, second: nn.Module, name: str, count: int = 120) -> dict[str, float]:
    """The same on validation sentences of 8 to 24 tokens."""
    return apart(first, second, [frame(text, name) for text in sentences(count)])
