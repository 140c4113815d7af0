"""Sentences in which a verb agrees with its subject across a noun of the other number.

"The keys on the table are …": a model that goes by the nearest noun gets these wrong, and ordinary text has few
(Linzen, Dupoux & Goldberg 2016 call the noun between an attractor). They are found by rule, without a parser:
a determiner opens the sentence, a noun stands before a preposition or relative pronoun, and within a few words
comes a form of *be*, *have* or *do* right after a noun of the other number. The rule misses many and is wrong
now and then ("the group of friends are" stays out, "the news from my friends is" comes in as it should).
"""

from __future__ import annotations

import re

OPENERS = frozenset(
    "the a an my your his her its our their this that these those some every each no two three four many several one".split()
)
LINKS = frozenset(
    """of in on at by with from near behind under over for about between among around to across inside outside
    beside above below against before after who that which""".split()
)
SINGULAR_VERBS = frozenset("is was has does isn't wasn't hasn't doesn't".split())
PLURAL_VERBS = frozenset("are were have do aren't weren't haven't don't".split())
IRREGULAR_PLURALS = frozenset("men women children people feet teeth mice geese police cattle sheep".split())
SINGULAR_IN_S = frozenset("news bus gas glass class lens physics mathematics series always perhaps besides".split())
NOT_NOUNS = OPENERS | LINKS | frozenset(
    """i you he she it we they me him us them who what there here it's not and or but as if than when where while
    so all both either which whom whose mine yours hers ours theirs this these now then too also only just more
    most very well is was are were be been being has have had do does did will would can could shall should may
    might must said says goes went came gave made left""".split()
)
FURTHEST = 6
"""Words after the link within which the verb must come."""
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|[^\sa-z]")


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case is a plural, by its ending."""
    if noun in IRREGULAR_PLURALS:
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")) and noun not in SINGULAR_IN_S


def agrees_across(sentence: str) -> bool:
    """True where the rule finds a subject, a noun of the other number, and a verb that agrees with the first."""
    words = _WORD.findall(sentence.lower().replace("’", "'").lstrip("\"'“‘( "))
    if not words or words[0] not in OPENERS:
        return False
    link = next((at for at in range(2, min(5, len(words))) if words[at] in LINKS), None)
    if link is None or not is_noun(words[link - 1]):
        return False
    plural = is_plural(words[link - 1])
    for verb, between in zip(words[link + 2 : link + 2 + FURTHEST], words[link + 1 :]):
        if not verb[0].isalpha():
            return False
        if verb in SINGULAR_VERBS or verb in PLURAL_VERBS:
            if is_noun(between):
                return (verb in PLURAL_VERBS) == plural != is_plural(between)
    return False


def is_noun(word: str) -> bool:
    """Whether a word may be a noun: letters, and none of the small words that the rule knows."""
    return word[0].isalpha() and word not in NOT_NOUNS and not word.endswith("ly")
