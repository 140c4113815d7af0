"""What the page about the models says of its figures."""

import math
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from training import report
from training.curves import read_log, write_log
from training.paths import EXPORT_NAMES
from training.report import runs_table, targets, targets_table

HEADS = [{"job": "first token"}, {"job": "last token"}, {"job": None}, {"job": "previous token"}]
BERT = {
    "main": {"maskedTop1": 0.44, "maskedTop5": 0.6599, "clozeTop5": 0.93, "nextSentence": 0.84, "minimalPairs": 0.88},
    "pairs": {"agreement across a phrase": [16, 20]},
    "heads": [*HEADS, {"job": "itself"}, {"job": "two back"}],
}
GPT = {
    "main": {"bitsPerByte": 1.2, "trigramBitsPerByte": 1.5, "inductionRatio": 0.05, "minimalPairs": 0.94},
    "pairs": {"agreement across a phrase": [13, 20]},
    "heads": HEADS,
}


def reached(bert: dict, gpt: dict) -> dict[str, str]:
    table = targets_table(targets(bert, gpt))
    return {cells[1].strip(): cells[5].strip() for cells in (line.split("|") for line in table[2:])}


class TargetsTest(unittest.TestCase):
    def test_a_figure_is_reached_from_its_least_value_on_and_the_aim_from_its_own(self):
        self.assertEqual(
            reached(BERT, GPT),
            {
                "mini-GPT, bits per byte below the trigram's": "the aim",
                "mini-BERT, hidden words, first guess": "yes",
                "mini-BERT, hidden words, first five": "no",
                "mini-BERT, minimal pairs": "yes",
                "mini-GPT, minimal pairs": "yes",
                "mini-BERT, agreement across a phrase, of 20": "the aim",
                "mini-GPT, agreement across a phrase, of 20": "no",
                "mini-BERT, cloze sentences, first five": "the aim",
                "mini-BERT, next sentence": "no",
                "mini-BERT, heads with a job that is not resting": "yes",
                "mini-GPT, heads with a job that is not resting": "no",
                "mini-GPT, loss on a repeated phrase, at most": "yes",
            },
        )

    def test_what_is_worse_by_being_larger_is_not_reached_when_it_is(self):
        worse = reached(BERT, {**GPT, "main": {**GPT["main"], "bitsPerByte": 1.3, "inductionRatio": 0.61}})
        self.assertEqual(worse["mini-GPT, bits per byte below the trigram's"], "no")
        self.assertEqual(worse["mini-GPT, loss on a repeated phrase, at most"], "no")

    def test_no_number_reaches_nothing(self):
        def spoilt(figures: dict) -> dict:
            pairs = {"agreement across a phrase": [math.nan, 20]}
            return {**figures, "main": {key: math.nan for key in figures["main"]}, "pairs": pairs, "heads": HEADS[:3]}

        self.assertEqual(set(reached(spoilt(BERT), spoilt(GPT)).values()), {"no"})


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
