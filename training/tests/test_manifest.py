"""The facts that the page shows about the models."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from training import manifest
from training.paths import EXPORT_NAMES

FACTS = {"parameters": 1, "tokens": 2, "earlier": [{"tokens": 3}], "date": "2026-01-01"}


class AboutTest(unittest.TestCase):
    def about(self, evaluation: dict) -> dict:
        """What is said of the first model after `evaluation` gave these figures."""
        with tempfile.TemporaryDirectory() as models:
            for folder_name in EXPORT_NAMES.values():
                folder = Path(models) / folder_name
                folder.mkdir()
                for file in manifest.FILES:
                    (folder / file).write_bytes(b"x")
                (folder / "training.json").write_text(json.dumps(FACTS))
            with mock.patch.object(manifest, "MODELS", Path(models)), mock.patch.object(manifest, "evaluation", lambda name: evaluation):
                manifest.write_manifest()
            written = json.loads((Path(models) / "manifest.json").read_text())
        return written[next(iter(EXPORT_NAMES.values()))]["about"]

    def test_are_dated_as_the_evaluation_was_with_its_figures_in_eight_bits(self):
        about = self.about({"date": "2026-02-02", "main": {"a": 1}, "q8": {"main": {"a": 2}}})
        self.assertEqual(about, {"parameters": 1, "tokensSeen": 5, "date": "2026-02-02", "figures": {"a": 2}})

    def test_have_no_figures_and_the_date_of_training_before_an_evaluation(self):
        about = self.about({})
        self.assertEqual(about, {"parameters": 1, "tokensSeen": 5, "date": "2026-01-01", "figures": {}})


if __name__ == "__main__":
    unittest.main()
