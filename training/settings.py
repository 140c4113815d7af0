"""One small settings file per model, and the model that it describes."""

from __future__ import annotations

import json

from torch import nn

from .paths import TRAINING


def load(model: str) -> dict:
    return json.loads((TRAINING / "settings" / f"{model}.json").read_text(encoding="utf-8"))


def build(settings: dict) -> nn.Module:
    from .bert import MiniBert
    from .gpt2 import MiniGpt

    return {"bert": MiniBert, "gpt": MiniGpt}[settings["model"]](settings["shape"])
