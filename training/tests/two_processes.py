"""One of the processes of a test: three steps of a tiny run in a team, whose leader writes what came of them.

In float32 throughout, so that nothing but the order of sums lies between one process and two.
"""

import contextlib
import sys
from unittest import mock

import torch

from training import parallel
from training.run import Run
from training.tests import tiny

STEPS = 3


def steps(run: Run) -> dict:
    """Losses and norms of the steps, and the gradients of the first."""
    with mock.patch("training.objectives.fast_products", lambda device: contextlib.nullcontext()):
        results = [run.advance()]
        gradients = {name: parameter.grad.clone() for name, parameter in run.model.named_parameters()}
        results += [run.advance() for _ in range(STEPS - 1)]
    return {"results": results, "gradients": gradients}


def main(path: str) -> None:
    torch.set_num_threads(1)
    team = parallel.join("cpu")
    found = {model: steps(tiny.run(model, team=team)) for model in ("bert", "gpt")}
    if team.leads:
        torch.save({"size": team.size, **found}, path)
    parallel.leave(team)


if __name__ == "__main__":
    main(*sys.argv[1:])
