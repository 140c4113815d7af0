"""Reading and writing the safetensors format with NumPy alone.

A file is an 8-byte little-endian header length, a JSON header that maps each tensor name to its
dtype, shape and byte range, and the tensors' bytes in a row. The header is padded with spaces to a
multiple of eight so that the data is aligned. Format: https://huggingface.co/docs/safetensors.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

DTYPES = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4"), "I8": np.dtype("i1")}


def write(path: Path, tensors: Mapping[str, np.ndarray], metadata: Mapping[str, str] | None = None) -> None:
    """Write float16, float32 or int8 arrays, through a temporary file: sorted by name, int8 last.

    The values of a tensor must begin at a multiple of their size, and bytes may come in odd numbers.
    """
    header: dict = {"__metadata__": dict(metadata)} if metadata else {}
    offset, chunks = 0, []
    for name in sorted(tensors, key=lambda name: (-tensors[name].itemsize, name)):
        array = np.ascontiguousarray(tensors[name])
        dtype = next((key for key, value in DTYPES.items() if value == array.dtype), None)
        if dtype is None:
            raise ValueError(f"{name}: dtype {array.dtype} is not written here, only {', '.join(DTYPES)}")
        if not np.isfinite(array).all():
            raise ValueError(f"{name}: holds a value that is not finite")
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
        chunks.append(array.tobytes())
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    with open(temporary, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        file.writelines(chunks)
    os.replace(temporary, path)


def read(path: Path) -> dict[str, np.ndarray]:
    """All tensors by name. Raises ValueError naming the tensor whose range does not fit its shape."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        dtype, shape = DTYPES[entry["dtype"]], tuple(entry["shape"])
        if end - start != dtype.itemsize * int(np.prod(shape)) or 8 + length + end > len(data):
            raise ValueError(f"{name}: bytes {start}..{end} do not hold {entry['dtype']} {shape}")
        tensors[name] = np.frombuffer(data, dtype, int(np.prod(shape)), 8 + length + start).reshape(shape)
    return tensors
