"""A model in training: its optimizers, batches and schedule, and all that a checkpoint must hold."""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import settings as settings_file
from .ahead import Ahead, Batches
from .bert_batches import BertBatches
from .data import Encoded
from .device import compile_blocks
from .gpt_batches import GptBatches
from .objectives import BertObjective, GptObjective, bert_backward, gpt_backward
from .optimizers import build_optimizers
from .parallel import ALONE, Team, wrap
from .paths import ENCODED, VOCABULARY
from .schedule import Schedule
from .tokenizer import Tokenizer

KERNELS = ("foreach", "fused", "capturable", "differentiable")
"""Options of PyTorch's optimizers that choose how a step is computed, not what it is."""


class Run:
    """A model with its optimizers, batches and schedule, and where it stands.

    Without a `plan` the rate falls as the settings say: over the last `decay_share` of `planned_steps`.
    """

    def __init__(self, settings: dict, plan: list | None = None, team: Team = ALONE, compiled: bool = False):
        self.settings, self.team = settings, team
        options = settings["optimizer"]
        torch.manual_seed(settings["seed"])
        self.model = settings_file.build(settings).to(team.device)
        self.objective = wrap((BertObjective if settings["model"] == "bert" else GptObjective)(self.model), team)
        if compiled:
            compile_blocks(self.model)
        self.optimizers = build_optimizers(self.model, options)
        self.schedule = Schedule(options["warmup_steps"], plan)
        if plan is None:
            self.schedule.plan_for(0, options["planned_steps"], options["decay_share"])
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.batches: Batches | None = None
        self.earlier: list[dict] = []
        self.changed: list[dict] = []
        """For each change of settings on the way, the `step` from which on it holds and what was there `before`."""

    def begin_from(self, folder: Path) -> None:
        """Take over exported weights; their run is remembered and the batches are other ones."""
        from .export import load_exported

        facts = json.loads((folder / "training.json").read_text(encoding="utf-8"))
        self.model.load_state_dict(load_exported(folder))
        kept = {key: facts[key] for key in ("date", "steps", "tokens", "minutes", "plan")}
        kept |= {"peak_rate": facts["settings"]["optimizer"]["peak_rate"], "changed": facts.get("changed", [])}
        self.earlier = [*facts["earlier"], kept]
        self.settings = {**self.settings, "seed": self.settings["seed"] + len(self.earlier)}

    def read_data(self) -> None:
        data = Encoded.load(ENCODED / "train.npz")
        if self.settings["model"] == "bert":
            tokens = Tokenizer.load(VOCABULARY).tokens
            self.batches = BertBatches(data, self.settings["data"], self.settings["seed"], tokens)
        else:
            self.batches = GptBatches(data, self.settings["data"], self.settings["seed"])
        if self.team.device.type == "cuda":
            self.batches = Ahead(self.batches)

    def advance(self) -> dict[str, float | Tensor]:
        """One optimizer step; its losses and the norm of its gradient, which stay on a graphics card.

        Reading a number there waits for all that was asked of the card, so it is left to who needs it.
        """
        options = self.settings["optimizer"]
        for group in (group for optimizer in self.optimizers for group in optimizer.param_groups):
            group["lr"] = self.rate
        batch = self.batches.next(self.step)
        self.model.zero_grad(set_to_none=True)
        if self.settings["model"] == "bert":
            result, tokens = bert_backward(self.objective, batch, self.team)
        else:
            rng = np.random.default_rng([self.settings["seed"], 2, self.step])
            result, tokens = gpt_backward(self.objective, batch, self.settings["data"], rng, self.team)
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), options["clip"])
        result["norm"] = norm
        if self.team.device.type == "cpu":
            result = {key: float(value) for key, value in result.items()}
            self.check(result)
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        self.tokens += tokens
        return result

    def check(self, result: dict[str, float]) -> None:
        if not isfinite(result["norm"]):
            raise FloatingPointError(f"step {self.step}: the gradient is not finite")

    @property
    def rate(self) -> float:
        """Learning rate of the next step."""
        return self.settings["optimizer"]["peak_rate"] * self.schedule.factor(self.step)

    def state(self) -> dict:
        return {
            "settings": self.settings,
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "batches": self.batches.state(),
            "plan": self.schedule.plan,
            "earlier": self.earlier,
            "changed": self.changed,
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.seconds,
        }

    def restore(self, state: dict) -> None:
        """Go on where `state` was left; a length of the fall that the settings changed counts from there."""
        self.model.load_state_dict(state["model"])
        for optimizer, kept in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(with_own_kernels(kept, optimizer))
        self.batches.restore(state["batches"])
        self.earlier = state["earlier"]
        replaced = settings_file.replaced(state["settings"], self.settings)
        change = [{"step": state["step"], "before": replaced}] if replaced else []
        self.changed = [*state.get("changed", []), *change]
        self.step, self.tokens, self.seconds = state["step"], state["tokens"], state["seconds"]
        self.schedule.plan = [list(entry) for entry in state["plan"]]
        now, before = self.settings["optimizer"], state["settings"]["optimizer"]
        if any(now[key] != before[key] for key in ("planned_steps", "decay_share")):
            self.schedule.plan_for(self.step, now["planned_steps"], now["decay_share"])


def with_own_kernels(kept: dict, optimizer: torch.optim.Optimizer) -> dict:
    """A kept state that leaves the choice of kernels as it is here: it may come from another device or PyTorch."""
    own = [{key: group[key] for key in KERNELS if key in group} for group in optimizer.param_groups]
    stripped = [{key: value for key, value in group.items() if key not in KERNELS} for group in kept["param_groups"]]
    return {**kept, "param_groups": [{**group, **mine} for group, mine in zip(stripped, own)]}
