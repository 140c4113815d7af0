"""Stage `quantize`: the exported weights once more, in half the bytes, for the page to load.

`model.q8.safetensors` beside `model.safetensors` holds the word embedding and the matrices of all
linear layers in eight bits (`scaled.py`). Position and segment embeddings, biases and LayerNorms stay
in float16: they are few, and the error of a position would be in every sentence.

Nearest rounding moves attention too far where two keys nearly tie, so rounding has what the page shows
in view (`calibration.py`, `rounding.py`; README.md has the figures). The attention of the two files is
compared at the end.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import safetensors, scaled
from .calibration import Batch, Sensitivity, sensitivities, sentence_batches
from .data import Encoded
from .evaluation.attention import attention_apart
from .export import exported_model, to_arrays
from .paths import ENCODED, EXPORT_NAMES, MODELS, WEIGHTS, WEIGHTS_Q8
from .rounding import block_scales, codes_by_both, codes_by_columns
from .scaled import Scaled, spread

TOLERANCE = 0.02
"""How far attention may be from that of the float16 weights."""


def quantized(model: nn.Module, batches: list[Batch]) -> dict[str, np.ndarray]:
    """The arrays of the file."""
    tensors: dict[str, np.ndarray | Scaled] = dict(to_arrays(model))
    for name, sensitivity in sensitivities(model, batches).items():
        tensors[f"{name}.weight"] = rounded(model.get_submodule(name), sensitivity)
    return scaled.pack(tensors)


def rounded(module: nn.Module, sensitivity: Sensitivity) -> Scaled:
    """The matrix of a layer, or of an embedding, in eight bits."""
    matrix = module.weight.detach().numpy()
    if isinstance(module, nn.Linear):  # [out, in]
        rows, columns = sensitivity.outputs, sensitivity.inputs
    else:  # Conv1D [in, out], and an embedding, whose rows are looked up one by one
        rows, columns = sensitivity.inputs, sensitivity.outputs
    scales = block_scales(matrix, np.diag(columns))
    steps = spread(scales, matrix.shape[1])
    if rows is None:
        return Scaled(codes_by_columns(matrix, steps, columns), scales)
    return Scaled(codes_by_both(matrix, steps, columns, rows), scales)


def write(folder: Path, arrays: dict[str, np.ndarray]) -> Path:
    """The file, with the hash of the float16 weights that it was made from."""
    source = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    metadata = {"format": "pt", "weights": "I8 tensors times <name>.scale, by blocks of each row", "source": source}
    safetensors.write(folder / WEIGHTS_Q8, arrays, metadata)
    return folder / WEIGHTS_Q8


def quantize_model(name: str) -> None:
    started = time.time()
    folder = MODELS / EXPORT_NAMES[name]
    model = exported_model(name)
    batches = sentence_batches(name, Encoded.load(ENCODED / "train.npz"))
    path = write(folder, quantized(model, batches))
    apart = attention_apart(exported_model(name), exported_model(name, weights=WEIGHTS_Q8), name)
    print(
        f"{folder.name}: {path.stat().st_size:,} bytes, attention differs from float16 by {apart['largest']:.4f} "
        f"at most, {apart['mean']:.6f} on average ({time.time() - started:.0f} s)",
        flush=True,
    )
    if not apart["largest"] <= TOLERANCE:
        print(f"{folder.name}: that is more than {TOLERANCE}: leave more tensors in float16 (quantize.py)", flush=True)
