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


def product_type(device: torch.device) -> torch.dtype:
    """In what matrix products are computed: bfloat16, but float32 on a processor without AVX-512.

    There PyTorch has no fast kernel for bfloat16: it takes 15 to 67 times as long (`training/README.md`).
    """
    fast = device.type != "cpu" or "CPU capability usage: AVX512" in torch.__config__.show()
    return torch.bfloat16 if fast else torch.float32


def fast_products(device: torch.device) -> torch.autocast:
    """Matrix products in the type of `product_type`; bfloat16 has the range of float32, so that no loss needs scaling."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=product_type(device) == torch.bfloat16)


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
