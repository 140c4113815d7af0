"""mini-BERT: the encoder of Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers".

LayerNorm comes after each residual sum (post-LN), the embeddings are normalised too, segments are
embedded, GELU is the exact one (erf). Two heads: masked words, whose matrix is the word embedding,
and next sentence, which reads the pooled first token. Attribute names are those of Hugging Face's
`BertForPreTraining`, so the state dict is the checkpoint.

Axes: B batch, T tokens, D width, H heads, d head width, F feed-forward width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, linear

from .attention import Attention, attend


class BertEmbeddings(nn.Module):
    """LayerNorm(word + position + segment)."""

    def __init__(self, shape: Mapping):
        super().__init__()
        width = shape["width"]
        self.word_embeddings = nn.Embedding(shape["vocabulary"], width)
        self.position_embeddings = nn.Embedding(shape["positions"], width)
        self.token_type_embeddings = nn.Embedding(shape["segments"], width)
        self.LayerNorm = nn.LayerNorm(width, eps=shape["layer_norm_eps"])

    def forward(self, ids: Tensor, segments: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)  # [T]
        return self.LayerNorm(
            self.word_embeddings(ids) + self.position_embeddings(positions) + self.token_type_embeddings(segments)
        )  # [B, T, D]


class BertSelfAttention(nn.Module):
    """Queries, keys and values, and the heads' contexts side by side."""

    def __init__(self, shape: Mapping):
        super().__init__()
        width = shape["width"]
        self.heads = shape["heads"]
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Attention:
        return attend(self.query(x), self.key(x), self.value(x), mask, self.heads)


class ResidualOutput(nn.Module):
    """LayerNorm(residual + W x): how both sub-layers of a block end."""

    def __init__(self, width_in: int, shape: Mapping):
        super().__init__()
        self.dense = nn.Linear(width_in, shape["width"])
        self.LayerNorm = nn.LayerNorm(shape["width"], eps=shape["layer_norm_eps"])

    def forward(self, x: Tensor, residual: Tensor) -> Tensor:
        return self.LayerNorm(residual + self.dense(x))  # [B, T, D]


class BertLayer(nn.Module):
    """x <- LN(x + attention(x)); x <- LN(x + W2 gelu(W1 x))."""

    def __init__(self, shape: Mapping):
        super().__init__()
        self.attention = nn.Module()
        self.attention.add_module("self", BertSelfAttention(shape))
        self.attention.add_module("output", ResidualOutput(shape["width"], shape))
        self.intermediate = nn.Module()
        self.intermediate.add_module("dense", nn.Linear(shape["width"], shape["feed_forward"]))
        self.output = ResidualOutput(shape["feed_forward"], shape)

    def forward(self, x: Tensor, mask: Tensor | None) -> tuple[Tensor, Attention]:
        attention = self.attention.self(x, mask)
        x = self.attention.output(attention.context, x)  # [B, T, D]
        inner = gelu(self.intermediate.dense(x))  # [B, T, F]
        return self.output(inner, x), attention  # [B, T, D]


class PredictionTransform(nn.Module):
    """LayerNorm(gelu(W x)), which the masked-word head applies before the vocabulary."""

    def __init__(self, shape: Mapping):
        super().__init__()
        self.dense = nn.Linear(shape["width"], shape["width"])
        self.LayerNorm = nn.LayerNorm(shape["width"], eps=shape["layer_norm_eps"])

    def forward(self, x: Tensor) -> Tensor:
        return self.LayerNorm(gelu(self.dense(x)).to(x.dtype))  # [N, D], in the precision of x


class MiniBert(nn.Module):
    def __init__(self, shape: Mapping):
        super().__init__()
        width = shape["width"]
        self.shape = dict(shape)
        self.bert = nn.Module()
        self.bert.add_module("embeddings", BertEmbeddings(shape))
        self.bert.add_module("encoder", nn.Module())
        self.bert.encoder.add_module("layer", nn.ModuleList(BertLayer(shape) for _ in range(shape["layers"])))
        self.bert.add_module("pooler", nn.Module())
        self.bert.pooler.add_module("dense", nn.Linear(width, width))
        self.cls = nn.Module()
        self.cls.add_module("predictions", nn.Module())
        self.cls.predictions.add_module("transform", PredictionTransform(shape))
        self.cls.predictions.bias = nn.Parameter(torch.zeros(shape["vocabulary"]))
        self.cls.add_module("seq_relationship", nn.Linear(width, 2))
        self.apply(self._initialise)

    def _initialise(self, module: nn.Module) -> None:
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=self.shape["initializer_range"])
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)

    def embed(self, ids: Tensor, segments: Tensor | None = None) -> Tensor:
        return self.bert.embeddings(ids, torch.zeros_like(ids) if segments is None else segments)  # [B, T, D]

    def blocks(self, x: Tensor, mask: Tensor | None = None) -> tuple[list[Tensor], list[Attention]]:
        """Output and attention of every block; without a mask every token may read every token."""
        outputs, attentions = [], []
        for layer in self.bert.encoder.layer:
            x, attention = layer(x, mask)
            outputs.append(x)
            attentions.append(attention)
        return outputs, attentions

    def hidden(self, ids: Tensor, segments: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """Output of the last block, which both heads read."""
        x = self.embed(ids, segments)  # [B, T, D]
        for layer in self.bert.encoder.layer:
            x = layer(x, mask)[0]  # [B, T, D]
        return x

    def logits(self, rows: Tensor) -> Tensor:
        """Vocabulary logits of chosen rows of the hidden state, [N, D]."""
        transformed = self.cls.predictions.transform(rows)  # [N, D]
        return linear(transformed, self.bert.embeddings.word_embeddings.weight, self.cls.predictions.bias)  # [N, V]

    def pool(self, hidden: Tensor) -> Tensor:
        return torch.tanh(self.bert.pooler.dense(hidden[:, 0]))  # [B, D]

    def next_sentence(self, pooled: Tensor) -> Tensor:
        """Logits of (is the next sentence, is not)."""
        return self.cls.seq_relationship(pooled)  # [B, 2]
