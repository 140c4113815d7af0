"""Stage `train`: one model, from scratch, from its last checkpoint or from an exported checkpoint.

Deterministic given the settings' seed, the thread count and the plan of the decay, which the
checkpoint records; a run in pieces is the run in one piece.
"""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path

import torch

from . import checkpoint, settings as settings_file
from .loop import Loop
from .parallel import join, leave
from .paths import RUNS
from .run import Run


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
    compiled: bool | None = None,
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
    team = join(device)
    run = Run(settings, plan, team, team.device.type == "cuda" if compiled is None else compiled)
    if from_export:
        run.begin_from(from_export)
    run.read_data()
    if state:
        run.restore(state)
    Loop(run, folder, steps, deadline(minutes, until), finish=finish, append=resume is not None).run_all()
    leave(team)
