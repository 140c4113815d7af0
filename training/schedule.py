"""Warm-up, stable, decay (Hu et al. 2024, "MiniCPM", call it WSD): the learning rate of a run.

The decay is linear to zero. It is planned for a number of steps, so that a run cut into pieces has the
same rates as one in a single piece; or it is begun, and its slope corrected, by the wall clock. Each such
decision is recorded as (step, slope), so the rates follow from the steps alone.
"""

from __future__ import annotations


class Schedule:
    def __init__(self, warmup_steps: int, plan: list[list[float]] | None = None):
        self.warmup_steps = warmup_steps
        self.plan: list[list[float]] = [list(entry) for entry in plan or []]

    def factor(self, step: int) -> float:
        """Share of the peak rate at a step (counted from 0)."""
        return min(1.0, (step + 1) / self.warmup_steps) * self.factor_of_plan(step)

    def factor_of_plan(self, step: int) -> float:
        """The same after the warm-up."""
        level = 1.0
        for index, (start, slope) in enumerate(self.plan):
            end = self.plan[index + 1][0] if index + 1 < len(self.plan) else step
            level -= slope * max(0.0, min(step, end) - start)
        return max(0.0, level)

    def decaying(self, step: int) -> bool:
        return bool(self.plan) and step >= self.plan[0][0]

    def plan_for(self, step: int, total: int, share: float) -> None:
        """From `step` on: fall over the last `share` of `total` steps, or at once where that is past.

        What was decided for later is dropped; a fall that has begun goes on from its level.
        """
        self.plan = [entry for entry in self.plan if entry[0] < step]
        begin = max(step, round((1 - share) * total))
        if self.plan:
            begin = step
        self.plan.append([begin, self.factor_of_plan(begin) / max(1, total - begin)])

    def aim(self, step: int, steps_left: float) -> None:
        """From this step on, fall so that zero is reached in `steps_left` steps."""
        self.plan = [entry for entry in self.plan if entry[0] < step]
        self.plan.append([step, self.factor_of_plan(step) / max(1.0, steps_left)])
