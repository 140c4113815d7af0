"""Stage `export`: a run's checkpoint as an ordinary Hugging Face checkpoint in `public/models/`.

`model.safetensors` holds the weights in float16 under the usual names; the vocabulary matrices of
the heads are the word embeddings and are not written twice. `training.json` keeps what is needed to
repeat or continue the run: settings and how they changed, steps, tokens, the plan of the decay.
"""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import checkpoint, safetensors, scaled, settings as settings_file
from .paths import EXPORT_NAMES, MODELS, RUNS, VOCABULARY, WEIGHTS
from .tokenizer import CLS, EOT, MASK, PAD, SEP, Tokenizer


def to_arrays(model: nn.Module) -> dict[str, np.ndarray]:
    """The state dict in float16."""
    return {name: value.detach().half().numpy() for name, value in model.state_dict().items()}


def load_exported(folder: Path, weights: str = WEIGHTS) -> dict[str, Tensor]:
    """The weights of an exported file in float32, ready for `load_state_dict`."""
    arrays = scaled.unpack(safetensors.read(folder / weights))
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def exported_model(name: str, folder: Path | None = None, weights: str = WEIGHTS) -> nn.Module:
    """Model `bert` or `gpt` with the weights of one of its exported files."""
    folder = folder or MODELS / EXPORT_NAMES[name]
    facts = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    model = settings_file.build(facts["settings"])
    model.load_state_dict(load_exported(folder, weights))
    return model.eval()


def bert_config(shape: dict) -> dict:
    return {
        "architectures": ["BertForPreTraining"],
        "model_type": "bert",
        "attention_probs_dropout_prob": 0.0,
        "classifier_dropout": None,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.0,
        "hidden_size": shape["width"],
        "initializer_range": shape["initializer_range"],
        "intermediate_size": shape["feed_forward"],
        "layer_norm_eps": shape["layer_norm_eps"],
        "max_position_embeddings": shape["positions"],
        "num_attention_heads": shape["heads"],
        "num_hidden_layers": shape["layers"],
        "pad_token_id": PAD,
        "cls_token_id": CLS,
        "sep_token_id": SEP,
        "mask_token_id": MASK,
        "position_embedding_type": "absolute",
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "type_vocab_size": shape["segments"],
        "use_cache": False,
        "vocab_size": shape["vocabulary"],
    }


def gpt_config(shape: dict) -> dict:
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "activation_function": "gelu_new",
        "attn_pdrop": 0.0,
        "bos_token_id": EOT,
        "embd_pdrop": 0.0,
        "eos_token_id": EOT,
        "initializer_range": shape["initializer_range"],
        "layer_norm_epsilon": shape["layer_norm_eps"],
        "n_ctx": shape["positions"],
        "n_embd": shape["width"],
        "n_head": shape["heads"],
        "n_inner": shape["feed_forward"],
        "n_layer": shape["layers"],
        "n_positions": shape["positions"],
        "pad_token_id": PAD,
        "reorder_and_upcast_attn": False,
        "resid_pdrop": 0.0,
        "scale_attn_by_inverse_layer_idx": False,
        "scale_attn_weights": True,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "use_cache": True,
        "vocab_size": shape["vocabulary"],
    }


def write_json(path: Path, value: object, indent: int | None = 2) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")
    os.replace(temporary, path)


def write_tokenizer(name: str, folder: Path, positions: int) -> None:
    tokenizer = Tokenizer.load(VOCABULARY)
    write_json(folder / "tokenizer.json", tokenizer.to_json(name), indent=None)
    write_json(folder / "tokenizer_config.json", tokenizer.config_json(name, positions))


def export_model(name: str, run: str | None = None, folder: Path | None = None) -> Path:
    """Write the checkpoint of a run of `bert` or `gpt`; returns the folder."""
    state = checkpoint.load(RUNS / (run or name) / "checkpoint.pt")
    folder = folder or MODELS / EXPORT_NAMES[name]
    shape = state["settings"]["shape"]
    model = settings_file.build(state["settings"])
    model.load_state_dict(state["model"])
    safetensors.write(folder / WEIGHTS, to_arrays(model), {"format": "pt"})
    write_json(folder / "config.json", (bert_config if name == "bert" else gpt_config)(shape))
    write_tokenizer(name, folder, shape["positions"])
    write_json(
        folder / "training.json",
        {
            "date": datetime.date.today().isoformat(),
            "parameters": sum(p.numel() for p in model.parameters()),
            "steps": state["step"],
            "tokens": state["tokens"],
            "minutes": round(state["seconds"] / 60, 1),
            "plan": state["plan"],
            "earlier": state.get("earlier", []),
            "changed": state.get("changed", []),
            "settings": state["settings"],
        },
    )
    print(f"{folder.name}: step {state['step']}, {state['tokens']:,} tokens", flush=True)
    return folder
