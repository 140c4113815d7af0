"""Stage `onnx`: the exported weights, or another BERT's, as ONNX graphs, for the benchmark against ONNX Runtime Web.

One graph a model: `ids` [1, T] and `mask` [T, T] (1 where a row may read a column) in; `attention`
[L, H, T, T] and what the page's default prediction needs out: BERT's last hidden state [1, T, D]
(no blank, so no logits), GPT's logits of the last position [1, V].
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from . import settings
from .export import exported_model, load_exported


class BertGraph(nn.Module):
    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        outputs, attentions = self.model.blocks(self.model.embed(ids), mask)
        return torch.cat([each.weights for each in attentions]), outputs[-1]  # [L, H, T, T], [1, T, D]


class GptGraph(nn.Module):
    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        outputs, attentions = self.model.blocks(self.model.embed(ids), mask)
        last = self.model.final(outputs[-1][:, -1])  # [1, D]
        return torch.cat([each.weights for each in attentions]), self.model.logits(last)  # [L, H, T, T], [1, V]


def export_onnx(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, graph, second in (("bert", BertGraph, "hidden"), ("gpt", GptGraph, "logits")):
        write_graph(graph(exported_model(name)), second, out / f"mini-{name}.onnx")


def export_bert(folder: Path, out: Path) -> None:
    """The graph of a BERT in a folder as the hub has them, as `<out>/<folder>.onnx`."""
    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = {
        "layers": config["num_hidden_layers"],
        "heads": config["num_attention_heads"],
        "width": config["hidden_size"],
        "feed_forward": config["intermediate_size"],
        "positions": config["max_position_embeddings"],
        "segments": config["type_vocab_size"],
        "vocabulary": config["vocab_size"],
        "layer_norm_eps": config["layer_norm_eps"],
        "initializer_range": config["initializer_range"],
    }
    model = settings.build({"model": "bert", "shape": shape})
    model.load_state_dict(load_exported(folder))
    write_graph(BertGraph(model.eval()), "hidden", out / f"{folder.name}.onnx")


def write_graph(graph: nn.Module, second: str, path: Path) -> None:
    """`second` is what comes out beside the attention."""
    ids = torch.arange(5, 21)[None]  # [1, T]
    with warnings.catch_warnings():
        # The head width becomes a constant of the graph, which is what it is.
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        torch.onnx.export(
            graph,
            (ids, torch.ones(16, 16)),
            str(path),
            opset_version=14,
            input_names=["ids", "mask"],
            output_names=["attention", second],
            dynamic_axes={
                "ids": {1: "T"},
                "mask": {0: "T", 1: "T"},
                "attention": {2: "T", 3: "T"},
                **({"hidden": {1: "T"}} if second == "hidden" else {}),
            },
        )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
