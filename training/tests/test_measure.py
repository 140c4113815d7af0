"""What stage `measure` counts and keeps."""

import tempfile
import unittest
from pathlib import Path

from training.measure import append, heads_row, pairs_row


class RowsTest(unittest.TestCase):
    def test_a_head_that_reads_the_first_or_last_token_is_named_and_resting(self):
        jobs = [{"job": job} for job in ("first token", "last token", "previous token", None)]
        self.assertEqual(heads_row(jobs), {"heads": 4, "named": 3, "not resting": 1})

    def test_pairs_are_counted_in_all_and_across_a_phrase(self):
        verdicts = {"agreement across a phrase": [True, False], "articles": [True, True]}
        self.assertEqual(pairs_row(verdicts), {"pairs": 3, "across": 1})

    def test_rows_are_added_under_one_heading(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "measured.csv"
            append(path, {"step": 1, "pairs": 50})
            append(path, {"step": 2, "pairs": 60})
            self.assertEqual(path.read_text(encoding="utf-8").split(), ["step,pairs", "1,50", "2,60"])


if __name__ == "__main__":
    unittest.main()
