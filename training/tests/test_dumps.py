"""The scripts of docs/attention, which the page offers: what they write, from stand-ins and, where it is there, from the real library."""

import importlib.util
import json
import struct
import sys
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from training import dump_fixtures, safetensors

HEADS, LAYERS = 2, 3


def attention(rows: int, columns: int, causal: bool = False) -> torch.Tensor:
    """[1, H, rows, columns], rows that sum to 1."""
    scores = torch.randn(1, HEADS, rows, columns)
    if causal:
        scores += torch.full((rows, columns), -torch.inf).triu(columns - rows + 1)
    return scores.softmax(-1)


class Inputs(dict):
    """What a tokenizer returns."""


class Tokenizer:
    @classmethod
    def from_pretrained(cls, name: str) -> "Tokenizer":
        return cls()

    def __call__(self, text: str, return_tensors: str) -> Inputs:
        assert return_tensors == "pt"
        return Inputs(input_ids=torch.arange(len(text.split()))[None])

    def convert_ids_to_tokens(self, ids: torch.Tensor) -> list[str]:
        return [f"t{int(each)}" for each in ids]


class Model:
    """Answers as transformers' models do, and only with eager attention."""

    @classmethod
    def from_pretrained(cls, name: str, attn_implementation: str) -> "Model":
        assert attn_implementation == "eager"
        return cls()

    def eval(self) -> "Model":
        return self

    def __call__(self, input_ids, output_attentions: bool, decoder_input_ids=None):
        assert output_attentions and not torch.is_grad_enabled()
        length = input_ids.shape[1]
        own = tuple(attention(length, length) for _ in range(LAYERS))
        if decoder_input_ids is None:
            return types.SimpleNamespace(attentions=own)
        across = tuple(attention(decoder_input_ids.shape[1], length) for _ in range(LAYERS))
        return types.SimpleNamespace(encoder_attentions=own, cross_attentions=across)

    def generate(self, input_ids, max_new_tokens: int, return_dict_in_generate: bool, output_attentions: bool):
        assert return_dict_in_generate and output_attentions
        length = input_ids.shape[1]
        steps = [tuple(attention(length, length, causal=True) for _ in range(LAYERS))]
        for step in range(1, max_new_tokens):
            steps.append(tuple(attention(1, length + step) for _ in range(LAYERS)))
        return types.SimpleNamespace(attentions=steps, sequences=torch.arange(length + max_new_tokens)[None])


class Bridge:
    """Answers as TransformerLens does."""

    cfg = types.SimpleNamespace(n_layers=LAYERS)

    @classmethod
    def boot_transformers(cls, name: str) -> "Bridge":
        return cls()

    def run_with_cache(self, text: str):
        length = len(text.split()) + 1
        return None, {("pattern", layer): attention(length, length, causal=True) for layer in range(LAYERS)}

    def to_str_tokens(self, text: str) -> list[str]:
        return ["<|endoftext|>", *text.split()]


def save_file(tensors: dict[str, torch.Tensor], path: str, metadata: dict[str, str]) -> None:
    assert all(tensor.is_contiguous() for tensor in tensors.values())
    assert all(isinstance(value, str) for value in metadata.values())
    safetensors.write(Path(path), {name: tensor.numpy() for name, tensor in tensors.items()}, metadata)


def stand_ins() -> dict[str, types.ModuleType]:
    hub, lens = types.ModuleType("transformers"), types.ModuleType("transformer_lens")
    hub.AutoTokenizer = Tokenizer
    hub.AutoModel = hub.AutoModelForCausalLM = hub.AutoModelForSeq2SeqLM = Model
    lens.TransformerBridge = Bridge
    files, tensors = types.ModuleType("safetensors"), types.ModuleType("safetensors.torch")
    files.torch, tensors.save_file = tensors, save_file
    return {"transformers": hub, "transformer_lens": lens, "safetensors": files, "safetensors.torch": tensors}


def metadata(path: Path) -> dict[str, str]:
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(data[8 : 8 + length])["__metadata__"]


class LinesTest(unittest.TestCase):
    def written(self, name: str) -> tuple[dict[str, np.ndarray], dict[str, str]]:
        torch.manual_seed(2)
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(sys.modules, stand_ins()):
            dump_fixtures.run(name, Path(folder))
            path = Path(folder) / dump_fixtures.FILE
            return safetensors.read(path), metadata(path)

    def check(self, said: dict[str, str]) -> None:
        self.assertEqual(said["format"], "sightlines-attention")
        self.assertEqual(said["version"], "1")

    def test_a_file_of_transformers_has_every_layer_and_a_name_for_each_token(self):
        tensors, said = self.written("transformers")
        self.check(said)
        tokens = json.loads(said["tokens"])
        self.assertEqual(list(tensors), [f"attentions.{layer}" for layer in range(LAYERS)])
        for each in tensors.values():
            self.assertEqual(each.shape, (HEADS, len(tokens), len(tokens)))
            np.testing.assert_allclose(each.sum(-1), 1, atol=1e-6)

    def test_a_file_of_transformer_lens_has_the_patterns(self):
        tensors, said = self.written("lens")
        self.check(said)
        length = len(json.loads(said["tokens"]))
        self.assertEqual([each.shape for each in tensors.values()], [(1, HEADS, length, length)] * LAYERS)

    def test_a_file_of_written_text_has_every_step_and_one_token_more_than_rows(self):
        tensors, said = self.written("steps")
        self.check(said)
        rows = sum(each.shape[2] for name, each in tensors.items() if name.endswith(".0"))
        self.assertEqual(rows + 1, len(json.loads(said["tokens"])))

    def test_a_file_of_an_encoder_and_a_decoder_has_both_texts(self):
        tensors, said = self.written("cross")
        self.check(said)
        shape = (HEADS, len(json.loads(said["query_tokens"])), len(json.loads(said["tokens"])))
        self.assertEqual([tensors[f"cross.{layer}"].shape for layer in range(LAYERS)], [shape] * LAYERS)
        self.assertEqual(tensors["attentions.0"].shape, (HEADS, shape[2], shape[2]))


missing = [name for name in ("transformers", "transformer_lens") if importlib.util.find_spec(name) is None]


@unittest.skipIf(missing, f"{' and '.join(missing)} not installed")
class LibraryTest(unittest.TestCase):
    def test_the_lines_run_on_the_real_library_and_write_what_it_computes(self):
        with tempfile.TemporaryDirectory() as folder:
            dump_fixtures.make(Path(folder))
            expected = json.loads((Path(folder) / "expected.json").read_text())
            for name in ("transformers", "cross"):
                tensors = safetensors.read(Path(folder) / f"{name}.safetensors")
                for layer, head, row, column, weight in expected[name]["samples"]:
                    self.assertAlmostEqual(tensors[f"attentions.{layer}"][head, row, column], weight, 6)


if __name__ == "__main__":
    unittest.main()
