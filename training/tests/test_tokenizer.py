"""The shared tokenizer."""

import json
import unicodedata
import unittest

from training.lines import LINES, collapse, encoded_lines, varied_lines
from training.paths import MODELS
from training.pretokenize import normalize, words
from training.tests import tiny
from training.tokenizer import MASK, SPECIALS, Tokenizer

TEXTS = (
    "The cat sees the dog.",
    "🙂 naïve café: 日本語!",
    "It's 3,000 — isn't it? “Yes”",
    "  two  spaces\tand a tab\n",
    "e\u0301 combining",
    "مرحبا",
    "\x00\x01",
    "",
)


class TokenizerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tokenizer = tiny.tokenizer()

    def test_decoding_gives_back_the_normalised_text(self):
        for text in TEXTS:
            expected = unicodedata.normalize("NFC", text).lower()
            decoded = self.tokenizer.decode(self.tokenizer.encode(text))
            self.assertEqual(decoded.removeprefix(" "), expected.removeprefix(" "), repr(text))

    def test_specials_have_the_first_ids(self):
        self.assertEqual(tuple(self.tokenizer.tokens[:5]), SPECIALS)
        self.assertEqual([self.tokenizer.ids[token] for token in SPECIALS], [0, 1, 2, 3, 4])

    def test_a_mask_takes_the_space_before_it_along(self):
        ids = self.tokenizer.encode("the [MASK] cat")
        self.assertEqual(ids, [*self.tokenizer.encode("the"), MASK, *self.tokenizer.encode("cat")])

    def test_contractions_numbers_and_signs_are_cut_as_gpt2_cuts_them(self):
        self.assertEqual(words("Don't pay $3.50 now!"), ["Ġdon", "'t", "Ġpay", "Ġ$", "3", ".", "50", "Ġnow", "!"])

    def test_a_run_of_spaces_leaves_the_last_one_to_the_word(self):
        self.assertEqual(words("a   b"), ["Ġa", "ĠĠ", "Ġb"])

    def test_the_file_form_loads_to_the_same_merges(self):
        content = self.tokenizer.to_json("bert")
        again = Tokenizer([tuple(pair) for pair in content["model"]["merges"]])
        self.assertEqual(again.tokens, self.tokenizer.tokens)
        self.assertEqual(content["model"]["vocab"], again.ids)


class SharedTokenizerTest(unittest.TestCase):
    """The shipped vocabulary, and the lines that the page's tokenizer is tested with."""

    @classmethod
    def setUpClass(cls):
        cls.tokenizer = Tokenizer.load(MODELS / "mini-bert" / "tokenizer.json")

    def test_the_lines_that_the_page_is_tested_with_have_the_ids_given_here(self):
        lines = json.loads(LINES.read_text(encoding="utf-8"))
        self.assertEqual(len(lines), 1000)
        self.assertEqual(lines, encoded_lines(self.tokenizer))

    def test_both_models_have_the_same_vocabulary(self):
        self.assertEqual(Tokenizer.load(MODELS / "mini-gpt" / "tokenizer.json").tokens, self.tokenizer.tokens)

    def test_every_varied_line_comes_back_from_its_ids(self):
        for text in varied_lines(self.tokenizer):
            if "[MASK]" in text:
                continue
            text = collapse(text)
            decoded = self.tokenizer.decode(self.tokenizer.encode(text)).removeprefix(" ")
            self.assertEqual(decoded, normalize(text), repr(text))


if __name__ == "__main__":
    unittest.main()
