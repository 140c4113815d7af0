"""Stage `train`: one model, from scratch, from its last checkpoint or from an exported checkpoint.

Deterministic given the settings' seed, the thread count and the plan of the decay, which the
checkpoint and the log record.
"""

from __future__ import annotations

import csv
import datetime
import json
import time
from collections import deque
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import checkpoint, settings as settings_file
from .bert_batches import BertBatches
from .data import Encoded
from .gpt_batches import GptBatches
from .objectives import bert_backward, gpt_backward
from .paths import ENCODED, RUNS, VOCABULARY
from .schedule import Schedule
from .tokenizer import Tokenizer

LOG_EVERY = 50
CHECKPOINT_SECONDS = 300
REAIM_STEPS = 100
COLUMNS = ("step", "tokens", "seconds", "rate", "loss", "next_sentence", "norm")


class Run:
    """A model with its optimizer, batches and schedule, and where it stands."""

    def __init__(self, settings: dict, plan: list | None = None):
        self.settings = settings
        options = settings["optimizer"]
        torch.manual_seed(settings["seed"])
        self.model = settings_file.build(settings)
        self.optimizer = torch.optim.AdamW(
            parameter_groups(self.model, options["weight_decay"]),
            lr=options["peak_rate"],
            betas=tuple(options["betas"]),
            eps=1e-8,
        )
        self.schedule = Schedule(options["warmup_steps"], plan)
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.batches: BertBatches | GptBatches | None = None
        self.earlier: list[dict] = []

    def begin_from(self, folder: Path) -> None:
        """Take over exported weights; their run is remembered and the batches are other ones."""
        from .export import load_exported

        facts = json.loads((folder / "training.json").read_text(encoding="utf-8"))
        self.model.load_state_dict(load_exported(folder))
        kept = {key: facts[key] for key in ("date", "steps", "tokens", "minutes", "plan")}
        self.earlier = [*facts["earlier"], {**kept, "peak_rate": facts["settings"]["optimizer"]["peak_rate"]}]
        self.settings = {**self.settings, "seed": self.settings["seed"] + len(self.earlier)}

    def read_data(self) -> None:
        data = Encoded.load(ENCODED / "train.npz")
        if self.settings["model"] == "bert":
            tokens = Tokenizer.load(VOCABULARY).tokens
            self.batches = BertBatches(data, self.settings["data"], self.settings["seed"], tokens)
        else:
            self.batches = GptBatches(data, self.settings["data"], self.settings["seed"])

    def advance(self) -> dict[str, float]:
        """One optimizer step."""
        options = self.settings["optimizer"]
        for group in self.optimizer.param_groups:
            group["lr"] = options["peak_rate"] * self.schedule.factor(self.step)
        batch = self.batches.next(self.step)
        self.optimizer.zero_grad(set_to_none=True)
        if self.settings["model"] == "bert":
            result = bert_backward(self.model, batch)
        else:
            rng = np.random.default_rng([self.settings["seed"], 2, self.step])
            result = gpt_backward(self.model, batch, self.settings["data"], rng)
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), options["clip"])
        if not torch.isfinite(norm):
            raise FloatingPointError(f"step {self.step}: the gradient is not finite")
        self.optimizer.step()
        self.step += 1
        self.tokens += int(result["tokens"])
        return {**result, "norm": float(norm)}

    def state(self) -> dict:
        return {
            "settings": self.settings,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "batches": self.batches.state(),
            "plan": self.schedule.plan,
            "earlier": self.earlier,
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.seconds,
        }

    def restore(self, state: dict) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.batches.restore(state["batches"])
        self.schedule.plan = state["plan"]
        self.earlier = state.get("earlier", [])
        self.step, self.tokens, self.seconds = state["step"], state["tokens"], state["seconds"]


def parameter_groups(model: nn.Module, decay: float) -> list[dict]:
    """Weight decay on matrices only, not on biases and LayerNorm."""
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]


def deadline(minutes: float | None, until: str | None) -> float | None:
    """Seconds since the epoch at which training ends; `until` is HH:MM in local time."""
    if minutes is not None:
        return time.time() + 60 * minutes
    if until is None:
        return None
    now = datetime.datetime.now()
    hour, minute = map(int, until.split(":"))
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (end if end > now else end + datetime.timedelta(days=1)).timestamp()


def train(
    model: str,
    *,
    steps: int | None = None,
    minutes: float | None = None,
    until: str | None = None,
    resume: str | None = None,
    from_export: Path | None = None,
    replay: Path | None = None,
    threads: int = 1,
    name: str | None = None,
    heads: int | None = None,
) -> None:
    torch.set_num_threads(threads)
    settings = settings_file.load(model)
    if heads:
        settings["shape"]["heads"] = heads
    folder = RUNS / (name or model)
    folder.mkdir(parents=True, exist_ok=True)
    plan = json.loads(replay.read_text())["plan"] if replay else None
    state = checkpoint.load(folder / f"{resume}.pt") if resume else None
    run = Run(resumed(settings, state) if state else settings, plan)
    if from_export:
        run.begin_from(from_export)
    run.read_data()
    if state:
        run.restore(state)
    Loop(run, folder, steps, deadline(minutes, until), replaying=replay is not None, append=resume is not None).run_all()


