"""What the page about the models says of its figures."""

import math
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from training import report
from training.curves import read_log, write_log
from training.paths import EXPORT_NAMES
from training.report import runs_table, targets_table

BERT = {"maskedTop1": 0.48, "maskedTop5": 0.6799, "clozeTop5": 0.8, "nextSentence": 0.8, "minimalPairs": 0.82, "namedHeads": 7}
GPT = {"bitsPerByte": 1.34, "trigramBitsPerByte": 1.5, "inductionRatio": 0.05, "minimalPairs": 0.9, "namedHeads": 8}


def reached(bert: dict, gpt: dict) -> dict[str, str]:
    table = targets_table({"q8": {"main": bert}}, {"q8": {"main": gpt}})
    return {cells[1].strip(): cells[4].strip() for cells in (line.split("|") for line in table[2:])}


class TargetsTest(unittest.TestCase):
    def test_a_figure_is_reached_from_its_least_value_on(self):
        self.assertEqual(
            reached(BERT, GPT),
            {
                "mini-BERT, hidden words, first guess": "yes",
                "mini-BERT, hidden words, first five": "no",
                "mini-BERT, cloze sentences, first five": "yes",
                "mini-BERT, next sentence": "yes",
                "mini-BERT, minimal pairs": "no",
                "mini-GPT, minimal pairs": "yes",
                "mini-GPT, bits per byte below the trigram's": "yes",
                "mini-GPT, loss on a repeated phrase": "yes",
                "mini-BERT, heads with a nameable job": "no",
                "mini-GPT, heads with a nameable job": "yes",
            },
        )

    def test_what_is_worse_by_being_larger_is_not_reached_when_it_is(self):
        worse = reached(BERT, {**GPT, "bitsPerByte": 1.36, "inductionRatio": 0.61})
        self.assertEqual(worse["mini-GPT, bits per byte below the trigram's"], "no")
        self.assertEqual(worse["mini-GPT, loss on a repeated phrase"], "no")

    def test_no_number_reaches_nothing(self):
        none = reached({key: math.nan for key in BERT}, {key: math.nan for key in GPT})
        self.assertEqual(set(none.values()), {"no"})


class RunsTest(unittest.TestCase):
    def test_every_run_of_both_models_has_its_own_tokens_and_peak_rate(self):
        first = {"tokens": 1000, "minutes": 1.4, "peak_rate": 2e-3}
        own = {"tokens": 2000, "minutes": 2.6}
        facts = {"each": [first, own], "earlier": [first], "tokens": 3000, "settings": {"optimizer": {"peak_rate": 1e-3}}}
        self.assertEqual(
            runs_table({"bert": facts, "gpt": facts})[2:4],
            ["| mini-BERT | 1 | 1,000 | 1 | 0.002 |", "| mini-BERT | 2 | 2,000 | 3 | 0.001 |"],
        )


class CurvesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.model = Path(folder.name) / EXPORT_NAMES["bert"]
        self.model.mkdir()
        for name in ("MODELS", "RUNS"):
            patch = mock.patch.object(report, name, Path(folder.name))
            patch.start()
            self.addCleanup(patch.stop)

    def test_are_drawn_from_the_published_losses_where_the_run_is_gone(self):
        rows = [{"step": n, "tokens": 1e6 * n, "seconds": n, "rate": 1e-3, "loss": 4.0 - n} for n in (1.0, 2.0)]
        write_log(self.model / report.LOG, rows)
        report.write_curves("bert")
        self.assertIn("<polyline", (self.model / "loss.svg").read_text())
        self.assertEqual(read_log(self.model / report.LOG), rows)

    def test_are_not_drawn_where_there_are_no_losses(self):
        report.write_curves("bert")
        self.assertEqual(list(self.model.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
