"""Hashes of the weights that the page loads, decoded: they hold its reader to the bits of this one.

`q8.json` has for each model the SHA-256 of the file, and for each tensor its shape and the SHA-256 of
its values in float32, little-endian.
"""

from __future__ import annotations

import hashlib

from . import safetensors, scaled
from .export import write_json
from .paths import EXPORT_NAMES, FIXTURES, MODELS, WEIGHTS_Q8

DECODED = FIXTURES / "q8.json"


def write_decoded() -> None:
    models = {}
    for folder in EXPORT_NAMES.values():
        path = MODELS / folder / WEIGHTS_Q8
        tensors = scaled.unpack(safetensors.read(path))
        models[folder] = {
            "file": hashlib.sha256(path.read_bytes()).hexdigest(),
            "tensors": {
                name: {"shape": list(array.shape), "sha256": hashlib.sha256(array.astype("<f4").tobytes()).hexdigest()}
                for name, array in sorted(tensors.items())
            },
        }
    write_json(DECODED, models, indent=None)
