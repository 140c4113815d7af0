"""Figures of mini-BERT: masked words, next sentence, cloze sentences, minimal pairs."""

from __future__ import annotations

import json

import numpy as np
import torch

from ..bert import MiniBert
from ..bert_batches import BertBatches, enclose
from ..paths import EVAL
from ..settings import load as load_settings
from ..tokenizer import CLS, MASK, SEP, SPECIALS, Tokenizer
from .text import batches, mix_weights, validation, windows


@torch.no_grad()
def masked_words(model: MiniBert, rate: float = 0.15, seed: int = 7) -> dict:
    """Share of hidden tokens ranked first and among the first five, all hidden ones read as [MASK]."""
    rng = np.random.default_rng(seed)
    pieces = windows(validation(), model.shape["positions"] - 2)
    rows = [row for row, _ in pieces]
    weight_of = mix_weights()[[source for _, source in pieces]]
    sums = np.zeros(4)
    for group in batches(rows):
        ids = enclose(np.stack([rows[index] for index in group]))
        hidden_at = (rng.random(ids.shape) < rate) & (ids >= len(SPECIALS))
        if not hidden_at.any():
            continue
        inputs = np.where(hidden_at, MASK, ids)
        output = model.hidden(torch.from_numpy(inputs))  # [B, T, D]
        logits = model.logits(output[torch.from_numpy(hidden_at)])  # [N, V]
        targets = torch.from_numpy(ids[hidden_at])
        of_target = logits.gather(1, targets[:, None])
        rank = (logits > of_target).sum(1).numpy()
        loss = (logits.logsumexp(1) - of_target[:, 0]).numpy()
        weights = weight_of[np.array(group)][np.nonzero(hidden_at)[0]]
        sums += [(weights * (rank == 0)).sum(), (weights * (rank < 5)).sum(), (weights * loss).sum(), weights.sum()]
    return dict(zip(("top1", "top5", "nats"), (sums[:3] / sums[3]).tolist()))


@torch.no_grad()
def next_sentence(model: MiniBert, tokenizer: Tokenizer, parts: int = 60) -> float:
    """Share of right verdicts on unmasked validation pairs, half of them true neighbours."""
    batches_ = BertBatches(validation(), load_settings("bert")["data"], 11, tokenizer.tokens)
    right = total = 0.0
    for step in range(parts):
        part = batches_.next(step)[0]
        hidden = model.hidden(torch.from_numpy(part.originals), torch.from_numpy(part.segments))
        verdict = model.next_sentence(model.pool(hidden)).argmax(1).numpy()
        for label in (0, 1):
            rows = part.is_random_next == label
            if rows.any():
                right += (verdict[rows] == label).mean() * len(rows) / 2
                total += len(rows) / 2
    return right / total


@torch.no_grad()
def fill(model: MiniBert, tokenizer: Tokenizer, text: str) -> tuple[torch.Tensor, list[tuple[str, float]]]:
    """Logits at the first [MASK] and the five most probable words."""
    ids = [CLS, *tokenizer.encode(text), SEP]
    hidden = model.hidden(torch.tensor([ids]))[0]
    logits = model.logits(hidden[ids.index(MASK)][None])[0]
    best = logits.softmax(0).topk(5)
    return logits, [(tokenizer.decode([int(i)]).strip(), float(p)) for i, p in zip(best.indices, best.values)]


def cloze(model: MiniBert, tokenizer: Tokenizer) -> list[dict]:
    items = json.loads((EVAL / "cloze.json").read_text(encoding="utf-8"))["items"]
    result = []
    for text, word in items:
        logits, best = fill(model, tokenizer, text)
        (target,) = tokenizer.encode(word)
        rank = int((logits > logits[target]).sum()) + 1
        result.append({"text": text, "word": word, "rank": rank, "top": [token for token, _ in best]})
    return result


@torch.no_grad()
def pseudo_log_likelihood(model: MiniBert, ids: list[int]) -> float:
    """Sum over the tokens of the log probability of each, hidden alone (Salazar et al. 2020)."""
    whole = torch.tensor([CLS, *ids, SEP])
    rows = whole.repeat(len(ids), 1)
    at = torch.arange(len(ids))
    rows[at, at + 1] = MASK
    hidden = model.hidden(rows)[at, at + 1]  # [N, D]
    return float(model.logits(hidden).log_softmax(1)[at, whole[1:-1]].sum())


def minimal_pairs(model: MiniBert, tokenizer: Tokenizer) -> dict[str, list[bool]]:
    groups = json.loads((EVAL / "minimal_pairs.json").read_text(encoding="utf-8"))["groups"]
    return {
        name: [
            pseudo_log_likelihood(model, tokenizer.encode(good)) > pseudo_log_likelihood(model, tokenizer.encode(bad))
            for good, bad in pairs
        ]
        for name, pairs in groups.items()
    }
