"""The corpus mix: how many copies of each source make one epoch.

Simple, present-day English is favoured; a fraction means that each document is taken with that
probability. `passages` marks sources whose lines hold many sentences, which are also cut into
pieces of one to three sentences so that short inputs are in distribution.
"""

from typing import NamedTuple


class Source(NamedTuple):
    name: str
    copies: float
    passages: bool


SOURCES = (
    Source("tatoeba", 3, False),
    Source("tinystories", 3, True),
    Source("african_storybook", 3, True),
    Source("common_voice_sentences", 3, False),
    Source("synthetic_persona_chat", 2, True),
    Source("coco_captions", 2, False),
    Source("wordnet_examples", 2, False),
    Source("onestop_english", 2, True),
    Source("masc", 2, False),
    Source("ewt_web", 2, True),
    Source("standard_ebooks_modern", 2, True),
    Source("fairytaleqa", 2, True),
    Source("chilit", 1, True),
    Source("wikipedia_simple_subset", 1, True),
    Source("taskmaster4", 1, False),
    Source("novels_1880_1930", 0.5, True),
    Source("sgd_dialogues", 0.5, False),
)
