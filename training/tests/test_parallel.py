"""Two processes make the steps that one makes."""

import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from torch import distributed

from training.loop import Loop
from training.parallel import Team
from training.paths import ROOT
from training.tests import tiny
from training.tests.two_processes import steps


def run_two(arguments: list[str]) -> None:
    """Run `-m training.tests.two_processes` under torchrun; PyTorch 1.13's does not start on Python 3.11, so
    there two processes are given by hand what it would tell them."""
    command = ["-m", "training.tests.two_processes", *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if int(torch.__version__.split(".")[0]) >= 2:
        torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
        starts = [subprocess.Popen([sys.executable, *torchrun, *command], cwd=ROOT, env=environment)]
    else:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            meeting = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(probe.getsockname()[1]), "WORLD_SIZE": "2"}
        starts = [
            subprocess.Popen([sys.executable, *command], cwd=ROOT, env={**environment, **meeting, "RANK": str(rank)})
            for rank in range(2)
        ]
    try:
        if any(process.wait(timeout=900) for process in starts):
            raise AssertionError("a process failed; its own words are above")
    finally:
        for process in starts:
            process.kill()
            process.wait()


class ParallelTest(unittest.TestCase):
    def test_the_rows_of_a_team_are_all_rows_once(self):
        rows = np.arange(7)
        shares = [Team(rank, 3, torch.device("cpu")).rows(rows) for rank in range(3)]
        self.assertEqual(sorted(np.concatenate(shares).tolist()), rows.tolist())

    def test_the_work_of_all_processes_is_counted(self):
        run = tiny.run("gpt")
        run.seconds, run.team = 100.0, Team(0, 2, torch.device("cpu"))
        with tempfile.TemporaryDirectory() as folder:
            loop = Loop(run, Path(folder), steps=0, end=None, finish=False, append=False)
            loop.log.close()
        loop.clock = lambda: loop.first_clock + 5.0
        self.assertEqual(loop.worked(), 110.0)

    @unittest.skipUnless(distributed.is_available(), "this PyTorch is built without torch.distributed")
    def test_two_processes_equal_one_on_the_same_batches(self):
        torch.set_num_threads(1)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "found.pt"
            run_two([str(path)])
            pair = torch.load(path)
        self.assertEqual(pair["size"], 2)
        for model in ("bert", "gpt"):
            alone = steps(tiny.run(model))
            for name, gradient in alone["gradients"].items():
                apart = (gradient - pair[model]["gradients"][name]).norm().item()
                self.assertLess(apart, 1e-4 * gradient.norm().item() + 1e-8, name)
            for ours, theirs in zip(alone["results"], pair[model]["results"]):
                for key in ours:
                    self.assertAlmostEqual(ours[key], theirs[key], delta=0.005 * ours[key], msg=f"{model} {key}")


if __name__ == "__main__":
    unittest.main()
