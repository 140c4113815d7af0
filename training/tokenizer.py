"""The shared tokenizer: byte-level BPE on lower-cased text, and its files for the Hugging Face form.

`Tokenizer` encodes as `@huggingface/tokenizers` does for the same `tokenizer.json`: specials are
split off first (`[MASK]` takes the white space before it along), each remaining stretch is
normalised, given a leading space, cut into words, and each word is merged pair by pair.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from .bpe import Pair
from .pretokenize import byte_characters, words

SPECIALS = ("[PAD]", "[CLS]", "[SEP]", "[MASK]", "<|endoftext|>")
PAD, CLS, SEP, MASK, EOT = range(5)

_SPECIAL = re.compile(r"(\s*\[MASK\]|" + "|".join(re.escape(s) for s in SPECIALS if s != "[MASK]") + ")")


class Tokenizer:
    def __init__(self, merges: Sequence[Pair]):
        self.merges = [tuple(pair) for pair in merges]
        self.tokens = [*SPECIALS, *sorted(byte_characters()), *(a + b for a, b in self.merges)]
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self._ranks = {pair: rank for rank, pair in enumerate(self.merges)}
        self._cache: dict[str, list[int]] = {}
        self._bytes = {character: byte for byte, character in enumerate(byte_characters())}

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        """Read the merges from a `tokenizer.json` or from the work file of stage `tokenizer`."""
        model = json.loads(path.read_text(encoding="utf-8"))["model"]
        return cls([tuple(m.split(" ")) if isinstance(m, str) else tuple(m) for m in model["merges"]])

    def encode(self, text: str) -> list[int]:
        """Token ids of the text without the model's own specials around it."""
        ids: list[int] = []
        for part in _SPECIAL.split(text):
            special = part.strip()
            if special in SPECIALS and (part == special or special == "[MASK]"):
                ids.append(SPECIALS.index(special))
            else:
                for word in words(part):
                    ids.extend(self._encode_word(word))
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        text, pending = [], bytearray()
        for index in ids:
            if index < len(SPECIALS):
                text.append(pending.decode("utf-8", "replace"))
                pending.clear()
                text.append(SPECIALS[index])
            else:
                pending.extend(self._bytes[character] for character in self.tokens[index])
        text.append(pending.decode("utf-8", "replace"))
        return "".join(text)

    def _encode_word(self, word: str) -> list[int]:
        """Merge the pair of lowest rank until none is left."""
        known = self._cache.get(word)
        if known is not None:
            return known
        pieces = list(word)
        while len(pieces) > 1:
            ranked = [(self._ranks.get(pair, 1 << 30), at) for at, pair in enumerate(zip(pieces, pieces[1:]))]
            rank, at = min(ranked)
            if rank == 1 << 30:
                break
            pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
        result = [self.ids[piece] for piece in pieces]
        self._cache[word] = result
        return result

    def to_json(self, model: str) -> dict:
        """The content of `tokenizer.json` for model `bert` or `gpt`."""
        return {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {
                    "id": index,
                    "content": token,
                    "single_word": False,
                    "lstrip": token == "[MASK]",
                    "rstrip": False,
                    "normalized": False,
                    "special": True,
                }
                for index, token in enumerate(SPECIALS)
            ],
            "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]},
            "pre_tokenizer": {
                "type": "ByteLevel",
                "add_prefix_space": True,
                "trim_offsets": True,
                "use_regex": True,
            },
            "post_processor": _post_processor(model),
            "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": None,
                "continuing_subword_prefix": "",
                "end_of_word_suffix": "",
                "fuse_unk": False,
                "byte_fallback": False,
                "ignore_merges": False,
                "vocab": self.ids,
                "merges": [list(pair) for pair in self.merges],
            },
        }

    def config_json(self, model: str, positions: int) -> dict:
        """The content of `tokenizer_config.json`."""
        shared = {
            "add_prefix_space": True,
            "clean_up_tokenization_spaces": False,
            "model_max_length": positions,
            "tokenizer_class": "PreTrainedTokenizerFast",
            "added_tokens_decoder": {
                str(entry["id"]): {key: entry[key] for key in entry if key != "id"}
                for entry in self.to_json(model)["added_tokens"]
            },
            "pad_token": "[PAD]",
        }
        if model == "bert":
            return {**shared, "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}
        return {**shared, "bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}


def _post_processor(model: str) -> dict:
    def special(token: str, segment: int) -> dict:
        return {"SpecialToken": {"id": token, "type_id": segment}}

    def sequence(name: str, segment: int) -> dict:
        return {"Sequence": {"id": name, "type_id": segment}}

    if model == "bert":
        single = [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)]
        pair = [*single, sequence("B", 1), special("[SEP]", 1)]
        used = ("[CLS]", "[SEP]")
    else:
        single = [special("<|endoftext|>", 0), sequence("A", 0)]
        pair = [*single, sequence("B", 0)]
        used = ("<|endoftext|>",)
    return {
        "type": "TemplateProcessing",
        "single": single,
        "pair": pair,
        "special_tokens": {
            token: {"id": token, "ids": [SPECIALS.index(token)], "tokens": [token]} for token in used
        },
    }
