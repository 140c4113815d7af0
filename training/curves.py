"""Loss curves as SVG, drawn from the CSV of a run without a plotting library."""

from __future__ import annotations

import csv
from pathlib import Path

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 36, 44
RATE_SHARE = 0.25
"""How much of the height the highest learning rate takes."""


def read_log(path: Path) -> list[dict[str, float]]:
    """Rows of a run's log; none where there is no file yet."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def whole_log(published: list[dict[str, float]], latest: list[dict[str, float]], earlier: list[dict]) -> list[dict[str, float]]:
    """The rows of the runs before the latest one, as published, and the latest one's counted on from them.

    `earlier` are the facts of those runs, whose steps and tokens say where they ended.
    """
    steps, tokens = (sum(run[key] for run in earlier) for key in ("steps", "tokens"))
    before = [row for row in published if row["tokens"] <= tokens]
    seconds = before[-1]["seconds"] if before else 0.0
    after = [
        {**row, "step": row["step"] + steps, "tokens": row["tokens"] + tokens, "seconds": row["seconds"] + seconds}
        for row in latest
    ]
    return before + after


def write_log(path: Path, rows: list[dict[str, float]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows([f"{value:.6g}" if key not in ("step", "tokens") else f"{value:.0f}" for key, value in row.items()] for row in rows)


def smooth(values: list[float], keep: float = 0.7) -> list[float]:
    """Exponential moving average, so that the step noise of mixed batch kinds does not hide the curve."""
    result, mean = [], values[0]
    for value in values:
        mean = keep * mean + (1 - keep) * value
        result.append(mean)
    return result


def ticks(low: float, high: float, step: float) -> list[float]:
    first = int(low / step) + (low % step > 1e-9)
    return [round(step * i, 6) for i in range(first, int(high / step + 1e-9) + 1)]


def draw(rows: list[dict[str, float]], title: str, colour: str, unit: str) -> str:
    """One curve of the training loss over millions of tokens, with the learning rate as an area behind it."""
    x = [row["tokens"] / 1e6 for row in rows]
    y = smooth([row["loss"] for row in rows])
    peak = max(row["rate"] for row in rows)
    low, high = int(2 * min(y)) / 2, min(8.5, max(y))
    right = max(x)

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * value / right

    def down(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - min(value, high)) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="14" fill="#222">{title}</text>',
    ]
    base, full = HEIGHT - BOTTOM, (HEIGHT - TOP - BOTTOM) * RATE_SHARE
    rates = " ".join(f"{across(tokens):.1f},{base - full * row['rate'] / peak:.1f}" for tokens, row in zip(x, rows))
    parts.append(
        f'<polygon points="{across(x[0]):.1f},{base} {rates} {across(right):.1f},{base}" fill="#ece8dc"/>'
        f'<text x="{LEFT + 8}" y="{base - 8}" fill="#666">learning rate, at most {peak:g}</text>'
    )
    for value in ticks(low, high, 0.5):
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{down(value):.1f}" y2="{down(value):.1f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{down(value) + 4:.1f}" text-anchor="end" fill="#444">{value:g}</text>'
        )
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 50, 100, 1000) if right / s <= 12)
    for value in ticks(0, right, step):
        parts.append(f'<text x="{across(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444">{value:g}</text>')
    points = " ".join(f"{across(a):.1f},{down(b):.1f}" for a, b in zip(x, y))
    parts += [
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#444">million tokens seen</text>',
        f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" fill="#444" transform="rotate(-90 14 {HEIGHT / 2})">{unit}</text>',
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.8"/>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
