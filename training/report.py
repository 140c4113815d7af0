"""What is said about the models: model cards, `docs/models.md` and the loss curves, from the figures.

Numbers are never typed by hand here; they come from `training.json` of each export, the evaluation
of the same weights and the run's log.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from .cards import card, listed, peak_rates
from .curves import draw, read_log, whole_log, write_log
from .manifest import evaluation
from .paths import DOCS, EXPORT_NAMES, MODELS, RUNS, WEIGHTS, WEIGHTS_Q8

LOG = "loss.csv"
"""The losses of every run that led to the weights, in the folder of the model."""
TITLES = {"bert": "mini-BERT", "gpt": "mini-GPT"}
COLOURS = {"bert": "#0f766e", "gpt": "#b45309"}
ACROSS = "agreement across a phrase"
"""The group of the minimal pairs whose nearest noun has the other number."""
RESTING = ("first token", "last token")
"""Jobs that read nothing in particular."""


class Target(NamedTuple):
    """What was set out for: the figure's name, its value, the least that will do and the aim (of `most`, the most)."""

    what: str
    value: float
    least: float
    aim: float | None
    form: str = "{:.1%}"
    most: bool = False

    @property
    def reached(self) -> str:
        """NaN reaches nothing."""
        def meets(bound: float | None) -> bool:
            return bound is not None and (self.value <= bound if self.most else self.value >= bound)

        return "the aim" if meets(self.aim) else "yes" if meets(self.least) else "no"


def facts_of(name: str) -> dict:
    """What `training.json` says of a model, with each of its runs, and their steps, tokens and minutes together."""
    facts = json.loads((MODELS / EXPORT_NAMES[name] / "training.json").read_text(encoding="utf-8"))
    runs = [*facts["earlier"], facts]
    sums = {key: sum(run[key] for run in runs) for key in ("steps", "tokens", "minutes")}
    return {**facts, "each": runs, "runs": len(runs), **sums}


def percent(value: float) -> str:
    return f"{100 * value:.1f}%"


def write_curves(name: str) -> None:
    """The published losses, with those of the run that is still at hand counted on from them, and their drawing."""
    folder = MODELS / EXPORT_NAMES[name]
    log = RUNS / name / "log.csv"
    rows = read_log(folder / LOG)
    if log.exists():
        rows = whole_log(rows, read_log(log), facts_of(name)["earlier"])
        write_log(folder / LOG, rows)
    if not rows:
        return
    what = "masked words" if name == "bert" else "next token"
    svg = draw(rows, f"{TITLES[name]}: training loss, {what}", COLOURS[name], "nats a token")
    (folder / "loss.svg").write_text(svg, encoding="utf-8")


def heads_table(heads: list[dict]) -> list[str]:
    lines = ["| layer | head | job | mean weight | uniform | random twin |", "|---|---|---|---|---|---|"]
    for entry in heads:
        job = entry["job"] or f"none (strongest: {entry['strongest']})"
        lines.append(
            f"| {entry['layer']} | {entry['head']} | {job} | {percent(entry['weight'])} "
            f"| {percent(entry['uniform'])} | {percent(entry['twin'])} |"
        )
    return lines


def pairs_table(bert: dict, gpt: dict) -> list[str]:
    lines = ["| group | mini-BERT | mini-GPT |", "|---|---|---|"]
    for group, (right, count) in bert["pairs"].items():
        lines.append(f"| {group} | {right} of {count} | {gpt['pairs'][group][0]} of {count} |")
    return lines


def both(figures: dict, key: str, form: Callable[[float], str]) -> str:
    """The cells of a figure: of the float16 weights, and of those in eight bits."""
    return " | ".join(form(figures[file]["main"][key]) for file in ("f16", "q8"))


def figures_table(bert: dict, gpt: dict) -> list[str]:
    trigram = gpt["q8"]["main"]["trigramBitsPerByte"]

    def bits(value: float) -> str:
        return f"{value:.3f}"

    def below(value: float) -> str:
        return f"{bits(value)} ({percent(1 - value / trigram)} below)"

    return [
        "| what | float16 | 8 bits |",
        "|---|---|---|",
        f"| mini-BERT, hidden words (15% replaced by [MASK]), first guess right | {both(bert, 'maskedTop1', percent)} |",
        f"| the same, among the first five | {both(bert, 'maskedTop5', percent)} |",
        f"| mini-BERT, 60 cloze sentences, right word first | {both(bert, 'clozeTop1', percent)} |",
        f"| the same, among the first five | {both(bert, 'clozeTop5', percent)} |",
        f"| mini-BERT, next sentence, balanced | {both(bert, 'nextSentence', percent)} |",
        f"| mini-BERT, 100 minimal pairs | {both(bert, 'minimalPairs', percent)} |",
        f"| mini-BERT, heads with a nameable job, of 16 | {both(bert, 'namedHeads', str)} |",
        f"| interpolated Kneser-Ney trigram of the training text (each document once), bits per byte | {both(gpt, 'trigramBitsPerByte', bits)} |",
        f"| mini-GPT, bits per byte on the same held-out text | {both(gpt, 'bitsPerByte', below)} |",
        f"| mini-GPT, loss on the second copy of a random phrase against the first | {both(gpt, 'inductionRatio', percent)} |",
        f"| mini-GPT, 100 minimal pairs | {both(gpt, 'minimalPairs', percent)} |",
        f"| mini-GPT, heads with a nameable job, of 16 | {both(gpt, 'namedHeads', str)} |",
    ]


