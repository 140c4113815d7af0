"""The weights in eight bits: what is lost, what is not, and that a file is what it says it is."""

import hashlib
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from training import manifest, quantize, safetensors, scaled, settings as settings_file
from training.calibration import sensitivities, sentence_batches
from training.evaluation.attention import apart
from training.export import load_exported, to_arrays
from training.paths import EXPORT_NAMES, WEIGHTS, WEIGHTS_Q8
from training.gpt2 import Conv1D
from training.rounding import block_scales, codes_by_both, codes_by_columns, nearest_codes
from training.tests import tiny
from training.tokenizer import MASK

WORDS = {"bert": "bert.embeddings.word_embeddings.weight", "gpt": "transformer.wte.weight"}


def tiny_model(name: str) -> torch.nn.Module:
    """With weights large enough for attention to be uneven, and exact in float16."""
    torch.manual_seed(3)
    model = settings_file.build(tiny.settings(name, len(tiny.tokenizer().tokens))).eval()
    for parameter in model.parameters():
        if parameter.dim() > 1:
            parameter.data *= 8
        parameter.data = parameter.data.half().float()
    return model


def exported(name: str, folder: Path) -> torch.nn.Module:
    """A tiny model and both of its files in a folder."""
    torch.set_num_threads(1)
    model = tiny_model(name)
    safetensors.write(folder / WEIGHTS, to_arrays(model), {"format": "pt"})
    batches = sentence_batches(name, tiny.encoded(tiny.tokenizer()), 100)
    quantize.write(folder, quantize.quantized(tiny_model(name), batches))
    return model


