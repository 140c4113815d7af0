import unittest

from training.cards import peak_rates


def facts(own: float, *earlier: dict) -> dict:
    return {"settings": {"optimizer": {"peak_rate": own}}, "earlier": list(earlier)}


class PeakRates(unittest.TestCase):
    def test_are_those_of_all_runs_in_their_order_each_once(self):
        self.assertEqual(peak_rates(facts(1.5e-3)), "0.0015")
        self.assertEqual(peak_rates(facts(1.5e-3, {"steps": 1})), "0.0015")
        self.assertEqual(peak_rates(facts(8e-4, {"steps": 1}, {"peak_rate": 1.5e-3})), "0.0015, then 0.0008")
        self.assertEqual(peak_rates(facts(8e-4, {"peak_rate": 8e-4})), "0.0008")


if __name__ == "__main__":
    unittest.main()
