import unittest

from training.cards import listed, peak_rates


def facts(own: float, *earlier: dict) -> dict:
    return {"settings": {"optimizer": {"peak_rate": own}}, "earlier": list(earlier)}


class PeakRates(unittest.TestCase):
    def test_are_those_of_all_runs_in_their_order(self):
        self.assertEqual(peak_rates(facts(1.5e-3)), [1.5e-3])
        self.assertEqual(peak_rates(facts(8e-4, {"peak_rate": 1.5e-3})), [1.5e-3, 8e-4])

    def test_of_a_run_that_recorded_none_are_those_of_the_next(self):
        self.assertEqual(peak_rates(facts(8e-4, {"steps": 1}, {"peak_rate": 1.5e-3})), [1.5e-3, 1.5e-3, 8e-4])

    def test_are_said_each_once(self):
        self.assertEqual(listed([1.5e-3]), "0.0015")
        self.assertEqual(listed([1.5e-3, 1.5e-3, 8e-4]), "0.0015, then 0.0008")


if __name__ == "__main__":
    unittest.main()