def targets(bert: dict, gpt: dict) -> list[Target]:
    """The figures of the weights that the page loads, with what was set out for before training."""
    main = {"bert": bert["main"], "gpt": gpt["main"]}
    pairs = {"bert": bert["pairs"][ACROSS][0], "gpt": gpt["pairs"][ACROSS][0]}
    working = {name: share_not_resting(figures["heads"]) for name, figures in (("bert", bert), ("gpt", gpt))}
    below = 1 - main["gpt"]["bitsPerByte"] / main["gpt"]["trigramBitsPerByte"]
    return [
        Target("mini-GPT, bits per byte below the trigram's", below, 0.14, 0.20),
        Target("mini-BERT, hidden words, first guess", main["bert"]["maskedTop1"], 0.44, 0.55),
        Target("mini-BERT, hidden words, first five", main["bert"]["maskedTop5"], 0.66, 0.75),
        Target("mini-BERT, minimal pairs", main["bert"]["minimalPairs"], 0.88, 0.95),
        Target("mini-GPT, minimal pairs", main["gpt"]["minimalPairs"], 0.93, 0.95),
        Target(f"mini-BERT, {ACROSS}, of 20", pairs["bert"], 10, 16, "{:.0f}"),
        Target(f"mini-GPT, {ACROSS}, of 20", pairs["gpt"], 14, 18, "{:.0f}"),
        Target("mini-BERT, cloze sentences, first five", main["bert"]["clozeTop5"], 0.85, 0.92),
        Target("mini-BERT, next sentence", main["bert"]["nextSentence"], 0.85, 0.90),
        Target("mini-BERT, heads with a job that is not resting", working["bert"], 0.50, 0.70),
        Target("mini-GPT, heads with a job that is not resting", working["gpt"], 0.35, 0.60),
        Target("mini-GPT, loss on a repeated phrase, at most", main["gpt"]["inductionRatio"], 0.60, None, most=True),
    ]


def share_not_resting(heads: list[dict]) -> float:
    """Of the heads, those with a job other than reading the first or the last token."""
    return sum(entry["job"] is not None and entry["job"] not in RESTING for entry in heads) / len(heads)


def targets_table(rows: list[Target]) -> list[str]:
    lines = ["| what | measured | at least | aim | reached |", "|---|---|---|---|---|"]
    for row in rows:
        value, least, aim = ("" if x is None else row.form.format(x) for x in (row.value, row.least, row.aim))
        lines.append(f"| {row.what} | {value} | {least} | {aim} | {row.reached} |")
    return lines


def runs_table(facts: dict[str, dict]) -> list[str]:
    lines = ["| | run | tokens | minutes | peak learning rate |", "|---|---|---|---|---|"]
    for name in EXPORT_NAMES:
        for number, (run, rates) in enumerate(zip(facts[name]["each"], peak_rates(facts[name])), 1):
            lines.append(f"| {TITLES[name]} | {number} | {run['tokens']:,} | {run['minutes']:.0f} | {listed(rates)} |")
    return lines


def runs_section(facts: dict[str, dict]) -> list[str]:
    """How several runs followed on one another; nothing where each model has one."""
    if all(of_model["runs"] == 1 for of_model in facts.values()):
        return []
    beginning = "Each run begins from the exported weights of the one before, with a fresh optimizer, a warm-up and other batches:"
    return [beginning, "", *runs_table(facts), "", TRIED, ""]


def weights_table(figures: dict[str, dict]) -> list[str]:
    return [
        "| | mini-BERT | mini-GPT |",
        "|---|---|---|",
        "| float16, bytes | " + " | ".join(f"{figures[name]['bytes']['f16']:,}" for name in EXPORT_NAMES) + " |",
        "| 8 bits, bytes | " + " | ".join(f"{figures[name]['bytes']['q8']:,}" for name in EXPORT_NAMES) + " |",
        "| attention apart, at most | "
        + " | ".join(f"{figures[name]['attentionApart']['largest']:.4f}" for name in EXPORT_NAMES) + " |",
        "| attention apart, mean | "
        + " | ".join(f"{figures[name]['attentionApart']['mean']:.5f}" for name in EXPORT_NAMES) + " |",
    ]


