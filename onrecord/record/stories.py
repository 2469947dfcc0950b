"""Articles that are copies of one text are one Story.

“Is a copy of” does not pass on: an article that was stitched together from two is a copy of both, which
have nothing to do with each other. What passes on is the text: two copies of one article are of one story
where the passages of it that stand in them are the same for the most part.

Every result is a function of the set of articles, whatever the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.model import digest

SAME = 0.5  # of the fewer sentences, that two copies share which are copies of the same part of an article


@dataclass(frozen=True, slots=True)
class Edge:
    """Two articles of which one is a copy of the other, or both of one text. ``one`` has the smaller id;
    ``in_one`` and ``in_other`` are those of ``copying.Copied``.
    """

    one: str
    other: str
    in_one: int
    in_other: int


def fold(edges: Iterable[Edge]) -> dict[str, frozenset[str]]:
    """The articles of each story (by its id) that some pairs of copies make, all there are among them."""
    given = sorted(edges, key=lambda edge: (edge.one, edge.other))
    sets = _largest({frozenset(_articles(group)) for group in _of_one_text(given)})
    return {_id(each, sets): each for each in sets}


def _articles(edges: Iterable[Edge]) -> Iterator[str]:
    for edge in edges:
        yield from (edge.one, edge.other)


def _of_one_text(edges: Collection[Edge]) -> list[list[Edge]]:
    """The edges in groups, each of one text."""
    places = defaultdict[str, dict[int, list[Edge]]](lambda: defaultdict(list))
    for edge in edges:
        places[edge.one][edge.in_one].append(edge)
        places[edge.other][edge.in_other].append(edge)
    groups = {edge: [edge] for edge in edges}
    for passages in places.values():
        for some in passages.values():
            for edge in some[1:]:
                _join(groups, some[0], edge)
        for one, other in combinations(passages, 2):
            if _are_same(one, other):
                _join(groups, passages[one][0], passages[other][0])
    return list({id(group): group for group in groups.values()}.values())


def _join(groups: dict[Edge, list[Edge]], one: Edge, other: Edge) -> None:
    less, more = sorted((groups[one], groups[other]), key=len)
    if less is not more:
        more += less
        groups.update(dict.fromkeys(less, more))


def _are_same(one: int, other: int) -> bool:
    """Are two sets of sentences of an article the same for the most part?"""
    return (one & other).bit_count() >= SAME * min(one.bit_count(), other.bit_count())


def _largest(sets: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The sets that lie in no other."""
    return [each for each in sorted(sets, key=sorted) if not any(each < other for other in sets)]


def _id(articles: frozenset[str], sets: Collection[frozenset[str]]) -> str:
    """The id of a story: made of an article that is its alone, so that it stays as others come."""
    alone = [key for key in articles if sum(key in each for each in sets) == 1]
    return digest("story", *([min(alone)] if alone else sorted(articles)))