class RoundingTest(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(1)
        self.matrix = rng.normal(size=(40, 128)) * rng.uniform(0.01, 3, (40, 1))
        self.columns, self.rows = (self.hessian(rng, size) for size in (128, 40))
        self.scales = block_scales(self.matrix)
        self.steps = scaled.spread(self.scales, 128)

    @staticmethod
    def hessian(rng: np.random.Generator, size: int) -> np.ndarray:
        """Of vectors that lie close to six directions."""
        x = rng.normal(size=(500, 6)) @ rng.normal(size=(6, size)) + 0.1 * rng.normal(size=(500, size))
        return x.T @ x

    def loss(self, codes: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> float:
        error = codes * self.steps - self.matrix
        return float(np.trace(rows @ error @ columns @ error.T))

    def test_to_the_nearest_step_it_is_within_half_of_one_unless_clipped(self):
        off = np.abs(nearest_codes(self.matrix, self.steps) * self.steps - self.matrix)
        unclipped = np.abs(self.matrix) <= 127 * self.steps
        self.assertGreater(unclipped.mean(), 0.9)
        self.assertLessEqual((off / self.steps)[unclipped].max(), 0.5 + 1e-4)

    def test_clipping_is_only_done_where_a_block_gains_by_it(self):
        def error(scales: np.ndarray) -> np.ndarray:
            steps = scaled.spread(scales, 128)
            off = nearest_codes(self.matrix, steps) * steps - self.matrix
            return np.square(off).reshape(40, 2, 64).sum(axis=2)

        whole = (np.abs(self.matrix).reshape(40, 2, 64).max(axis=2) / 127).astype(np.float16)
        self.assertEqual(self.scales.shape, whole.shape)
        self.assertTrue((self.scales <= whole).all())
        self.assertTrue((error(self.scales) <= error(whole) * (1 + 1e-5)).all())

    def test_with_the_error_made_up_for_much_less_of_it_is_left_in_what_is_computed(self):
        nearest = nearest_codes(self.matrix, self.steps)
        by_columns = codes_by_columns(self.matrix, self.steps, self.columns)
        by_both = codes_by_both(self.matrix, self.steps, self.columns, self.rows)
        alone = np.eye(40)
        self.assertLess(self.loss(by_columns, self.columns, alone), 0.5 * self.loss(nearest, self.columns, alone))
        one_side, both_sides = (self.loss(codes, self.columns, self.rows) for codes in (by_columns, by_both))
        self.assertLess(one_side, 0.5 * self.loss(nearest, self.columns, self.rows))
        self.assertLess(both_sides, 0.5 * one_side)

    def test_where_rows_have_nothing_to_do_with_each_other_both_ways_round_alike(self):
        by_both = codes_by_both(self.matrix, self.steps, self.columns, np.diag(np.arange(1.0, 41)))
        self.assertTrue((by_both == codes_by_columns(self.matrix, self.steps, self.columns)).all())

    def test_where_nothing_adds_up_or_was_ever_seen_it_is_the_nearest_step(self):
        nearest = nearest_codes(self.matrix, self.steps)
        for columns in (np.diag(np.arange(1.0, 129)), np.zeros((128, 128))):
            self.assertTrue((codes_by_columns(self.matrix, self.steps, columns) == nearest).all())
            self.assertTrue((codes_by_both(self.matrix, self.steps, columns, np.zeros((40, 40))) == nearest).all())

    def test_a_block_of_zeros_stays_zero_with_a_scale_that_is_positive(self):
        self.matrix[3] = 0
        self.matrix[4] *= 1e-12
        scales = block_scales(self.matrix)
        self.assertTrue((scales > 0).all() and np.isfinite(scales).all())
        self.assertFalse(codes_by_columns(self.matrix, scaled.spread(scales, 128), self.columns)[3].any())


class FileTest(unittest.TestCase):
    def test_what_is_kept_in_float16_is_exact_and_a_matrix_is_what_its_bytes_and_scales_say(self):
        for name in EXPORT_NAMES:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                exported(name, Path(folder))
                arrays = safetensors.read(Path(folder) / WEIGHTS_Q8)
                whole, again = load_exported(Path(folder)), load_exported(Path(folder), WEIGHTS_Q8)
                self.assertEqual(whole.keys(), again.keys())
                in_bytes = {key for key, array in arrays.items() if array.dtype == np.int8}
                self.assertIn(WORDS[name], in_bytes)
                for key, value in whole.items():
                    if key in in_bytes:
                        codes, scales = arrays[key].astype(float), arrays[f"{key}.scale"].astype(float)
                        steps = np.repeat(scales, codes.shape[1] // scales.shape[1], axis=1)
                        self.assertTrue((again[key].numpy() == codes * steps).all(), key)
                        # Not within half a step, since errors are made up for, but not far from it.
                        self.assertLess((np.abs(again[key].numpy() - value.numpy()) / steps).mean(), 1, key)
                    else:
                        self.assertTrue(torch.equal(again[key], value), key)
                left = {key for key, value in whole.items() if value.dim() == 2 and key not in in_bytes}
                self.assertTrue(all("position" in key or "wpe" in key or "token_type" in key for key in left), left)

    def test_attention_differs_from_float16_and_hardly(self):
        for name in EXPORT_NAMES:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                model = exported(name, Path(folder))
                again = tiny_model(name)
                again.load_state_dict(load_exported(Path(folder), WEIGHTS_Q8))
                rng = np.random.default_rng(2)
                rows = [rng.integers(5, 300, 12) for _ in range(20)]
                result = apart(model, again, rows)
                self.assertGreater(result["mean"], 0)
                self.assertLess(result["largest"], quantize.TOLERANCE)

    def test_the_same_weights_give_the_same_file_which_names_those_it_was_made_from(self):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            for folder in (first, second):
                exported("gpt", Path(folder))
            data = [(Path(folder) / WEIGHTS_Q8).read_bytes() for folder in (first, second)]
            self.assertEqual(*data)
            source = hashlib.sha256((Path(first) / WEIGHTS).read_bytes()).hexdigest()
            self.assertIn(source.encode(), data[0])

    def test_scales_that_are_missing_or_do_not_fit_are_an_error_that_names_the_matrix(self):
        codes = np.ones((3, 2), np.int8)
        for scales in (None, np.ones((2, 1)), np.ones((3, 4)), np.ones(3), np.array([[1], [0], [1]])):
            arrays = {"m": codes} | ({} if scales is None else {"m.scale": scales.astype(np.float16)})
            with self.assertRaisesRegex(ValueError, "m: needs m.scale"):
                scaled.unpack(arrays)

    def test_the_manifest_has_the_size_and_hash_of_both_files(self):
        with tempfile.TemporaryDirectory() as models:
            for name, folder_name in EXPORT_NAMES.items():
                folder = Path(models) / folder_name
                folder.mkdir()
                exported(name, folder)
                for file in ("config.json", "tokenizer.json", "tokenizer_config.json"):
                    (folder / file).write_text("{}\n")
                facts = {"parameters": 1, "tokens": 2, "earlier": [], "date": "2026-01-01"}
                (folder / "training.json").write_text(json.dumps(facts))
            with mock.patch.object(manifest, "MODELS", Path(models)), mock.patch.object(manifest, "WORK", Path(models)):
                manifest.write_manifest()
            written = json.loads((Path(models) / "manifest.json").read_text())
            for folder_name in EXPORT_NAMES.values():
                for file in (WEIGHTS, WEIGHTS_Q8):
                    data = (Path(models) / folder_name / file).read_bytes()
                    expected = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                    self.assertEqual(written[folder_name][file], expected)
                sizes = [written[folder_name][file]["bytes"] for file in (WEIGHTS_Q8, WEIGHTS)]
                self.assertLess(*sizes)


class CalibrationTest(unittest.TestCase):
    def setUp(self):
        torch.set_num_threads(1)

    def test_every_linear_layer_and_the_word_embedding_have_both_of_their_sides(self):
        for name in EXPORT_NAMES:
            model = tiny_model(name)
            found = sensitivities(model, sentence_batches(name, tiny.encoded(tiny.tokenizer()), 9))
            layers = {key for key, layer in model.named_modules() if isinstance(layer, (torch.nn.Linear, Conv1D))}
            self.assertEqual(set(found), layers | {WORDS[name].removesuffix(".weight")})
            for key in layers:
                shape = tuple(model.get_submodule(key).weight.shape)
                sides = (len(found[key].outputs), len(found[key].inputs))
                self.assertEqual(sides if name == "bert" else sides[::-1], shape)
            self.assertIsNone(found[WORDS[name].removesuffix(".weight")].inputs)

    def test_the_input_side_is_what_the_layer_reads(self):
        model = tiny_model("gpt")
        batches = sentence_batches("gpt", tiny.encoded(tiny.tokenizer()), 30)
        with torch.no_grad():
            read = [model.transformer.h[0].ln_1(model.embed(ids)).flatten(0, 1).double() for (ids,) in batches]
        x = torch.cat(read)
        found = sensitivities(model, batches)["transformer.h.0.attn.c_attn"].inputs
        self.assertLess(np.abs(found - (x.T @ x).numpy()).max(), 1e-8 * found.max())

    def test_the_output_side_counts_attention_and_what_the_last_layer_hands_on(self):
        model = tiny_model("gpt")
        found = sensitivities(model, sentence_batches("gpt", tiny.encoded(tiny.tokenizer()), 30))
        queries_keys_values = np.diag(found["transformer.h.1.attn.c_attn"].outputs)  # of the last layer
        self.assertGreater(queries_keys_values[:64].min(), 0)
        self.assertGreater(queries_keys_values[64:].min(), 0)  # no attention reads them, but what comes next

    def test_mini_bert_reads_pairs_and_blanks_and_mini_gpt_repeats(self):
        data = tiny.encoded(tiny.tokenizer())
        bert = [row for batch in sentence_batches("bert", data, 90) for row in zip(*batch)]
        self.assertAlmostEqual(sum(bool(segments.any()) for _, segments in bert), 30, delta=1)
        self.assertAlmostEqual(sum(bool((ids == MASK).any()) for ids, _ in bert), 30, delta=1)
        gpt = [row for (ids,) in sentence_batches("gpt", data, 90) for row in ids.tolist()]
        twice = [row for row in gpt if len(row) % 2 and row[1 : len(row) // 2 + 1] == row[len(row) // 2 + 1 :]]
        self.assertGreaterEqual(len(twice), 30)


if __name__ == "__main__":
    unittest.main()
