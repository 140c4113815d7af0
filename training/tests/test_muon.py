"""Muon against the decomposition that it stands for, and against steps worked out by hand."""

import copy
import unittest
from math import sqrt

import torch

from training import settings as settings_file
from training.muon import Muon, orthogonalize
from training.optimizers import build_optimizers
from training.tests import tiny


def polar(matrix: torch.Tensor) -> torch.Tensor:
    """U V^T by singular value decomposition."""
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    return u @ v


class OrthogonalizeTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)

    def test_singular_values_end_between_0_6_and_1_3_whatever_the_shape(self):
        for shape in ((3, 24, 24), (2, 16, 64), (2, 64, 16)):
            values = torch.linalg.svdvals(orthogonalize(torch.randn(shape)).float())
            self.assertEqual(tuple(orthogonalize(torch.randn(shape)).shape), shape)
            self.assertGreater(values.min().item(), 0.6 if shape[1] != shape[2] else 0.0)
            self.assertLess(values.max().item(), 1.3)

    def test_singular_vectors_stay(self):
        matrix = torch.randn(16, 40)
        ours, exact = orthogonalize(matrix[None])[0].float(), polar(matrix)
        self.assertGreater((ours * exact).sum().item() / (ours.norm() * exact.norm()).item(), 0.98)

    def test_a_diagonal_matrix_follows_the_quintic_by_hand(self):
        # Norm of (3, 4) is 5, so the map starts at 0.6 and 0.8; one round: 3.4445 s - 4.775 s^3 + 2.0315 s^5.
        result = orthogonalize(torch.diag(torch.tensor([3.0, 4.0]))[None], rounds=1)[0].float()
        self.assertAlmostEqual(result[0, 0].item(), 1.1933, delta=0.02)
        self.assertAlmostEqual(result[1, 1].item(), 0.9765, delta=0.02)
        self.assertEqual(result[0, 1].item(), 0)

    def test_a_gradient_of_zero_gives_no_step(self):
        self.assertEqual(orthogonalize(torch.zeros(1, 4, 8)).abs().max().item(), 0)


class MuonTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(2)

    def test_the_first_step_is_the_orthogonalized_gradient_at_the_scale_of_adamw(self):
        weight = torch.nn.Parameter(torch.randn(16, 64))
        before, gradient = weight.detach().clone(), torch.randn(16, 64)
        weight.grad = gradient.clone()
        Muon([{"params": [weight]}], lr=0.01, momentum=0.95, weight_decay=0.0).step()
        # g + 0.95 g has the direction of g.
        expected = -0.01 * 0.2 * sqrt(64) * orthogonalize(gradient[None] * 1.95)[0].float()
        self.assertLess((weight.detach() - before - expected).abs().max().item(), 1e-5)
        self.assertAlmostEqual((weight.detach() - before).square().mean().sqrt().item(), 0.01 * 0.2, delta=0.0004)

    def test_weight_decay_shrinks_a_matrix_by_rate_times_decay(self):
        weight = torch.nn.Parameter(torch.ones(4, 4))
        weight.grad = torch.zeros(4, 4)
        Muon([{"params": [weight]}], lr=0.1, momentum=0.95, weight_decay=0.05).step()
        self.assertLess((weight.detach() - 0.995).abs().max().item(), 1e-6)

    def test_the_second_direction_is_nesterovs(self):
        weight = torch.nn.Parameter(torch.zeros(2, 2))
        optimizer = Muon([{"params": [weight]}], lr=0.0, momentum=0.5, weight_decay=0.0)
        weight.grad = torch.full((2, 2), 4.0)
        optimizer.step()
        weight.grad = torch.full((2, 2), 2.0)
        # m = 0.5 * 4 + 2 = 4, direction 2 + 0.5 * 4 = 4.
        self.assertEqual(optimizer._direction(weight, 0.5)[0, 0].item(), 4.0)
        self.assertEqual(optimizer.state[weight]["momentum"][0, 0].item(), 4.0)

    def test_a_matrix_in_three_parts_moves_as_three_matrices(self):
        whole = torch.nn.Parameter(torch.zeros(8, 24))
        parts = [torch.nn.Parameter(torch.zeros(8, 8)) for _ in range(3)]
        gradient = torch.randn(8, 24)
        whole.grad = gradient.clone()
        for part, piece in zip(parts, gradient.chunk(3, 1)):
            part.grad = piece.clone()
        Muon([{"params": [whole], "parts": 3}], lr=0.01, momentum=0.9, weight_decay=0.0).step()
        Muon([{"params": parts}], lr=0.01, momentum=0.9, weight_decay=0.0).step()
        self.assertTrue(torch.equal(whole.detach(), torch.cat([part.detach() for part in parts], 1)))

    def test_a_reloaded_state_steps_on_exactly(self):
        first = torch.nn.Parameter(torch.randn(8, 8))
        optimizer = Muon([{"params": [first]}], lr=0.01, momentum=0.95, weight_decay=0.05)
        first.grad = torch.randn(8, 8)
        optimizer.step()
        second = torch.nn.Parameter(first.detach().clone())
        again = Muon([{"params": [second]}], lr=0.01, momentum=0.95, weight_decay=0.05)
        again.load_state_dict(copy.deepcopy(optimizer.state_dict()))
        self.assertEqual(again.state[second]["momentum"].dtype, torch.bfloat16)
        first.grad = torch.randn(8, 8)
        second.grad = first.grad.clone()
        optimizer.step()
        again.step()
        self.assertTrue(torch.equal(first, second))


class ChoiceTest(unittest.TestCase):
    def test_muon_takes_the_matrices_of_the_blocks_and_adamw_the_rest(self):
        # A block of BERT has query, key, value, output and two of the feed-forward; of GPT-2 four matrices.
        for name, matrices in (("bert", 12), ("gpt", 8)):
            settings = tiny.settings(name, 381)
            model = settings_file.build(settings)
            muon, adamw = build_optimizers(model, {**settings["optimizer"], "kind": "muon", "momentum": 0.95})
            taken = [p for group in muon.param_groups for p in group["params"]]
            left = [p for group in adamw.param_groups for p in group["params"]]
            self.assertEqual(len(taken), matrices, name)
            self.assertEqual(len(taken) + len(left), len(list(model.parameters())), name)
            self.assertTrue(all(p.dim() == 2 and max(p.shape) < 381 for p in taken), name)

    def test_an_unknown_kind_is_refused_by_name(self):
        settings = tiny.settings("gpt", 381)
        with self.assertRaisesRegex(ValueError, "sgd"):
            build_optimizers(settings_file.build(settings), {**settings["optimizer"], "kind": "sgd"})


if __name__ == "__main__":
    unittest.main()
