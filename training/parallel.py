"""Several processes that train one model: each takes its share of the rows of every batch.

Started by `torchrun`, which says to each process which one it is. Every process draws the same batch from
the same seed, computes its rows, and `DistributedDataParallel` (Li et al. 2020, "PyTorch Distributed")
averages the gradients; so any number of processes makes the steps that one would, up to rounding.
"""

from __future__ import annotations

import os
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from .device import choose

Sliced = TypeVar("Sliced")


class Team(NamedTuple):
    """Which process this is, of how many, and where it computes."""

    rank: int
    size: int
    device: torch.device

    @property
    def leads(self) -> bool:
        """True for the process that writes checkpoints, the log and the progress."""
        return self.rank == 0

    def rows(self, array: Sliced) -> Sliced:
        """This process's rows of an array [rows, ...]: one of every `size`, so that the shares are even."""
        return array[self.rank :: self.size] if self.size > 1 else array


ALONE = Team(0, 1, torch.device("cpu"))


def join(device: str | None = None) -> Team:
    """Meet the other processes where `torchrun` started some: by NCCL on graphics cards, by gloo on processors."""
    chosen = choose(device)
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        return Team(0, 1, chosen)
    if chosen.type == "cuda":
        chosen = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(chosen)
    distributed.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    return Team(distributed.get_rank(), size, chosen)


def leave(team: Team) -> None:
    if team.size > 1:
        distributed.destroy_process_group()


def wrap(module: nn.Module, team: Team) -> nn.Module:
    """The module with its gradients averaged over the team at the end of each backward pass."""
    return DistributedDataParallel(module) if team.size > 1 else module


def total(values: Tensor, team: Team) -> Tensor:
    """Sum over the team."""
    if team.size > 1:
        distributed.all_reduce(values)
    return values


def of_leader(value: object, team: Team) -> object:
    """What the leading process has, for all: a decision by the clock must be one decision."""
    if team.size == 1:
        return value
    shared = [value]
    distributed.broadcast_object_list(shared)
    return shared[0]
