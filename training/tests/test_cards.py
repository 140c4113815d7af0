import unittest

from training.cards import listed, peak_rates, told


def facts(own: float, *earlier: dict) -> dict:
    return {"settings": {"optimizer": {"peak_rate": own}}, "earlier": list(earlier)}


class PeakRates(unittest.TestCase):
    def test_are_those_of_all_runs_in_their_order(self):
        self.assertEqual(peak_rates(facts(1.5e-3)), [[1.5e-3]])
        self.assertEqual(peak_rates(facts(8e-4, {"peak_rate": 1.5e-3})), [[1.5e-3], [8e-4]])

    def test_of_a_run_that_recorded_none_are_those_of_the_next(self):
        self.assertEqual(peak_rates(facts(8e-4, {"steps": 1}, {"peak_rate": 1.5e-3})), [[1.5e-3], [1.5e-3], [8e-4]])

    def test_of_a_run_that_was_changed_on_its_way_are_all_it_had(self):
        changed = [{"step": 5, "before": {"optimizer.peak_rate": 2e-3}}]
        before = {"peak_rate": 1e-3, "changed": changed}
        self.assertEqual(peak_rates(facts(8e-4, before)), [[2e-3, 1e-3], [8e-4]])

    def test_are_said_each_once(self):
        self.assertEqual(listed([1.5e-3]), "0.0015")
        self.assertEqual(listed([1.5e-3, 1.5e-3, 8e-4]), "0.0015, then 0.0008")


class Told(unittest.TestCase):
    def told(self, runs: int, data: dict, optimizer: dict, **others) -> dict:
        settings = {"data": data, "optimizer": {"peak_rate": 1e-3, **optimizer}}
        earlier = [{"peak_rate": 2e-3}] * (runs - 1)
        return told({"settings": settings, "runs": runs, "earlier": earlier, **others})

    def test_one_run_with_muon_and_the_loss_everywhere(self):
        words = self.told(1, {"loss_share": 1.0}, {"kind": "muon"})
        self.assertEqual(words["in_runs"], "one run")
        self.assertEqual(words["positions"], "at every position")
        self.assertEqual(words["optimizer"], "Muon for the matrices of the blocks and AdamW for the rest")

    def test_several_runs_whose_settings_name_no_optimizer(self):
        words = self.told(3, {"loss_share": 0.5, "mask_rate": 0.2}, {})
        self.assertEqual(words["in_runs"], "3 runs, each from the exported weights of the one before")
        self.assertEqual(words["positions"], "on a random 50% of the positions of each step")
        self.assertEqual((words["optimizer"], words["peak"]), ("AdamW", "0.002, then 0.001"))
        self.assertEqual(words["chosen"], 0.2)

    def test_a_run_whose_rate_was_changed_on_the_way(self):
        changed = [
            {"step": 5, "before": {"optimizer.peak_rate": 3e-3, "data.mask_rate": 0.15}},
            {"step": 9, "before": {"data.mask_rate": 0.3}},
        ]
        self.assertEqual(self.told(1, {}, {}, changed=changed)["peak"], "0.003, then 0.001")
        self.assertEqual(self.told(2, {}, {}, changed=changed)["peak"], "0.002, then 0.003, then 0.001")


if __name__ == "__main__":
    unittest.main()
