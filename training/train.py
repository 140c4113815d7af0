"""Stage `train`: one model, from scratch, from its last checkpoint or from an exported checkpoint.

Deterministic given the settings' seed, the thread count and the plan of the decay, which the
checkpoint records; a run in pieces is the run in one piece.
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
from .device import choose, clock
from .gpt_batches import GptBatches
from .objectives import bert_backward, gpt_backward
from .optimizers import build_optimizers
from .paths import ENCODED, RUNS, VOCABULARY
from .schedule import Schedule
from .tokenizer import Tokenizer

LOG_EVERY = 50
CHECKPOINT_SECONDS = 300
REAIM_STEPS = 100
COLUMNS = ("step", "tokens", "seconds", "rate", "loss", "next_sentence", "norm")


class Run:
    """A model with its optimizers, batches and schedule, and where it stands.

    Without a `plan` the rate falls as the settings say: over the last `decay_share` of `planned_steps`.
    """

    def __init__(self, settings: dict, plan: list | None = None, device: torch.device | None = None):
        self.settings, self.device = settings, device or torch.device("cpu")
        options = settings["optimizer"]
        torch.manual_seed(settings["seed"])
        self.model = settings_file.build(settings).to(self.device)
        self.optimizers = build_optimizers(self.model, options)
        self.schedule = Schedule(options["warmup_steps"], plan)
        if plan is None:
            self.schedule.plan_for(0, options["planned_steps"], options["decay_share"])
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
        for group in (group for optimizer in self.optimizers for group in optimizer.param_groups):
            group["lr"] = self.rate
        batch = self.batches.next(self.step)
        self.model.zero_grad(set_to_none=True)
        if self.settings["model"] == "bert":
            result = bert_backward(self.model, batch, self.device)
        else:
            rng = np.random.default_rng([self.settings["seed"], 2, self.step])
            result = gpt_backward(self.model, batch, self.settings["data"], rng, self.device)
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), options["clip"])
        if not torch.isfinite(norm):
            raise FloatingPointError(f"step {self.step}: the gradient is not finite")
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        self.tokens += int(result["tokens"])
        return {**result, "norm": float(norm)}

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
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.seconds,
        }

    def restore(self, state: dict) -> None:
        """Go on where `state` was left; a length of the fall that the settings changed counts from there."""
        self.model.load_state_dict(state["model"])
        for optimizer, kept in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(kept)
        self.batches.restore(state["batches"])
        self.earlier = state["earlier"]
        self.step, self.tokens, self.seconds = state["step"], state["tokens"], state["seconds"]
        self.schedule.plan = [list(entry) for entry in state["plan"]]
        now, before = self.settings["optimizer"], state["settings"]["optimizer"]
        if any(now[key] != before[key] for key in ("planned_steps", "decay_share")):
            self.schedule.plan_for(self.step, now["planned_steps"], now["decay_share"])


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
    finish: bool = False,
    resume: str | None = None,
    from_export: Path | None = None,
    replay: Path | None = None,
    device: str | None = None,
    threads: int = 1,
    name: str | None = None,
    changes: list[str] | None = None,
) -> None:
    torch.set_num_threads(threads)
    folder = RUNS / (name or model)
    folder.mkdir(parents=True, exist_ok=True)
    state = checkpoint.load(folder / f"{resume}.pt") if resume else None
    settings = settings_file.changed(state["settings"] if state else settings_file.load(model), changes or [])
    plan = json.loads(replay.read_text())["plan"] if replay else None
    run = Run(settings, plan, choose(device))
    if from_export:
        run.begin_from(from_export)
    run.read_data()
    if state:
        run.restore(state)
    Loop(run, folder, steps, deadline(minutes, until), finish=finish, append=resume is not None).run_all()


class Loop:
    """Steps until the end, with progress lines, a CSV of the losses and checkpoints.

    With `finish` the rate falls to zero at the end of this piece instead of where the settings plan it.
    """

    def __init__(self, run: Run, folder: Path, steps: int | None, end: float | None, finish: bool, append: bool):
        self.run, self.folder, self.steps, self.end, self.finish = run, folder, steps, end, finish
        self.start, self.clock = time.time(), clock(run.device)
        self.first_step, self.first_seconds, self.first_clock = run.step, run.seconds, self.clock()
        self.marks = deque([(run.step, self.start)], maxlen=6)
        path = folder / "log.csv"
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:] if append and path.exists() else []
        self.log_file = path.open("w", newline="", encoding="utf-8")
        self.log = csv.writer(self.log_file)
        self.log.writerow(COLUMNS)
        self.log.writerows(row for row in rows if int(row[0]) <= run.step)

    def run_all(self) -> None:
        run, sums, saved = self.run, {}, time.time()
        window_start, window_tokens = time.time(), run.tokens
        while not self.finished():
            if self.finish:
                self.aim(run.settings["optimizer"]["decay_share"])
            if run.schedule.decaying(run.step) and not run.schedule.decaying(run.step - 1):
                checkpoint.save(self.folder / "stable.pt", run.state())
            for key, value in {**run.advance(), "steps": 1}.items():
                sums[key] = sums.get(key, 0.0) + value
            run.seconds = self.first_seconds + self.clock() - self.first_clock
            if run.step % LOG_EVERY == 0:
                speed = (run.tokens - window_tokens) / (time.time() - window_start)
                counted = sums.pop("steps")
                self.report({key: value / counted for key, value in sums.items()}, speed)
                sums, window_start, window_tokens = {}, time.time(), run.tokens
                self.marks.append((run.step, window_start))
            if time.time() - saved > CHECKPOINT_SECONDS:
                checkpoint.save(self.folder / "checkpoint.pt", run.state())
                saved = time.time()
        self.log_file.close()
        checkpoint.save(self.folder / "checkpoint.pt", run.state())
        (self.folder / "plan.json").write_text(json.dumps({"plan": run.schedule.plan, "steps": run.step}))
        print(f"done: {run.step} steps, {run.tokens:,} tokens, {run.seconds / 60:.1f} minutes", flush=True)

    def finished(self) -> bool:
        if self.steps is not None and self.run.step >= self.steps:
            return True
        return self.end is not None and time.time() >= self.end

    def aim(self, share: float) -> None:
        """Start the decay in the last `share` of this piece and keep its slope on the end.

        The end is a step or a time; for a time, the steps that are left follow from the speed of
        the last few hundred steps.
        """
        run, schedule = self.run, self.run.schedule
        if self.steps is not None:
            if run.step == self.first_step:
                length = self.steps - run.step
                schedule.plan_for(run.step, run.step + length, share * length / (run.step + length))
            return
        now = time.time()
        if schedule.decaying(run.step):
            due = run.step - schedule.plan[-1][0] >= REAIM_STEPS
        else:
            due = now >= self.start + (1 - share) * (self.end - self.start)
        if due and run.step > self.marks[0][0]:
            per_step = (now - self.marks[0][1]) / (run.step - self.marks[0][0])
            schedule.aim(run.step, (self.end - now) / per_step)

    def report(self, mean: dict[str, float], speed: float) -> None:
        run = self.run
        masked = mean.get("masked", mean["loss"])
        following = mean.get("next", float("nan"))
        self.log.writerow(
            [run.step, run.tokens, f"{run.seconds:.0f}", f"{run.rate:.3e}", f"{masked:.4f}", f"{following:.4f}", f"{mean['norm']:.3f}"]
        )
        self.log_file.flush()
        left = f"{(self.end - time.time()) / 60:.0f} min left" if self.end else f"{self.steps - run.step} steps left"
        nsp = f" next sentence {following:.3f}" if "next" in mean else ""
        print(
            f"step {run.step} tokens {run.tokens:,} {speed:,.0f} tokens/s {left} rate {run.rate:.1e} "
            f"loss {masked:.3f}{nsp} norm {mean['norm']:.2f}",
            flush=True,
        )
