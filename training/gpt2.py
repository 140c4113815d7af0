"""mini-GPT: the decoder of Radford et al. 2019, "Language Models are Unsupervised Multitask Learners" (GPT-2).

LayerNorm comes before each sub-layer (pre-LN) and once after the last block, GELU is the tanh
approximation, the head is the token embedding. Attribute names and the [in, out] layout of the
matrices (Conv1D) are those of Hugging Face's `GPT2LMHeadModel`, so the state dict is the checkpoint.

Axes: B batch, T tokens, D width, H heads, d head width, F feed-forward width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from .attention import Attention, attend
from .tanh_gelu import tanh_gelu


class Conv1D(nn.Module):
    """x W + b with W stored [in, out], as GPT-2 stores it."""

    def __init__(self, width_in: int, width_out: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width_in, width_out))
        self.bias = nn.Parameter(torch.zeros(width_out))

    def forward(self, x: Tensor) -> Tensor:
        return linear(x, self.weight.t(), self.bias)  # [..., out]


class Gpt2Attention(nn.Module):
    """Masked attention: one product makes queries, keys and values, another mixes the heads."""

    def __init__(self, shape: Mapping):
        super().__init__()
        self.heads = shape["heads"]
        self.c_attn = Conv1D(shape["width"], 3 * shape["width"])
        self.c_proj = Conv1D(shape["width"], shape["width"])

    def forward(self, x: Tensor, mask: Tensor | None) -> tuple[Tensor, Attention]:
        q, k, v = self.c_attn(x).chunk(3, dim=-1)  # [B, T, D] each
        attention = attend(q, k, v, mask, self.heads)
        return self.c_proj(attention.context), attention  # [B, T, D]


class Gpt2Mlp(nn.Module):
    def __init__(self, shape: Mapping):
        super().__init__()
        self.c_fc = Conv1D(shape["width"], shape["feed_forward"])
        self.c_proj = Conv1D(shape["feed_forward"], shape["width"])

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(tanh_gelu(self.c_fc(x)))  # [B, T, D]


class Gpt2Block(nn.Module):
    """x <- x + attention(LN(x)); x <- x + mlp(LN(x))."""

    def __init__(self, shape: Mapping):
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape["width"], eps=shape["layer_norm_eps"])
        self.attn = Gpt2Attention(shape)
        self.ln_2 = nn.LayerNorm(shape["width"], eps=shape["layer_norm_eps"])
        self.mlp = Gpt2Mlp(shape)

    def forward(self, x: Tensor, mask: Tensor | None) -> tuple[Tensor, Attention]:
        mixed, attention = self.attn(self.ln_1(x), mask)
        x = x + mixed  # [B, T, D]
        x = x + self.mlp(self.ln_2(x))  # [B, T, D]
        return x, attention


class MiniGpt(nn.Module):
    def __init__(self, shape: Mapping):
        super().__init__()
        self.shape = dict(shape)
        self.transformer = nn.Module()
        self.transformer.add_module("wte", nn.Embedding(shape["vocabulary"], shape["width"]))
        self.transformer.add_module("wpe", nn.Embedding(shape["positions"], shape["width"]))
        self.transformer.add_module("h", nn.ModuleList(Gpt2Block(shape) for _ in range(shape["layers"])))
        self.transformer.add_module("ln_f", nn.LayerNorm(shape["width"], eps=shape["layer_norm_eps"]))
        self._initialise()

    def _initialise(self) -> None:
        """Normal weights; what feeds the residual stream is scaled by 1/sqrt(number of residual sums)."""
        std = self.shape["initializer_range"]
        for name, parameter in self.named_parameters():
            if name.endswith("c_proj.weight"):
                nn.init.normal_(parameter, std=std / sqrt(2 * self.shape["layers"]))
            elif parameter.dim() == 2:
                nn.init.normal_(parameter, std=std)

    def embed(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)  # [T]
        return self.transformer.wte(ids) + self.transformer.wpe(positions)  # [B, T, D]

    def blocks(self, x: Tensor, mask: Tensor | None = None) -> tuple[list[Tensor], list[Attention]]:
        """Output and attention of every block; the mask defaults to the causal one."""
        mask = causal_mask(x.shape[1], x.device) if mask is None else mask
        outputs, attentions = [], []
        for block in self.transformer.h:
            x, attention = block(x, mask)
            outputs.append(x)
            attentions.append(attention)
        return outputs, attentions

    def final(self, x: Tensor) -> Tensor:
        return self.transformer.ln_f(x)  # [B, T, D]

    def hidden(self, ids: Tensor) -> Tensor:
        """What the head reads: the last block's output after the final LayerNorm."""
        x = self.embed(ids)  # [B, T, D]
        mask = causal_mask(ids.shape[1], ids.device)  # [T, T]
        for block in self.transformer.h:
            x = block(x, mask)[0]  # [B, T, D]
        return self.final(x)

    def logits(self, rows: Tensor) -> Tensor:
        """Vocabulary logits of chosen rows of the hidden state, [N, D]."""
        return linear(rows, self.transformer.wte.weight)  # [N, V]


def causal_mask(tokens: int, device: torch.device | None = None) -> Tensor:
    """1 on and below the diagonal: row i may read columns 0..i."""
    return torch.ones(tokens, tokens, device=device).tril()  # [T, T]
