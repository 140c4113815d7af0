"""The text of the two model cards, in the Hugging Face form (front matter, then sections)."""

from __future__ import annotations

FRONT = """---
language: en
license: cc-by-sa-4.0
library_name: transformers
pipeline_tag: {task}
tags:
- {tag}
- attention
- education
---
"""

DATA = """## Data and licence

About 85 MB of English from 17 open sources, lower-cased, mixed so that simple present-day English weighs more. The
text itself is not distributed; 1% of each source's documents was held out.

| source | copies | licence |
|---|---|---|
| Tatoeba sentences (tatoeba.org, through manythings.org/anki and LASER) | 3 | CC-BY 2.0 FR |
| TinyStories samples (Eldan & Li) | 3 | CDLA-Sharing-1.0 |
| African Storybook, stories marked CC-BY | 3 | CC-BY |
| Mozilla Common Voice prompts | 3 | CC0 1.0 |
| Synthetic-Persona-Chat (Google Research) | 2 | CC-BY 4.0 |
| MS-COCO captions | 2 | CC-BY 4.0, according to the data set's terms |
| WordNet 3.0 example sentences (Princeton University) | 2 | WordNet licence |
| OneStopEnglish corpus (Vajjala & Lučić) | 2 | CC-BY-SA 4.0 |
| MASC, written and spoken (American National Corpus) | 2 | open, for any use |
| English Web Treebank sources, Universal Dependencies | 2 | CC-BY-SA 4.0 |
| Standard Ebooks: stories and novels in the US public domain | 2 | CC0 |
| FairytaleQA stories | 2 | Apache-2.0; texts in the public domain |
| ChiLit, British children's books 1830s to 1910 (CLiC) | 1 | texts in the public domain |
| English Wikipedia paragraphs in plain words | 1 | CC-BY-SA 3.0 |
| Taskmaster-4 (Google Research) | 1 | CC-BY 4.0 |
| 100 English Novels, those of 1880 to 1930 | 0.5 | public domain in the US |
| Schema-Guided Dialogue (Google Research) | 0.5 | CC-BY-SA 4.0 |

The weights are under CC-BY-SA 4.0 because some of the sources ask that what is built on them be shared alike.
In Tatoeba most mentions of "Tom" and "Mary" were replaced by varied first names.
"""

LIMITS = """## Intended use, limits, biases

For looking at attention in a small model: teaching, demonstrations, tests of tools. Not for producing text that anyone
relies on, and not for judging people. With five million parameters it knows
frequent phrases and hardly any facts. Input is lower-cased; letters outside ASCII are representable, but none was in
the training text, so what the model makes of them means nothing.

Children's books and novels of 1830 to 1930 are in the data, with the attitudes of their time towards women, classes,
peoples and religions; predictions for sentences about people show it. Attention shows where a head reads, not why the
model answers as it does.
"""

BERT = """# mini-BERT

A small BERT (Devlin et al. 2019) for the page Sightlines, where it stands beside mini-GPT: same tokenizer, depth,
width, heads and corpus, another mask and another objective. 4 layers, 4 heads, width 256, feed-forward 1024,
128 positions, 8,192 byte-level BPE tokens, {parameters:,} parameters. LayerNorm after each sub-layer, segment
embeddings, exact GELU, pooler.

## Training

Masked words and next sentence, as in the paper. {chosen:.0%} of the tokens were chosen (80% [MASK], 10% another token, 10%
unchanged; never a special token): more than the paper's 15%, since a small run learns more from each window. Pairs of
one to three sentences, half of them true neighbours; beside these, single sentences and windows of several sentences.
In 5% of the windows of 24 tokens or more a phrase is repeated. Half of the signs after a [MASK] are written with a space,
because the tokenizer gives text after a special token a leading space.
"""

GPT = """# mini-GPT

A small GPT-2 (Radford et al. 2019) for the page Sightlines, where it stands beside mini-BERT: same tokenizer, depth,
width, heads and corpus, another mask and another objective. 4 layers, 4 heads, width 256, feed-forward 1024,
128 positions, 8,192 byte-level BPE tokens, {parameters:,} parameters. LayerNorm before each sub-layer and after the
last block, tanh GELU.

## Training

Next token, on windows that start with `<|endoftext|>` and at a sentence; documents are separated by it. The loss is
taken {positions}. In 6% of the windows of 24 tokens or more a phrase is repeated, in
half of these a random one to the end of the window: copying heads owe their existence to this more than to prose.
"""