TRIED = (
    "What was tried to get further: at a constant rate of 0.0015 the loss of mini-BERT stood still for six million "
    "tokens and fell only as the rate did, so each run falls for longer than the one before, the third from its first "
    "tenth and from a lower peak. Eight heads in place of four changed nothing (see `training/README.md`). Larger models and "
    "many more passes over the text were out of reach on one processor core."
)


def models_page(bert: dict, gpt: dict) -> str:
    facts = {name: facts_of(name) for name in EXPORT_NAMES}
    sections = [
        "# The two models, measured",
        "",
        f"Measured {bert['date']} by `python3 -m training evaluate` on the exported weights, on text held out by document "
        "(1% of each source, sources weighted as in the training mix).",
        "",
        "| | mini-BERT | mini-GPT |",
        "|---|---|---|",
        f"| parameters | {facts['bert']['parameters']:,} | {facts['gpt']['parameters']:,} |",
        f"| tokens seen | {facts['bert']['tokens']:,} | {facts['gpt']['tokens']:,} |",
        f"| steps | {facts['bert']['steps']:,} | {facts['gpt']['steps']:,} |",
        f"| minutes on one core | {facts['bert']['minutes']:.0f} | {facts['gpt']['minutes']:.0f} |",
        "",
        "## Float16, and eight bits for the page",
        "",
        f"`{WEIGHTS}` holds the weights in float16. The page loads `{WEIGHTS_Q8}`, where matrices have eight bits a "
        "weight and a scale for each 64; everything below this section is of these. Attention apart: the difference of "
        "an attention weight between the two, over all heads, on 120 held-out sentences of 8 to 24 tokens.",
        "",
        *weights_table({"bert": bert, "gpt": gpt}),
        "",
        *figures_table(bert, gpt),
        "",
        "## Against what was set out for",
        "",
        *targets_table(targets(bert["q8"], gpt["q8"])),
        "",
        "A head that rests reads the first or the last token, which is a way of reading nothing in particular.",
        "",
        "## Minimal pairs by group",
        "",
        *pairs_table(bert["q8"], gpt["q8"]),
        "",
        "In *agreement across a phrase* the noun between subject and verb has the other number (“the keys on the "
        "table are”): a model that agrees with the nearest noun gets these wrong, whatever it does elsewhere.",
        "",
        "## Loss while training",
        "",
        "![mini-BERT](../public/models/mini-bert/loss.svg)",
        "",
        "![mini-GPT](../public/models/mini-gpt/loss.svg)",
        "",
        "Loss on training batches, which include windows with random repeated phrases; the numbers are in "
        "`loss.csv` beside each curve.",
        "",
        *runs_section(facts),
        "## What the heads do",
        "",
        "On 120 held-out sentences of 8 to 24 tokens (copying: on sentences written twice). A job is the rule that "
        "explains most of a head's mean weight beyond what reading all allowed tokens equally would give; it is named "
        "if that excess is at least 20 points, and at least 20 points above the same head of a twin with random "
        "weights. Layers and heads count from 1.",
        "",
        "### mini-BERT",
        "",
        *heads_table(bert["q8"]["heads"]),
        "",
        "The last token is [SEP], the first [CLS]: reading them is a way of reading nothing in particular "
        "(Clark et al. 2019).",
        "",
        "### mini-GPT",
        "",
        *heads_table(gpt["q8"]["heads"]),
        "",
        "Resting on the first token is what many heads of the real GPT-2 do too.",
        "",
        "## Examples",
        "",
        *(
            f"- *{text}* mini-BERT: {words(fills)}; mini-GPT, which reads only up to the blank: {words(gpt['q8']['next'][text])}."
            for text, fills in bert["q8"]["fills"].items()
        ),
        "",
        "mini-GPT goes on (temperature 0.8, 40 most probable tokens):",
        "",
        *(f"- {sample}" for sample in gpt["q8"]["samples"]),
        "",
    ]
    return "\n".join(sections)


def words(predictions: list) -> str:
    return ", ".join(f"{token} {percent(p)}" for token, p in predictions)


def write_reports() -> None:
    for name in EXPORT_NAMES:
        write_curves(name)
    figures = {name: evaluation(name) for name in EXPORT_NAMES}
    if not all(figures.values()):
        print("the exported weights are not evaluated yet: docs and cards are left as they are", flush=True)
        return
    DOCS.mkdir(exist_ok=True)
    (DOCS / "models.md").write_text(models_page(figures["bert"], figures["gpt"]), encoding="utf-8")
    for name, folder in EXPORT_NAMES.items():
        text = card(name, facts_of(name), figures[name])
        (MODELS / folder / "README.md").write_text(text, encoding="utf-8")
