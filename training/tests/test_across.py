"""Which sentences agree across a noun, and which must stay unread."""

import json
import unittest

from training.across import agrees_across
from training.paths import EVAL
from training.unseen import is_test_sentence, letters


class AcrossTest(unittest.TestCase):
    def test_a_verb_that_agrees_over_a_noun_of_the_other_number_is_found(self):
        for sentence in (
            "The motion of the tides is caused by the moon.",
            "The last three coaches of the train were badly damaged.",
            "The people inside the house were happy.",
            '"The laws of nature are a little different," he answered.',
            "The apples that grow by the river have gone bad.",
        ):
            self.assertTrue(agrees_across(sentence), sentence)

    def test_a_noun_of_the_same_number_or_a_verb_of_the_nearer_one_is_not(self):
        for sentence in (
            "The motion of the tide is caused by the moon.",
            "A mural of people are on a yellow wall.",
            "The walls of the houses are white.",
            "Dogs in the street are loud.",
            "The man in the street, the boys are told, is here.",
            "The reasons they gave for it were varied.",
            "",
        ):
            self.assertFalse(agrees_across(sentence), sentence)

    def test_it_finds_those_of_the_minimal_pairs_and_none_of_their_wrong_forms(self):
        groups = json.loads((EVAL / "minimal_pairs.json").read_text(encoding="utf-8"))["groups"]
        pairs = groups["agreement across a phrase"]
        self.assertGreaterEqual(sum(agrees_across(right) for right, _ in pairs), 15)
        self.assertEqual([wrong for _, wrong in pairs if agrees_across(wrong)], [])


class UnseenTest(unittest.TestCase):
    def test_case_and_signs_do_not_hide_a_test_sentence(self):
        self.assertEqual(letters('"What are  you doing?"'), "what are you doing")
        for text in ('"WHAT are you doing", ', "a year has twelve months", "She ate a apple!"):
            self.assertTrue(is_test_sentence(text), text)
        self.assertFalse(is_test_sentence("What are you doing here?"))


if __name__ == "__main__":
    unittest.main()