COMMON = """
{steps:,} steps, {tokens:,} tokens, {minutes:.0f} minutes of one processor core ({date}),
in {in_runs}; {optimizer},
peak rate {peak}, warm-up, constant, then linear decay to zero over the last part;
`training.json` has the settings and the plan of the decay. The pipeline is in `training/` of the repository.
"""
OPTIMIZERS = {"adamw": "AdamW", "muon": "Muon for the matrices of the blocks and AdamW for the rest"}

FORMS = """
`model.safetensors` holds the weights in float16, for other tools. `model.q8.safetensors` is for the page and about half
as large: in I8 the matrices, with float16 scales for each 64 weights of a row in `<name>.scale`, the rest as before. On
120 held-out sentences the attention weights of the two lie {mean:.5f} apart on average and {largest:.4f} at most.
"""


def peak_rates(facts: dict) -> list[list[float]]:
    """The peak learning rates of every run in their order: what it began with and what it was changed to on its way."""
    own = facts["settings"]["optimizer"]["peak_rate"]
    last = [*(run.get("peak_rate") for run in facts["earlier"]), own]
    return [
        # The first run did not record its rate, which was the second's, too.
        [*left_rates(run), next(rate for rate in last[index:] if rate)]
        for index, run in enumerate([*facts["earlier"], facts])
    ]


def left_rates(run: dict) -> list[float]:
    """The peak learning rates that a run had before its last was set, in their order."""
    key = "optimizer.peak_rate"
    return [change["before"][key] for change in run.get("changed", []) if key in change["before"]]


def listed(rates: list[float]) -> str:
    """Each rate once: "0.0015" or "0.0015, then 0.0008"."""
    return ", then ".join(f"{rate:g}" for rate in dict.fromkeys(rates))


def told(facts: dict) -> dict:
    """The words of a card that follow from the settings."""
    settings, runs = facts["settings"], facts["runs"]
    share = settings["data"].get("loss_share", 1)
    return {
        "chosen": settings["data"].get("mask_rate"),
        "positions": "at every position" if share == 1 else f"on a random {share:.0%} of the positions of each step",
        "in_runs": "one run" if runs == 1 else f"{runs} runs, each from the exported weights of the one before",
        # Before there was a choice, it was AdamW.
        "optimizer": OPTIMIZERS[settings["optimizer"].get("kind", "adamw")],
        "peak": listed([rate for run in peak_rates(facts) for rate in run]),
    }


def card(name: str, facts: dict, figures: dict) -> str:
    def row(what: str, key: str, form: str) -> str:
        cells = (form.format(figures[file]["main"][key]) for file in ("f16", "q8"))
        return f"| {what} | {' | '.join(cells)} |"

    if name == "bert":
        front = FRONT.format(task="fill-mask", tag="bert")
        rows = [
            row("hidden words, first guess right", "maskedTop1", "{:.1%}"),
            row("hidden words, among the first five", "maskedTop5", "{:.1%}"),
            row("next sentence, balanced", "nextSentence", "{:.1%}"),
            row("60 cloze sentences, among the first five", "clozeTop5", "{:.1%}"),
        ]
    else:
        front = FRONT.format(task="text-generation", tag="gpt2")
        rows = [
            row("bits per byte", "bitsPerByte", "{:.3f}"),
            row("Kneser-Ney trigram on the same text", "trigramBitsPerByte", "{:.3f}"),
            row("loss on a repeated random phrase against its first copy", "inductionRatio", "{:.1%}"),
        ]
    rows += [
        row("100 minimal pairs", "minimalPairs", "{:.1%}"),
        row("heads with a nameable job", "namedHeads", "{} of 16"),
    ]
    table = "\n".join(["| on held-out text | float16 | 8 bits |", "|---|---|---|", *rows])
    body = ((BERT if name == "bert" else GPT) + COMMON).format(**facts, **told(facts))
    forms = FORMS.format(**figures["attentionApart"])
    return f"{front}\n{body}\n## Evaluation\n\nMeasured {figures['date']}.\n{forms}\n{table}\n\n{DATA}\n{LIMITS}"
