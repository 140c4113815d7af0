"""The published log of losses."""

import unittest

from training.curves import whole_log


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


if __name__ == "__main__":
    unittest.main()
