"""The published log of losses, and its drawing."""

import re
import unittest

from training.curves import draw, whole_log


def rows(*tokens: int, step: int = 10, seconds: float = 5.0) -> list[dict[str, float]]:
    return [
        {"step": float(step * n), "tokens": float(t), "seconds": seconds * n, "loss": 4.0 - n} for n, t in enumerate(tokens, 1)
    ]


class LogTest(unittest.TestCase):
    def test_a_first_run_is_published_as_it_is(self):
        self.assertEqual(whole_log([], rows(100, 200), []), rows(100, 200))

    def test_a_later_run_is_counted_on_from_the_earlier_ones(self):
        first = rows(100, 200)
        whole = whole_log(first, rows(50), [{"steps": 25, "tokens": 220}])
        self.assertEqual([row["tokens"] for row in whole], [100, 200, 270])
        self.assertEqual([row["step"] for row in whole], [10, 20, 35])
        self.assertEqual([row["seconds"] for row in whole], [5, 10, 15])

    def test_publishing_the_same_run_twice_changes_nothing(self):
        earlier = [{"steps": 25, "tokens": 220}]
        once = whole_log(rows(100, 200), rows(50, 90), earlier)
        self.assertEqual(whole_log(once, rows(50, 90), earlier), once)


class DrawTest(unittest.TestCase):
    def test_the_learning_rate_is_an_area_behind_the_loss_that_falls_as_the_rate_does(self):
        rates = [1e-3, 1e-3, 5e-4, 0.0]
        log = [{**row, "tokens": row["tokens"] * 1e6, "rate": rate} for row, rate in zip(rows(1, 2, 3, 4), rates)]
        svg = draw(log, "a title", "#123456", "nats")
        points = [tuple(map(float, point.split(","))) for point in re.search(r'<polygon points="([^"]+)"', svg)[1].split()]
        base = points[0][1]
        heights = [base - y for _, y in points[1:-1]]
        self.assertGreater(heights[0], 0)
        self.assertEqual(heights[1], heights[0])
        self.assertAlmostEqual(heights[2], heights[0] / 2, delta=0.1)
        self.assertEqual(heights[3], 0)
        self.assertEqual([x for x, _ in points], sorted(x for x, _ in points))
        self.assertLess(svg.index("<polygon"), svg.index("<polyline"))


if __name__ == "__main__":
    unittest.main()
