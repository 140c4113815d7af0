"""Where the stages read and write. Everything under the work folder can be made again and is not in git.

`SIGHTLINES_WORK` names another work folder than `training/work`, so that checkpoints outlive the work tree.
"""

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parent
ROOT = TRAINING.parent
WORK = Path(os.environ.get("SIGHTLINES_WORK") or TRAINING / "work").absolute()
TEXT = WORK / "text"  # <split>/<source>.txt, one document a line
ENCODED = WORK / "encoded"  # <split>.npz, token ids with sentence and document boundaries
RUNS = WORK / "runs"  # <model>/checkpoint.pt, log.csv
VOCABULARY = WORK / "vocabulary.json"
MODELS = ROOT / "public" / "models"
FIXTURES = ROOT / "tests" / "fixtures" / "golden"
DOCS = ROOT / "docs"
EVAL = TRAINING / "eval"
WEIGHTS = "model.safetensors"  # in the folder of a model: float16, for other tools
WEIGHTS_Q8 = "model.q8.safetensors"  # the same in eight bits, for the page
EXPORT_NAMES = {"bert": "mini-bert", "gpt": "mini-gpt"}
