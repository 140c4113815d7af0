"""The next batch is made while a graphics card works on this one."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol


class Batches(Protocol):
    """An endless, resumable sequence of batches."""

    def next(self, step: int) -> Any: ...
    def state(self) -> dict: ...
    def restore(self, state: dict) -> None: ...


class Ahead:
    """The same batches in the same order, one made ahead in a thread; the state is that of the batch last handed out."""

    def __init__(self, batches: Batches):
        self.batches = batches
        self.thread = ThreadPoolExecutor(1)
        self.pending: tuple[int, Future] | None = None
        self.handed_out = batches.state()

    def next(self, step: int) -> Any:
        if self.pending is None or self.pending[0] != step:
            self.restore(self.handed_out)
            self._begin(step)
        batch, self.handed_out = self.pending[1].result()
        self._begin(step + 1)
        return batch

    def _begin(self, step: int) -> None:
        self.pending = (step, self.thread.submit(lambda: (self.batches.next(step), self.batches.state())))

    def state(self) -> dict:
        return self.handed_out

    def restore(self, state: dict) -> None:
        if self.pending:
            self.pending[1].result()  # the thread is done with the batches before they are set back
            self.pending = None
        self.batches.restore(state)
        self.handed_out = state
