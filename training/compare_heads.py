"""Stage `heads`: what the heads of different runs do, side by side.

For choosing the number of heads: runs of the same length that differ in it, counted by the same rules.
"""

from __future__ import annotations

import numpy as np
import torch

from . import checkpoint, settings as settings_file
from .evaluation.heads import jobs
from .measure import heads_row
from .paths import RUNS, VOCABULARY
from .tokenizer import Tokenizer


def compare_heads(names: list[str]) -> None:
    """Print, for each run, how many heads have a nameable job, which, and the loss of its last steps."""
    torch.set_num_threads(1)
    tokenizer = Tokenizer.load(VOCABULARY)
    for name in names:
        state = checkpoint.load(RUNS / name / "checkpoint.pt")
        model = settings_file.build(state["settings"])
        model.load_state_dict(state["model"])
        entries = jobs(model.eval(), state["settings"]["model"], state["settings"], tokenizer)
        counts = heads_row(entries)
        named = [entry for entry in entries if entry["job"]]
        log = np.genfromtxt(RUNS / name / "log.csv", delimiter=",", names=True)
        print(
            f"{name}: {state['tokens']:,} tokens, loss {log['loss'][-10:].mean():.3f}, {len(named)} of {len(entries)} heads named, "
            f"{counts['not resting']} of them not resting, {len({entry['job'] for entry in named})} different jobs"
        )
        for entry in entries:
            if entry["job"]:
                print(f"  {entry['layer']}.{entry['head']} {entry['job']}: {entry['weight']:.0%}")