def resumed(settings: dict, state: dict) -> dict:
    """Today's settings with the seed of the run that goes on: one that began from exported weights has its own."""
    return {**settings, "seed": state["settings"]["seed"]}


class Loop:
    """Steps until the end, with progress lines, a CSV of the losses and checkpoints."""

    def __init__(self, run: Run, folder: Path, steps: int | None, end: float | None, replaying: bool, append: bool):
        self.run, self.folder, self.steps, self.end, self.replaying = run, folder, steps, end, replaying
        self.start = time.time()
        self.first_step, self.first_seconds = run.step, run.seconds
        self.marks = deque([(run.step, self.start)], maxlen=6)
        path = folder / "log.csv"
        rows = list(csv.reader(path.open(encoding="utf-8")))[1:] if append and path.exists() else []
        self.log_file = path.open("w", newline="", encoding="utf-8")
        self.log = csv.writer(self.log_file)
        self.log.writerow(COLUMNS)
        self.log.writerows(row for row in rows if int(row[0]) <= run.step)

    def run_all(self) -> None:
        run, sums, saved = self.run, {}, time.time()
        window_start, window_tokens = time.time(), run.tokens
        while not self.finished():
            self.aim(run.settings["optimizer"]["decay_share"])
            for key, value in {**run.advance(), "steps": 1}.items():
                sums[key] = sums.get(key, 0.0) + value
            run.seconds = self.first_seconds + time.time() - self.start
            if run.step % LOG_EVERY == 0:
                speed = (run.tokens - window_tokens) / (time.time() - window_start)
                counted = sums.pop("steps")
                self.report({key: value / counted for key, value in sums.items()}, speed)
                sums, window_start, window_tokens = {}, time.time(), run.tokens
                self.marks.append((run.step, window_start))
            if time.time() - saved > CHECKPOINT_SECONDS:
                checkpoint.save(self.folder / "checkpoint.pt", run.state())
                saved = time.time()
        checkpoint.save(self.folder / "checkpoint.pt", run.state())
        (self.folder / "plan.json").write_text(json.dumps({"plan": run.schedule.plan, "steps": run.step}))
        print(f"done: {run.step} steps, {run.tokens:,} tokens, {run.seconds / 60:.1f} minutes", flush=True)

    def finished(self) -> bool:
        if self.steps is not None and self.run.step >= self.steps:
            return True
        return self.end is not None and not self.replaying and time.time() >= self.end

    def aim(self, share: float) -> None:
        """Start the decay in the last `share` of the run and keep its slope on the end.

        The end is a step or a time; for a time, the steps that are left follow from the speed of
        the last few hundred steps. The checkpoint before the decay is kept as `stable.pt`.
        """
        run, schedule = self.run, self.run.schedule
        if self.replaying:
            return
        if self.steps is not None:
            begin = self.first_step + (1 - share) * (self.steps - self.first_step)
            if run.step >= begin and not schedule.decaying:
                checkpoint.save(self.folder / "stable.pt", run.state())
                schedule.aim(run.step, self.steps - run.step)
            return
        now = time.time()
        if schedule.decaying:
            due = run.step - schedule.plan[-1][0] >= REAIM_STEPS
        else:
            due = now >= self.start + (1 - share) * (self.end - self.start)
        if due and run.step > self.marks[0][0]:
            if not schedule.decaying:
                checkpoint.save(self.folder / "stable.pt", run.state())
            per_step = (now - self.marks[0][1]) / (run.step - self.marks[0][0])
            schedule.aim(run.step, (self.end - now) / per_step)

    def report(self, mean: dict[str, float], speed: float) -> None:
        run = self.run
        rate = run.optimizer.param_groups[0]["lr"]
        masked = mean.get("masked", mean["loss"])
        following = mean.get("next", float("nan"))
        self.log.writerow(
            [run.step, run.tokens, f"{run.seconds:.0f}", f"{rate:.3e}", f"{masked:.4f}", f"{following:.4f}", f"{mean['norm']:.3f}"]
        )
        self.log_file.flush()
        left = f"{(self.end - time.time()) / 60:.0f} min left" if self.end else f"{self.steps - run.step} steps left"
        nsp = f" next sentence {following:.3f}" if "next" in mean else ""
        print(
            f"step {run.step} tokens {run.tokens:,} {speed:,.0f} tokens/s {left} rate {rate:.1e} "
            f"loss {masked:.3f}{nsp} norm {mean['norm']:.2f}",
            flush=True,
        )
