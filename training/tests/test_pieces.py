"""A run cut into pieces is the run in one piece."""

import contextlib
import io
import signal
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

from training import checkpoint, safetensors, settings as settings_file
from training.export import to_arrays, write_json
from training.loop import Loop
from training.paths import WEIGHTS
from training.run import Run
from training.tests import tiny

PLAN = {"warmup_steps": 4, "planned_steps": 24, "decay_share": 0.5}


def whole(model: str, folder: Path, ends: list[int], **optimizer):
    """A run that ends at each step of `ends` and goes on from its checkpoint; returned as it is at the last."""
    folder.mkdir(exist_ok=True)
    for piece, end in enumerate(ends):
        run = tiny.run(model, **{**PLAN, **optimizer})
        if piece:
            run.restore(checkpoint.load(folder / "checkpoint.pt"))
        with contextlib.redirect_stdout(io.StringIO()), mock.patch("training.loop.LOG_EVERY", 5):
            Loop(run, folder, end, None, finish=False, append=piece > 0).run_all()
    return run


class PiecesTest(unittest.TestCase):
    def setUp(self):
        torch.set_num_threads(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assertSame(self, one, many):
        self.assertEqual((one.step, one.tokens, one.rate), (many.step, many.tokens, many.rate))
        for (name, a), b in zip(one.model.state_dict().items(), many.model.state_dict().values()):
            self.assertTrue(torch.equal(a, b), name)
        self.assertEqual(one.batches.state(), many.batches.state())

    def test_three_pieces_are_one_bit_for_bit_through_warm_up_plateau_and_fall(self):
        for kind in ("muon", "adamw"):
            for model in ("bert", "gpt"):
                one = whole(model, self.folder / f"{kind}-{model}-1", [20], kind=kind)
                many = whole(model, self.folder / f"{kind}-{model}-3", [3, 11, 20], kind=kind)
                self.assertSame(one, many)

    def test_the_log_of_the_pieces_is_one_log_and_keeps_no_step_twice(self):
        whole("gpt", self.folder, [7, 20])
        rows = (self.folder / "log.csv").read_text(encoding="utf-8").split()
        self.assertEqual([row.split(",")[0] for row in rows], ["step", "5", "10", "15", "20"])

    def test_the_state_before_the_fall_is_kept(self):
        whole("gpt", self.folder, [14])
        self.assertEqual(checkpoint.load(self.folder / "stable.pt")["step"], 12)

    def test_weights_that_are_not_finite_are_never_kept(self):
        run = tiny.run("gpt", **PLAN)
        run.model.transformer.wpe.weight.data[0, 0] = float("nan")
        loop = Loop(run, self.folder, 1, None, finish=False, append=False)
        self.addCleanup(loop.log.close)
        with self.assertRaisesRegex(FloatingPointError, "not finite"):
            loop.save("checkpoint.pt")
        self.assertFalse((self.folder / "checkpoint.pt").exists())

    def test_a_signal_ends_the_piece_after_the_step_in_hand(self):
        run = tiny.run("gpt", **PLAN)
        whole_step = run.advance

        def and_be_told_to_stop():
            signal.raise_signal(signal.SIGTERM)
            return whole_step()

        run.advance = and_be_told_to_stop
        with contextlib.redirect_stdout(io.StringIO()):
            Loop(run, self.folder, 20, None, finish=False, append=False).run_all()
        self.assertEqual(checkpoint.load(self.folder / "checkpoint.pt")["step"], 1)

    def test_a_changed_length_plans_the_fall_anew_from_where_the_run_stands(self):
        run = whole("gpt", self.folder, [6])
        longer = tiny.run("gpt", **{**PLAN, "planned_steps": 100})
        longer.restore(run.state())
        self.assertEqual(longer.schedule.plan, [[50, 0.02]])

    def test_settings_changed_on_the_way_are_remembered_with_the_step_and_what_they_were(self):
        def resumed(state: dict, tokens_per_step: int, **optimizer) -> Run:
            run = tiny.run("gpt", **PLAN, **optimizer)
            run.settings["data"]["tokens_per_step"] = tokens_per_step
            run.restore(state)
            run.advance()
            return run

        run = tiny.run("gpt", **PLAN)
        run.advance()
        run = resumed(run.state(), 512)
        self.assertEqual(run.changed, [])
        run = resumed(run.state(), 1024, peak_rate=1e-3)
        run = resumed(run.state(), 1024, peak_rate=2e-3)
        self.assertEqual(
            run.changed,
            [
                {"step": 2, "before": {"data.tokens_per_step": 512, "optimizer.peak_rate": 5e-3}},
                {"step": 3, "before": {"optimizer.peak_rate": 1e-3}},
            ],
        )

    def test_a_run_from_exported_weights_remembers_what_the_one_before_changed_on_its_way(self):
        before = tiny.run("gpt", **PLAN)
        safetensors.write(self.folder / WEIGHTS, to_arrays(before.model), {})
        changed = [{"step": 2, "before": {"optimizer.peak_rate": 5e-3}}]
        facts = {"date": "2026-11-30", "steps": 4, "tokens": 512, "minutes": 1.0, "plan": [[2, 0.1]], "earlier": []}
        write_json(self.folder / "training.json", {**facts, "settings": before.settings, "changed": changed})
        run = tiny.run("gpt", **PLAN)
        run.begin_from(self.folder)
        self.assertEqual([earlier["changed"] for earlier in run.earlier], [changed])
        self.assertEqual(run.changed, [])

    def test_a_state_from_another_device_keeps_the_kernels_of_this_one(self):
        run = tiny.run("gpt", kind="adamw")
        run.advance()
        state = run.state()
        own = run.optimizers[0].param_groups[0].get("fused")
        state["optimizers"][0]["param_groups"][0].update(fused="another", capturable="another")
        again = tiny.run("gpt", kind="adamw")
        again.restore(state)
        self.assertEqual(again.optimizers[0].param_groups[0].get("fused"), own)
        self.assertNotEqual(again.optimizers[0].param_groups[0].get("capturable"), "another")
        self.assertEqual(run.advance(), again.advance())

    def test_a_run_of_another_seed_goes_on_with_its_own_batches(self):
        first = tiny.run("gpt", seed=7)  # as after starting from exported weights
        first.advance()
        checkpoint.save(self.folder / "checkpoint.pt", first.state())
        state = checkpoint.load(self.folder / "checkpoint.pt")
        again = tiny.run("gpt", state["settings"]["seed"])
        again.restore(state)
        self.assertEqual(first.advance(), again.advance())


class SizeTest(unittest.TestCase):
    def test_model_and_optimizer_of_the_settings_stay_under_64_megabytes(self):
        for name in ("bert", "gpt"):
            run = Run(settings_file.load(name))
            for parameter in run.model.parameters():
                parameter.grad = torch.zeros_like(parameter)
            for optimizer in run.optimizers:
                optimizer.step()
            buffer = io.BytesIO()
            torch.save([run.model.state_dict(), [optimizer.state_dict() for optimizer in run.optimizers]], buffer)
            self.assertLess(len(buffer.getvalue()), 64 * 2**20, name)


class SettingsTest(unittest.TestCase):
    def test_a_setting_from_the_command_line_replaces_that_one(self):
        settings = settings_file.load("gpt")
        changed = settings_file.changed(settings, ["shape.layers=6", 'optimizer.kind="adamw"', "seed=3"])
        self.assertEqual((changed["shape"]["layers"], changed["optimizer"]["kind"], changed["seed"]), (6, "adamw", 3))
        self.assertEqual(changed["data"], settings["data"])

    def test_a_setting_that_is_not_there_is_refused(self):
        for wrong in ("shape.layer=6", "shapes.layers=6", "seed", "seed.x=1"):
            with self.assertRaisesRegex(ValueError, "no setting"):
                settings_file.changed(settings_file.load("gpt"), [wrong])


if __name__ == "__main__":
    unittest.main()
