"""In what type matrix products are computed, and that the losses do not depend on it."""

import unittest
from unittest import mock

import torch

from training.device import fast_products, product_type
from training.tests import tiny

CPU = torch.device("cpu")


def capability(name: str):
    return mock.patch("torch.__config__.show", lambda: f"PyTorch built with:\n  - CPU capability usage: {name}\n")


class ProductTypeTest(unittest.TestCase):
    def test_a_processor_with_avx_512_multiplies_bfloat16(self):
        with capability("AVX512"):
            self.assertEqual(product_type(CPU), torch.bfloat16)
            with fast_products(CPU):
                self.assertEqual((torch.ones(2, 2) @ torch.ones(2, 2)).dtype, torch.bfloat16)

    def test_any_other_processor_multiplies_float32(self):
        for name in ("AVX2", "DEFAULT", "NO AVX"):
            with capability(name):
                self.assertEqual(product_type(CPU), torch.float32)
                with fast_products(CPU):
                    self.assertEqual((torch.ones(2, 2) @ torch.ones(2, 2)).dtype, torch.float32)

    def test_a_graphics_card_multiplies_bfloat16_whatever_the_processor(self):
        with capability("AVX2"):
            self.assertEqual(product_type(torch.device("cuda")), torch.bfloat16)

    def test_this_pytorch_names_its_capability(self):
        self.assertIn("CPU capability usage: ", torch.__config__.show())

    def test_three_steps_of_both_models_have_nearly_the_same_losses_in_either_type(self):
        for model in ("bert", "gpt"):
            losses = {}
            for name in ("AVX512", "AVX2"):
                with capability(name):
                    run = tiny.run(model)
                    losses[name] = [run.advance()["loss"] for _ in range(3)]
            for half, full in zip(*losses.values()):
                self.assertAlmostEqual(half, full, delta=0.01 * full)
                self.assertNotEqual(half, full)


if __name__ == "__main__":
    unittest.main()
