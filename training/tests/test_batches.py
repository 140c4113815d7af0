"""What the models are shown."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.ahead import Ahead
from training.bert_batches import BertBatches, Masker
from training.data import Encoded, across_again, add_repeats
from training.gpt_batches import GptBatches
from training.tests import tiny
from training.tokenizer import CLS, EOT, MASK, SEP, SPECIALS


class MaskerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = np.random.default_rng(1)
        tokens = [*SPECIALS, *(f"t{i}" for i in range(995))]
        cls.ids = rng.integers(0, 1000, (400, 100))
        cls.part = Masker(0.2, tokens)(cls.ids, rng)

    def test_a_fifth_of_the_ordinary_tokens_is_chosen(self):
        ordinary = self.ids >= len(SPECIALS)
        self.assertAlmostEqual(self.part.chosen[ordinary].mean(), 0.2, delta=0.01)

    def test_a_special_is_never_chosen(self):
        self.assertFalse(self.part.chosen[self.ids < len(SPECIALS)].any())

    def test_of_the_chosen_80_percent_are_masked_10_replaced_and_10_kept(self):
        inputs, originals = self.part.inputs[self.part.chosen], self.ids[self.part.chosen]
        self.assertAlmostEqual((inputs == MASK).mean(), 0.8, delta=0.02)
        self.assertAlmostEqual((inputs == originals).mean(), 0.1, delta=0.015)
        self.assertAlmostEqual(((inputs != MASK) & (inputs != originals)).mean(), 0.1, delta=0.015)
        self.assertTrue((inputs[inputs != MASK] >= len(SPECIALS)).all())

    def test_what_was_not_chosen_is_unchanged(self):
        self.assertTrue((self.part.inputs == self.ids)[~self.part.chosen].all())


class BertBatchesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        tokenizer = tiny.tokenizer()
        settings = tiny.settings("bert", len(tokenizer.tokens))
        cls.batches = BertBatches(tiny.encoded(tokenizer), settings["data"], 1, tokenizer.tokens)
        cls.parts = [cls.batches.next(step) for step in range(40)]

    def test_rows_begin_with_cls_and_end_with_sep(self):
        for pair in self.parts:
            for part in pair:
                self.assertTrue((part.originals[:, 0] == CLS).all())
                self.assertTrue((part.originals[:, -1] == SEP).all())

    def test_the_second_segment_begins_after_the_first_sep(self):
        for pairs, _ in self.parts:
            for ids, segments in zip(pairs.originals, pairs.segments):
                self.assertEqual(int(segments.argmax()), int((ids == SEP).argmax()) + 1)
                self.assertEqual(int((ids == SEP).sum()), 2)

    def test_about_half_of_the_pairs_are_true_neighbours(self):
        labels = np.concatenate([pairs.is_random_next for pairs, _ in self.parts])
        self.assertAlmostEqual(labels.mean(), 0.5, delta=0.1)

    def test_single_sentences_carry_no_verdict(self):
        self.assertTrue(all(other.is_random_next is None for _, other in self.parts))


class GptBatchesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        tokenizer = tiny.tokenizer()
        settings = tiny.settings("gpt", len(tokenizer.tokens))
        cls.data, cls.settings = tiny.encoded(tokenizer), settings["data"]

    def test_rows_begin_with_the_separator(self):
        rows = GptBatches(self.data, self.settings, 1).next(0)
        self.assertTrue((rows[:, 0] == EOT).all())

    def test_a_restored_state_gives_the_same_batches(self):
        first = GptBatches(self.data, self.settings, 1)
        for step in range(60):
            first.next(step)
        second = GptBatches(self.data, self.settings, 1)
        second.restore(first.state())
        np.testing.assert_array_equal(first.next(60), second.next(60))


class EncodedTest(unittest.TestCase):
    def test_a_split_of_an_earlier_form_is_refused_by_what_it_lacks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.npz"
            np.savez(path, ids=np.zeros(1), sentences=np.zeros(1), documents=np.zeros(1), source=np.zeros(1))
            with self.assertRaisesRegex(ValueError, "no across; encode the corpus again"):
                Encoded.load(path)


class AheadTest(unittest.TestCase):
    def test_batches_made_ahead_are_the_same_and_so_is_the_state_of_the_last_one_handed_out(self):
        tokenizer = tiny.tokenizer()
        settings, data = tiny.settings("gpt", len(tokenizer.tokens))["data"], tiny.encoded(tokenizer)
        plain, ahead = GptBatches(data, settings, 1), Ahead(GptBatches(data, settings, 1))
        self.assertEqual(ahead.state(), plain.state())
        for step in range(40):  # more than an epoch
            np.testing.assert_array_equal(ahead.next(step), plain.next(step))
            self.assertEqual(ahead.state(), plain.state())
        again = Ahead(GptBatches(data, settings, 1))
        again.next(0)
        again.restore(ahead.state())
        self.assertEqual(again.state(), plain.state())
        np.testing.assert_array_equal(again.next(40), plain.next(40))


class AcrossTest(unittest.TestCase):
    def test_every_further_copy_is_one_more_unit_of_each_marked_sentence(self):
        tokenizer = tiny.tokenizer()
        data = tiny.encoded(tokenizer)
        self.assertEqual(across_again(data, 0), [])
        (units,) = across_again(data, 3)
        self.assertEqual(sorted(units.first.tolist()), [3, 3, 3, 40, 40, 40])
        self.assertEqual((units.last - units.first).tolist(), [1] * 6)
        marked = int(np.diff(data.sentences)[data.across].sum()) + len(data.across)  # with a separator each
        for kind, batches in (("bert", BertBatches), ("gpt", GptBatches)):
            settings = tiny.settings(kind, len(tokenizer.tokens))["data"]
            more = [tokenizer.tokens] if kind == "bert" else []
            plain, weighted = (
                len(batches(data, {**settings, "across_copies": copies}, 1, *more).stream.ids)
                for copies in (0, 3)
            )
            self.assertEqual(weighted - plain, 3 * marked, kind)


class RepeatsTest(unittest.TestCase):
    def test_every_window_asked_for_repeats_a_phrase_of_four_tokens(self):
        rng = np.random.default_rng(1)
        rows = rng.integers(5, 8000, (50, 60))
        add_repeats(rows, 1.0, rng)
        for row in rows:
            phrases = [tuple(row[i : i + 4]) for i in range(len(row) - 3)]
            self.assertLess(len(set(phrases)), len(phrases))


if __name__ == "__main__":
    unittest.main()
