"""The two models, their schedule, and what is written to disk."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from training import safetensors, settings as settings_file
from training.cross_entropy import summed_cross_entropy
from training.export import load_exported, to_arrays
from training.schedule import Schedule
from training.tests import tiny
from training.tanh_gelu import _SigmoidForm


class ForwardTest(unittest.TestCase):
    def setUp(self):
        torch.set_num_threads(1)
        torch.manual_seed(1)
        self.ids = torch.randint(5, 200, (1, 12))
        self.changed = self.ids.clone()
        self.changed[0, 7] = (self.changed[0, 7] + 1) % 200

    def model(self, name: str):
        model = settings_file.build(tiny.settings(name, 381)).eval()
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.data *= 10  # so that a leak would show
        return model

    @torch.no_grad()
    def test_a_later_token_changes_no_earlier_row_of_gpt(self):
        model = self.model("gpt")
        before, after = model.hidden(self.ids)[0], model.hidden(self.changed)[0]
        self.assertTrue(torch.equal(before[:7], after[:7]))
        self.assertGreater((before[7:] - after[7:]).abs().min(dim=1).values.max().item(), 0)

    @torch.no_grad()
    def test_gpt_gives_the_future_exactly_no_weight(self):
        model = self.model("gpt")
        _, attentions = model.blocks(model.embed(self.ids))
        for attention in attentions:
            self.assertEqual(attention.weights.triu(1).abs().max().item(), 0)
            self.assertLess((attention.weights.sum(-1) - 1).abs().max().item(), 1e-5)

    @torch.no_grad()
    def test_a_later_token_changes_every_row_of_bert(self):
        model = self.model("bert")
        moved = (model.hidden(self.ids)[0] - model.hidden(self.changed)[0]).abs().amax(dim=1)
        self.assertGreater(moved.min().item(), 0)

    def test_the_fast_gelu_is_the_tanh_form_and_so_is_its_gradient(self):
        x = torch.randn(50, 20, dtype=torch.float32, requires_grad=True)
        reference = torch.nn.functional.gelu(x, approximate="tanh")
        self.assertLess((_SigmoidForm.apply(x) - reference).abs().max().item(), 1e-6)
        (ours,) = torch.autograd.grad(_SigmoidForm.apply(x).square().sum(), x)
        (theirs,) = torch.autograd.grad(reference.square().sum(), x)
        self.assertLess((ours - theirs).abs().max().item(), 1e-4)


    def test_the_cross_entropy_is_pytorchs_and_so_is_its_gradient(self):
        logits, targets = torch.randn(30, 50).mul(5).requires_grad_(), torch.randint(0, 50, (30,))
        reference = torch.nn.functional.cross_entropy(logits, targets, reduction="sum")
        self.assertLess((summed_cross_entropy(logits, targets) - reference).abs().item(), 1e-4)
        (ours,) = torch.autograd.grad(summed_cross_entropy(logits, targets) / 30, logits)
        (theirs,) = torch.autograd.grad(reference / 30, logits)
        self.assertLess((ours - theirs).abs().max().item(), 1e-6)


class ExportTest(unittest.TestCase):
    @torch.no_grad()
    def test_an_exported_model_reloads_to_the_same_logits(self):
        for name in ("bert", "gpt"):
            settings = tiny.settings(name, 381)
            model = settings_file.build(settings).eval()
            for parameter in model.parameters():
                parameter.copy_(parameter.half().float())  # float16 is what the file keeps
            with tempfile.TemporaryDirectory() as folder:
                safetensors.write(Path(folder) / "model.safetensors", to_arrays(model), {"format": "pt"})
                again = settings_file.build(settings).eval()
                again.load_state_dict(load_exported(Path(folder)))
            ids = torch.randint(5, 300, (2, 9))
            self.assertTrue(torch.equal(model.logits(model.hidden(ids)), again.logits(again.hidden(ids))), name)

    def test_a_file_that_is_cut_short_is_refused_by_the_name_of_the_tensor(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.safetensors"
            safetensors.write(path, {"a": np.zeros((3, 4), np.float32), "b": np.ones(5, np.float16)})
            self.assertEqual(safetensors.read(path)["b"].tolist(), [1] * 5)
            path.write_bytes(path.read_bytes()[:-4])
            with self.assertRaisesRegex(ValueError, "b: bytes"):
                safetensors.read(path)

    def test_a_value_that_is_not_finite_is_not_written(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(ValueError, "a: "):
            safetensors.write(Path(folder) / "x.safetensors", {"a": np.array([np.nan], np.float32)})


class ScheduleTest(unittest.TestCase):
    def test_warms_up_stays_and_falls_to_zero(self):
        schedule = Schedule(10)
        self.assertAlmostEqual(schedule.factor(0), 0.1)
        self.assertEqual(schedule.factor(50), 1.0)
        schedule.aim(60, 40)
        self.assertAlmostEqual(schedule.factor(80), 0.5)
        self.assertEqual(schedule.factor(100), 0.0)

    def test_a_corrected_slope_still_ends_at_zero_and_replays_from_its_plan(self):
        schedule = Schedule(1)
        schedule.aim(100, 100)
        schedule.aim(150, 25)
        self.assertAlmostEqual(schedule.factor(150), 0.5)
        self.assertAlmostEqual(schedule.factor(175), 0.0)
        again = Schedule(1, schedule.plan)
        self.assertEqual([again.factor(s) for s in range(200)], [schedule.factor(s) for s in range(200)])

    def test_a_planned_fall_begins_in_its_share_of_the_steps(self):
        schedule = Schedule(1)
        schedule.plan_for(0, 200, 0.25)
        self.assertEqual([schedule.decaying(149), schedule.decaying(150)], [False, True])
        self.assertEqual(schedule.factor(150), 1.0)
        self.assertAlmostEqual(schedule.factor(175), 0.5)
        self.assertAlmostEqual(schedule.factor(200), 0.0)

    def test_a_plan_made_anew_forgets_a_fall_to_come_and_goes_on_from_one_begun(self):
        schedule = Schedule(1)
        schedule.plan_for(0, 200, 0.5)
        schedule.plan_for(80, 400, 0.5)
        self.assertEqual(schedule.factor(200), 1.0)
        self.assertAlmostEqual(schedule.factor(300), 0.5)
        schedule.plan_for(300, 350, 0.5)
        self.assertAlmostEqual(schedule.factor(299), 0.505)
        self.assertAlmostEqual(schedule.factor(325), 0.25)
        self.assertAlmostEqual(schedule.factor(350), 0.0)


class TrainingTest(unittest.TestCase):
    def test_a_hundred_steps_on_a_tiny_corpus_lower_the_loss(self):
        torch.set_num_threads(1)
        for model in ("bert", "gpt"):
            run = tiny.run(model)
            key = "masked" if model == "bert" else "loss"
            losses = [run.advance()[key] for _ in range(100)]
            self.assertLess(np.mean(losses[-10:]), 0.7 * np.mean(losses[:10]), model)

    def test_the_same_seed_gives_the_same_losses(self):
        torch.set_num_threads(1)
        first, second = ([run.advance()["loss"] for _ in range(5)] for run in (tiny.run("gpt"), tiny.run("gpt")))
        self.assertEqual(first, second)


if __name__ == "__main__":
    unittest.main()
