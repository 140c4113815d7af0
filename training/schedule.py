"""Warm-up, stable, decay (Hu et al. 2024, "MiniCPM", call it WSD): the learning rate of a run.

The decay is linear to zero and may be started, and its slope corrected, by the wall clock; each
such decision is recorded as (step, slope), so the same rates follow from the steps alone.
"""

from __future__ import annotations


class Schedule:
    def __init__(self, warmup_steps: int, plan: list[list[float]] | None = None):
        self.warmup_steps = warmup_steps
        self.plan: list[list[float]] = [list(entry) for entry in plan or []]

    def factor(self, step: int) -> float:
        """Share of the peak rate at a step (counted from 0)."""
        warm = min(1.0, (step + 1) / self.warmup_steps)
        level = 1.0
        for index, (start, slope) in enumerate(self.plan):
            end = self.plan[index + 1][0] if index + 1 < len(self.plan) else step
            level -= slope * max(0.0, min(step, end) - start)
        return warm * max(0.0, level)

    @property
    def decaying(self) -> bool:
        return bool(self.plan)

    def aim(self, step: int, steps_left: float) -> None:
        """From this step on, fall so that zero is reached in `steps_left` steps."""
        slope = self.factor(step) / max(1.0, steps_left)
        self.plan.append([step, slope])
