"""Which heads have a job: what a head reads, beside chance and beside a twin with random weights.

A rule names one column (or several) per row: the row itself, a neighbour, the first token, and so
on (the patterns of Clark et al. 2019, section 3; copying after Olsson et al. 2022). A head's score
for a rule is its mean weight there over rows that have a choice, less what a head that reads all
legal columns equally would give. A head gets the rule with the highest score if that is at least
0.2 and at least 0.2 above the same head of the twin.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import nn

from .. import settings as settings_file
from ..gpt2 import causal_mask
from ..tokenizer import CLS, EOT, SEP, Tokenizer
from .text import validation

NOTICEABLE = 0.2
Rule = Callable[[np.ndarray, set[int]], np.ndarray]  # ids [T], punctuation -> [T, T] of 0 and 1


def offset(distance: int) -> Rule:
    return lambda ids, _: np.eye(len(ids), k=distance)


def column(which: int) -> Rule:
    def rule(ids: np.ndarray, _: set[int]) -> np.ndarray:
        target = np.zeros((len(ids), len(ids)))
        target[:, which] = 1
        return target

    return rule


def punctuation(ids: np.ndarray, signs: set[int]) -> np.ndarray:
    return np.tile(np.isin(ids, list(signs)).astype(float), (len(ids), 1))


def same_token(ids: np.ndarray, _: set[int]) -> np.ndarray:
    """Other places of the same token."""
    return (ids[:, None] == ids[None, :]) * (1.0 - np.eye(len(ids)))


def after_same_token(ids: np.ndarray, _: set[int]) -> np.ndarray:
    """What followed an earlier occurrence of the row's token: the induction pattern."""
    target = np.zeros((len(ids), len(ids)))
    target[:, 1:] = np.tril(ids[:, None] == ids[None, :], -1)[:, :-1]
    return np.tril(target)


RULES: dict[str, Rule] = {
    "itself": offset(0),
    "previous token": offset(-1),
    "next token": offset(1),
    "two back": offset(-2),
    "two ahead": offset(2),
    "first token": column(0),
    "last token": column(-1),
    "punctuation": punctuation,
}
REPEAT_RULES: dict[str, Rule] = {"same token": same_token, "after the same token": after_same_token}


def sentences(count: int, seed: int = 13) -> list[np.ndarray]:
    """Validation sentences of 8 to 24 tokens."""
    data = validation()
    lengths = np.diff(data.sentences)
    candidates = np.flatnonzero((lengths >= 8) & (lengths <= 24))
    chosen = np.random.default_rng(seed).choice(candidates, count, replace=False)
    return [data.ids[data.sentences[i] : data.sentences[i + 1]].astype(np.int64) for i in chosen]


@torch.no_grad()
def attention(model: nn.Module, ids: np.ndarray) -> np.ndarray:
    _, attentions = model.blocks(model.embed(torch.from_numpy(ids[None])))
    return np.stack([a.weights[0].numpy() for a in attentions])  # [L, H, T, T]


def twin(settings: dict) -> nn.Module:
    torch.manual_seed(99)
    return settings_file.build(settings).eval()


def scores(models: list[nn.Module], name: str, tokenizer: Tokenizer, count: int) -> list[dict[str, np.ndarray]]:
    """For each model, per rule [L, H, 2]: mean weight and excess over the uniform baseline."""
    signs = {tokenizer.ids[sign] for sign in tokenizer.tokens if sign.strip("Ġ") in {*".,;:!?\"'-"} and sign != "Ġ"}
    texts = sentences(count)
    plain = [frame(text, name) for text in texts]
    twice = [frame(np.concatenate([text, text]), name) for text in texts[: count // 2]]
    result = []
    for model in models:
        sums: dict[str, list] = {rule: [0.0, 0.0, 0] for rule in {**RULES, **REPEAT_RULES}}
        for rules, rows in ((RULES, plain), (REPEAT_RULES, twice)):
            for ids in rows:
                weights = attention(model, ids)  # [L, H, T, T]
                legal = np.ones((len(ids), len(ids))) if name == "bert" else causal_mask(len(ids)).numpy()
                for rule, target_of in rules.items():
                    target = target_of(ids, signs) * legal
                    rows_with = (target.sum(1) > 0) & (legal.sum(1) > 1) & (target.sum(1) < legal.sum(1))
                    if rows_with.sum() == 0 or rule == "last token" and name == "gpt":
                        continue
                    explained = (weights * target).sum(-1)[..., rows_with].sum(-1)  # [L, H]
                    uniform = (target.sum(1) / legal.sum(1))[rows_with].sum()
                    total = sums[rule]
                    total[0], total[1], total[2] = total[0] + explained, total[1] + uniform, total[2] + rows_with.sum()
        result.append(
            {
                rule: np.stack([explained / rows, (explained - uniform) / rows], axis=-1)
                for rule, (explained, uniform, rows) in sums.items()
                if rows
            }
        )
    return result


def frame(ids: np.ndarray, name: str) -> np.ndarray:
    return np.array([CLS, *ids, SEP] if name == "bert" else [EOT, *ids])


def jobs(model: nn.Module, name: str, settings: dict, tokenizer: Tokenizer, count: int = 120) -> list[dict]:
    """One entry per head, layers and heads counted from 1; `job` is None where no rule stands out."""
    ours, random = scores([model, twin(settings)], name, tokenizer, count)
    result = []
    for layer in range(settings["shape"]["layers"]):
        for head in range(settings["shape"]["heads"]):
            rule = max(ours, key=lambda r: ours[r][layer, head, 1])
            weight, excess = ours[rule][layer, head]
            of_twin = random[rule][layer, head, 0]
            named = excess >= NOTICEABLE and weight - of_twin >= NOTICEABLE
            result.append(
                {
                    "layer": layer + 1,
                    "head": head + 1,
                    "job": rule if named else None,
                    "strongest": rule,
                    "weight": float(weight),
                    "uniform": float(weight - excess),
                    "twin": float(of_twin),
                }
            )
    return result
