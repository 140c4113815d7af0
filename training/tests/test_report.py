"""What the page about the models says of its figures."""

import math
import unittest

from training.report import targets_table

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


if __name__ == "__main__":
    unittest.main()
