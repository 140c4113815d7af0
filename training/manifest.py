"""`public/models/manifest.json`: bytes and SHA-256 of every file of both models, and facts to show.

Each model's entry maps file names to {bytes, sha256}; the page loads all but the float16 weights.
`about` holds parameters, tokens seen, and date and main figures of the last evaluation, those of the
weights in eight bits, which the page runs.
"""

from __future__ import annotations

import hashlib
import json

from .export import write_json
from .paths import EXPORT_NAMES, MODELS, WEIGHTS, WEIGHTS_Q8, WORK

FILES = ("config.json", "tokenizer.json", "tokenizer_config.json", WEIGHTS, WEIGHTS_Q8)


def weight_hashes(name: str) -> dict[str, str]:
    """SHA-256 of both files of weights that are exported now."""
    folder = MODELS / EXPORT_NAMES[name]
    return {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (WEIGHTS, WEIGHTS_Q8)}


def evaluation(name: str) -> dict:
    """Figures of the last evaluation of the weights that are exported now, or nothing."""
    path = WORK / f"evaluation-{name}.json"
    if not path.exists():
        return {}
    figures = json.loads(path.read_text(encoding="utf-8"))
    return figures if figures["weights"] == weight_hashes(name) else {}


def write_manifest() -> None:
    manifest = {}
    for name, folder_name in EXPORT_NAMES.items():
        folder = MODELS / folder_name
        entry: dict = {}
        for file in FILES:
            data = (folder / file).read_bytes()
            entry[file] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        facts = json.loads((folder / "training.json").read_text(encoding="utf-8"))
        figures = evaluation(name)
        entry["about"] = {
            "parameters": facts["parameters"],
            "tokensSeen": facts["tokens"] + sum(run["tokens"] for run in facts["earlier"]),
            "date": figures.get("date", facts["date"]),
            "figures": figures.get("q8", {}).get("main", {}),
        }
        manifest[folder_name] = entry
    write_json(MODELS / "manifest.json", manifest)
