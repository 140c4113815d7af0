"""Steps of a run until the end of a piece, with progress lines, a CSV of the losses and checkpoints."""

from __future__ import annotations

import contextlib
import csv
import json
import signal
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import torch

from . import checkpoint
from .device import clock
from .parallel import of_leader
from .run import Run

LOG_EVERY = 50
CHECKPOINT_SECONDS = 300
REAIM_STEPS = 100
TOGETHER_STEPS = 10
"""Several processes agree on what the clock says at every so many steps: it costs a message."""
COLUMNS = ("step", "tokens", "seconds", "rate", "loss", "next_sentence", "norm")


class Log:
    """The losses as CSV; a run that goes on keeps its rows up to the step that it goes on from."""

    def __init__(self, path: Path, step: int):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:] if step and path.exists() else []
        self.file = path.open("w", newline="", encoding="utf-8")
        self.writer = csv.writer(self.file)
        self.writer.writerow(COLUMNS)
        self.writer.writerows(row for row in rows if int(row[0]) <= step)

    def write(self, row: list) -> None:
        self.writer.writerow(row)
        self.file.flush()

    def close(self) -> None:
        self.file.close()


class Loop:
    """Steps until the end, with progress lines, a CSV of the losses and checkpoints.

    With `finish` the rate falls to zero at the end of this piece instead of where the settings plan it.
    SIGTERM and SIGINT end the piece after the step in hand, with a checkpoint.
    """

    def __init__(self, run: Run, folder: Path, steps: int | None, end: float | None, finish: bool, append: bool):
        self.run, self.folder, self.steps, self.end, self.finish = run, folder, steps, end, finish
        self.start, self.clock = time.time(), clock(run.team.device)
        self.first_step, self.first_seconds, self.first_clock = run.step, run.seconds, self.clock()
        self.marks = deque([(run.step, self.start)], maxlen=6)
        self.stopped = False
        self.log = Log(folder / "log.csv", run.step if append else 0) if run.team.leads else None

    def run_all(self) -> None:
        run, sums, saved = self.run, {}, time.time()
        window_start, window_tokens = time.time(), run.tokens
        with self.stopping_on_signals():
            while not self.finished():
                if self.finish:
                    self.aim(run.settings["optimizer"]["decay_share"])
                if run.schedule.decaying(run.step) and not run.schedule.decaying(run.step - 1):
                    self.save("stable.pt")
                for key, value in {**run.advance(), "steps": 1}.items():
                    sums[key] = sums.get(key, 0.0) + value
                run.seconds = self.worked()
                if run.step % LOG_EVERY == 0:
                    speed = (run.tokens - window_tokens) / (time.time() - window_start)
                    counted = sums.pop("steps")
                    mean = {key: float(value) / counted for key, value in sums.items()}
                    run.check(mean)
                    self.report(mean, speed)
                    sums, window_start, window_tokens = {}, time.time(), run.tokens
                    self.marks.append((run.step, window_start))
                if time.time() - saved > CHECKPOINT_SECONDS:
                    self.save("checkpoint.pt")
                    saved = time.time()
        self.save("checkpoint.pt")
        if run.team.leads:
            self.log.close()
            (self.folder / "plan.json").write_text(json.dumps({"plan": run.schedule.plan, "steps": run.step}))
            print(f"done: {run.step} steps, {run.tokens:,} tokens, {run.seconds / 60:.1f} minutes", flush=True)

    def worked(self) -> float:
        """Seconds of work since the run's beginning, of all processes together: each step keeps all of them busy."""
        return self.first_seconds + (self.clock() - self.first_clock) * self.run.team.size

    def save(self, name: str) -> None:
        """Keep the state, unless it is spoilt: the last good one is what a run can go on from."""
        if not self.run.team.leads:
            return
        if not all(bool(torch.isfinite(parameter).all()) for parameter in self.run.model.parameters()):
            raise FloatingPointError(f"step {self.run.step}: a weight is not finite; the last checkpoint stays")
        checkpoint.save(self.folder / name, self.run.state())

    @contextlib.contextmanager
    def stopping_on_signals(self) -> Iterator[None]:
        def stop(*_: object) -> None:
            self.stopped = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def finished(self) -> bool:
        if self.steps is not None and self.run.step >= self.steps:
            return True
        if self.run.team.size > 1 and self.run.step % TOGETHER_STEPS:
            return False
        return bool(of_leader(self.stopped or (self.end is not None and time.time() >= self.end), self.run.team))

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
        if run.team.size > 1 and run.step % TOGETHER_STEPS:
            return
        now = time.time()
        if schedule.decaying(run.step):
            due = run.step - schedule.plan[-1][0] >= REAIM_STEPS
        else:
            due = now >= self.start + (1 - share) * (self.end - self.start)
        if due and run.step > self.marks[0][0]:
            per_step = (now - self.marks[0][1]) / (run.step - self.marks[0][0])
            schedule.aim(run.step, (self.end - now) / per_step)
        schedule.plan = of_leader(schedule.plan, run.team)

    def report(self, mean: dict[str, float], speed: float) -> None:
        run = self.run
        if not run.team.leads:
            return
        masked = mean.get("masked", mean["loss"])
        following = mean.get("next", float("nan"))
        self.log.write(
            [run.step, run.tokens, f"{run.seconds:.0f}", f"{run.rate:.3e}", f"{masked:.4f}", f"{following:.4f}", f"{mean['norm']:.3f}"]
        )
        left = f"{(self.end - time.time()) / 60:.0f} min left" if self.end else f"{self.steps - run.step} steps left"
        nsp = f" next sentence {following:.3f}" if "next" in mean else ""
        print(
            f"step {run.step} tokens {run.tokens:,} {speed:,.0f} tokens/s {left} rate {run.rate:.1e} "
            f"loss {masked:.3f}{nsp} norm {mean['norm']:.2f}",
            flush=True,
        )
