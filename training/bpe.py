"""Training byte-pair encoding (Sennrich et al. 2016) on word counts.

A heap holds the pairs by count and an index remembers which words hold a pair, so each merge
touches only the words that change. Stale heap entries are recognised by their count.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict

Pair = tuple[str, str]


def train_merges(counts: Counter[str], merges: int) -> list[Pair]:
    """The `merges` most frequent pairs, in the order in which they are merged.

    Ties go to the pair that sorts first, so that the result does not depend on insertion order.
    """
    pieces = [list(word) for word in counts]
    weights = list(counts.values())
    totals: Counter[Pair] = Counter()
    holders: defaultdict[Pair, set[int]] = defaultdict(set)
    for index, word in enumerate(pieces):
        for pair in zip(word, word[1:]):
            totals[pair] += weights[index]
            holders[pair].add(index)
    heap = [(-total, pair) for pair, total in totals.items()]
    heapq.heapify(heap)
    result: list[Pair] = []
    while heap and len(result) < merges:
        negative, pair = heapq.heappop(heap)
        if totals[pair] != -negative or negative == 0:
            continue
        result.append(pair)
        changed: set[Pair] = set()
        for index in holders.pop(pair):
            old, weight = pieces[index], weights[index]
            new = merge(old, pair)
            if len(new) == len(old):
                continue
            for gone in zip(old, old[1:]):
                totals[gone] -= weight
                changed.add(gone)
            for come in zip(new, new[1:]):
                totals[come] += weight
                holders[come].add(index)
                changed.add(come)
            pieces[index] = new
        totals[pair] = 0
        for other in changed:
            if other != pair and totals[other] > 0:
                heapq.heappush(heap, (-totals[other], other))
    return result


def merge(word: list[str], pair: Pair) -> list[str]:
    """The word with every occurrence of the pair, from left to right, replaced by its union."""
    first, second = pair
    merged: list[str] = []
    position = 0
    while position < len(word):
        if word[position] == first and position + 1 < len(word) and word[position + 1] == second:
            merged.append(first + second)
            position += 2
        else:
            merged.append(word[position])
            position += 1
    return merged
