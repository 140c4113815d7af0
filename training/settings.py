"""One small settings file per model, and the model that it describes."""

from __future__ import annotations

import copy
import json

from torch import nn

from .paths import TRAINING


def load(model: str) -> dict:
    return json.loads((TRAINING / "settings" / f"{model}.json").read_text(encoding="utf-8"))


def changed(settings: dict, changes: list[str]) -> dict:
    """The settings with each `section.key=value` of `changes` in place; values are JSON."""
    result = copy.deepcopy(settings)
    for change in changes:
        path, _, value = change.partition("=")
        *sections, key = path.split(".")
        place = result
        for section in sections:
            place = place.get(section) if isinstance(place, dict) else None
        if not isinstance(place, dict) or key not in place or not value:
            raise ValueError(f'"{change}": no setting of that name, or no value')
        place[key] = json.loads(value)
    return result


def replaced(before: dict, now: dict, path: str = "") -> dict:
    """Of the settings that are others now, what they were, by their names `section.key`."""
    result = {}
    for key, value in before.items():
        if isinstance(value, dict):
            result |= replaced(value, now[key], f"{path}{key}.")
        elif value != now[key]:
            result[path + key] = value
    return result


def build(settings: dict) -> nn.Module:
    from .bert import MiniBert
    from .gpt2 import MiniGpt

    return {"bert": MiniBert, "gpt": MiniGpt}[settings["model"]](settings["shape"])
