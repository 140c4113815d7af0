"""Scaled dot-product attention with several heads (Vaswani et al. 2017, sections 3.2.1 and 3.2.2).

Axes: B batch, H heads, T tokens, d head width, D model width. The weights are part of what comes
back; nothing is stored on the side.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import torch
from torch import Tensor

FORBIDDEN = -1e4
"""Added to a score that the mask forbids: e^-10000 is 0 in float32, and the value fits half floats."""


class Attention(NamedTuple):
    """Every stage of one layer's attention, in order of computation."""

    q: Tensor  # [B, H, T, d]
    k: Tensor  # [B, H, T, d]
    v: Tensor  # [B, H, T, d]
    scores: Tensor  # [B, H, T, T]
    scaled: Tensor  # [B, H, T, T]
    masked: Tensor  # [B, H, T, T]
    weights: Tensor  # [B, H, T, T]
    context: Tensor  # [B, T, D]


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, heads: int) -> Attention:
    """softmax(q k^T / sqrt(d)) v per head; q, k, v are [B, T, D], mask [T, T] is 1 where row i may read column j."""
    q, k, v = (split_heads(x, heads) for x in (q, k, v))  # [B, H, T, d]
    scores = q @ k.transpose(-2, -1)  # [B, H, T, T]
    scaled = scores / sqrt(q.shape[-1])  # [B, H, T, T]
    masked = scaled if mask is None else scaled + additive(mask).to(scaled.dtype)  # [B, H, T, T]
    weights = torch.softmax(masked, dim=-1)  # [B, H, T, T]
    context = merge_heads(weights @ v)  # [B, T, D]
    return Attention(q, k, v, scores, scaled, masked, weights, context)


def additive(mask: Tensor) -> Tensor:
    """0 where the mask allows, FORBIDDEN where it does not."""
    return (1.0 - mask) * FORBIDDEN  # [T, T]


def split_heads(x: Tensor, heads: int) -> Tensor:
    batch, tokens, width = x.shape
    return x.view(batch, tokens, heads, width // heads).transpose(1, 2)  # [B, H, T, d]


def merge_heads(x: Tensor) -> Tensor:
    batch, heads, tokens, head_width = x.shape
    return x.transpose(1, 2).reshape(batch, tokens, heads * head_width)  # [B, T, D]
