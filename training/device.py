"""Where training computes: the processor, or a graphics card where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn


def choose(name: str | None = None) -> torch.device:
    """`cpu` or `cuda`; without a name the graphics card if there is one."""
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("--device cuda: PyTorch finds no graphics card here")
    return torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))


def half_precision(device: torch.device) -> torch.autocast:
    """Matrix products in bfloat16, which has the range of float32, so that no loss needs scaling."""
    return torch.autocast(device.type, dtype=torch.bfloat16)


def move(array: np.ndarray, device: torch.device) -> Tensor:
    return torch.from_numpy(array).to(device)


def compile_blocks(model: nn.Module) -> None:
    """Compile the blocks for a graphics card, where launching small kernels one by one would take most of a step.

    Lengths and numbers of rows differ from step to step, so sizes stay symbolic. The losses stay as they are.
    """
    model.hidden = torch.compile(model.hidden, dynamic=True)


def clock(device: torch.device) -> Callable[[], float]:
    """Seconds of work: on a processor those of one core, so that waiting for others does not count."""
    if device.type == "cuda":
        return time.monotonic
    return lambda: time.process_time() / torch.get_num_threads()
