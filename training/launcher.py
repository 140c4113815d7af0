"""Process set-up for training: memory allocator, threads, priority.

With these variables glibc keeps freed blocks instead of returning them to the kernel, which saves a
page fault for every page of every large temporary (10 to 25% of a step). They are read when a
process starts, so the stage starts itself again if they are missing.
"""

from __future__ import annotations

import os
import sys

ALLOCATOR = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "100000000000",
    "MALLOC_TOP_PAD_": "536870912",
}


def settle(threads: int, niceness: int) -> None:
    """Restart with the environment that training wants, unless it is there already."""
    wanted = {**ALLOCATOR, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    if all(os.environ.get(name) == value for name, value in wanted.items()):
        return
    os.nice(max(0, niceness - os.nice(0)))
    os.environ.update(wanted)
    os.execv(sys.executable, [sys.executable, "-u", "-m", "training", *sys.argv[1:]])
