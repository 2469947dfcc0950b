"""The same thing said, printed in several articles, is one Saying.

Two wordings are one where they share enough of what they say, their speakers agree, and neither number,
name nor negation parts them (``same``). That relation is not transitive: one page prints together what
two others print apart. So a Saying is a set of wordings all of which belong together (``fold``): groups
that print about as much as one another are merged first, where a third of their pairs are one and none
speaks against it; then a group that holds the whole of another joins it. A wording that holds two things
which are not one is a witness of both.

Every result is a function of the set of wordings, whatever the order in which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.model import DifferenceType, Saying, Wording, digest
from onrecord.people import names
from onrecord.people.evidence import name_node, speaker_node
from onrecord.people.identity import Identities
from onrecord.record.differences import compare
from onrecord.record.likeness import Likeness, likeness, stands_in
from onrecord.record.prints import Prints, prints
from onrecord.record.stems import Stem, stems
from onrecord.text import quotations

EQUAL = 0.6  # of the longer wording, that two which print about as much share at the least
WHOLE = 0.95  # of the shorter wording: two that share so much of it, in its order, part in nothing
PARTING: frozenset[DifferenceType] = frozenset({"reversal", "negation", "number", "name", "roles"})
JOINED = 0.34  # of the pairs across two groups, that are one saying where the groups are
SPEAKS = 0.3  # of the shorter wording: two that share less say nothing for or against each other
SOON = 30  # days within which a retelling in other words is taken for one of the same occasion
RETOLD = 0.5  # of the shorter wording, that one speaker's retelling shares
MOVED = 0.5  # of what is shared, that keeps its order in a retelling ...
MANY = 6.0  # ... unless so many content words are shared
ALIKE = 0.75  # of the shorter wording, where it is not known whether the speakers are one ...
PASSAGE = 5  # ... and the words that both then print alike
PASSING = 0.2  # of the longer wording, which only holds it in passing where it is less
QUOTED = 0.4  # of the shorter wording, where all that it quotes stands in the other, or both quote the same
LONG = 8  # words printed alike that are a long quotation
PART = 0.3  # of the shorter wording, where one speaker's two print a long quotation alike
SEVERAL = 3.0  # content words that two wordings of unknown speakers share, which print the same
LIKELY = 0.4  # of the beginnings of words of the shorter wording, so that it is worth a closer look ...
FAINT = 0.25  # ... and of those by one speaker, who may retell in other words
BEGINNING = 4  # letters
REMEMBERED = 4096  # wordings whose words are kept at hand
FEW = 2.0  # content words: who shares fewer ...
ALL = 0.88  # ... has to share so much of the shorter wording
_LONG_WORD = re.compile(rf"[^\W_]{{{BEGINNING},}}")


@dataclass(frozen=True, slots=True)
class Heard:
    """A wording, the nodes that name its speaker, and the words by which those names are found."""

    wording: Wording
    nodes: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def stems(self) -> tuple[Stem, ...]:
        """Its words."""
        return _stems(self.wording.text)

    @property
    def quoted(self) -> list[tuple[Stem, ...]]:
        """The words of each piece in quotation marks that a wording in others' words holds; those without a
        content word tell nothing and are left out.
        """
        if self.wording.kind != "mixed":
            return []
        text = self.wording.text
        pieces = [_stems(text[each.start : each.end]) for each in quotations(text)]
        return [piece for piece in pieces if any(stem.is_content for stem in piece)]

    @property
    def is_named(self) -> bool:
        """Is it known by name who says it?"""
        return names.is_named(self.wording.speaker, self.wording.speaker_type)

    @property
    def prints(self) -> Prints:
        """The fingerprints by which candidates are found."""
        is_quoted = self.wording.kind != "indirect"
        return prints(self.stems, self.names, is_named=self.is_named, is_quoted=is_quoted)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings of one saying. ``one`` and ``other`` are ids, ``one`` the smaller; ``strength`` orders
    the pairs; ``is_equal`` where both print about as much.
    """

    one: str
    other: str
    strength: float
    is_equal: bool


def heard(wording: Wording, who: Identities) -> Heard:
    """A wording, ready to be compared; ``who`` is who is who by what was judged."""
    if wording.speaker is None:
        return Heard(wording)
    nodes = name_node(wording.speaker), speaker_node(wording.article, wording.speaker)
    judged = {name for node in nodes for name in who.group(node) if name.startswith("name:")}
    known = names.keys(wording.speaker, wording.speaker_type)
    known |= {names.key(name.removeprefix("name:")) for name in judged}
    return Heard(wording, nodes, known)


@lru_cache(REMEMBERED)
def _stems(text: str) -> tuple[Stem, ...]:
    return stems(text)


def same(one: Heard, other: Heard, who: Identities, *, in_doubt: bool = False) -> Pair | None:
    """The two as a pair of one saying, or None where they are not known to be one. ``in_doubt`` where it is
    whose they are (``doubts``), so that two names part nothing.
    """
    # Words are not aligned alike from both sides: the order must not be that in which the pages came.
    one, other = sorted((one, other), key=lambda each: each.wording.id)
    alike = _beginning_alike(one.wording.text, other.wording.text)
    agreed = None if in_doubt or alike < FAINT else speakers_agree(one, other, who)
    if agreed is False or alike < (LIKELY if agreed is None else FAINT):
        return None
    like = likeness(one.stems, other.stems)
    if _is_parted(one.wording, other.wording, like):
        return None
    if not _is_enough(one, other, like, agreed):
        return None
    is_word_for_word = like.inner >= WHOLE and like.ordered >= WHOLE
    if not is_word_for_word and _means_something_else(one.wording.text, other.wording.text):
        return None
    return Pair(one.wording.id, other.wording.id, round(like.inner + like.outer, 6), like.outer >= EQUAL)


def may_be_one(one: Wording, other: Wording) -> bool:
    """Are two wordings worth a closer look? Where not, ``same`` says None, and nothing is in doubt."""
    return _beginning_alike(one.text, other.text) >= FAINT


def _beginning_alike(one: str, other: str) -> float:
    """Of the long words of the shorter of two wordings, the share that begins like words of the other. A look
    that spares a thousand times its time: what many print in passing, and who speaks often, bring together
    more than belongs together.
    """
    a, b = _beginnings(one), _beginnings(other)
    return len(a & b) / least if (least := min(len(a), len(b))) else 1.0


@lru_cache(REMEMBERED)
def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in _LONG_WORD.findall(text.lower()))


def _means_something_else(one: str, other: str) -> bool:
    """Does the one say something else than the other, where they speak of the same?"""
    return any(found.type in PARTING and found.meaning == "changed" for found in compare(one, other))


def _is_enough(one: Heard, other: Heard, like: Likeness, agreed: bool | None) -> bool:
    """Do two wordings share enough?"""
    if agreed is None and _are_quoted(one.wording, other.wording, like):
        return like.inner >= QUOTED
    if agreed is None and not (one.is_named or other.is_named):
        return _is_reprint(like)
    days = _days_apart(one.wording, other.wording)
    is_soon = agreed is True and (days or 0) <= SOON
    return _binds(like, agreed, days) or (is_soon and _is_quoted(one, other, like))


def _binds(like: Likeness, agreed: bool | None, days: int | None) -> bool:
    """Do the words bind two wordings of which one is by name? The more of them the less else does."""
    if agreed is None and like.shared >= SEVERAL and like.outer >= ALIKE:
        return True
    if agreed is None or (days or 0) > SOON:
        return like.inner >= ALIKE and like.outer >= PASSING and like.run >= PASSAGE
    if like.run >= LONG and like.inner >= PART:
        return True
    if like.shared < FEW:
        return like.inner >= ALL and like.shared >= 1.0
    is_in_order = like.ordered >= MOVED or like.inner >= ALIKE or like.shared >= MANY
    return like.inner >= RETOLD and is_in_order


def _is_reprint(like: Likeness) -> bool:
    """Is it printed word for word? Only that makes one of what nobody in particular says, unquoted."""
    return like.inner >= WHOLE and like.ordered >= WHOLE and like.run >= PASSAGE


def _are_quoted(one: Wording, other: Wording, like: Likeness) -> bool:
    """Do both quote, and do they print a long passage alike?"""
    return like.run >= LONG and "indirect" not in (one.kind, other.kind)


def _is_quoted(one: Heard, other: Heard, like: Likeness) -> bool:
    """Does one speaker's retelling quote nothing but what the other wording has in these very words?"""
    return like.inner >= QUOTED and any(
        quoted and all(stands_in(each, whole.stems) for each in quoted)
        for part, whole in ((one, other), (other, one))
        for quoted in [part.quoted]
    )


def speakers_agree(one: Heard, other: Heard, who: Identities) -> bool | None:
    """May the two have one speaker? None where one of them names nobody. What was judged goes first."""
    a, b = one.wording, other.wording
    if a.speaker is None or b.speaker is None:
        return None
    across = [(mine, yours) for mine in one.nodes for yours in other.nodes]
    if any(who.are_apart(*nodes) for nodes in across):
        return False
    if any(who.are_same(*nodes) for nodes in across):
        return True
    return names.agree(a.speaker, a.speaker_type, b.speaker, b.speaker_type)


def _is_parted(one: Wording, other: Wording, like: Likeness) -> bool:
    """Does a number, a name or a negation say that two wordings are not one? “He denied that he went”
    is one with “I did not go”. Of a long quotation printed alike, the verb before it turns nothing.
    """
    if like.against:
        return True
    is_denied = not _are_quoted(one, other, like) and _is_negated(one) != _is_negated(other)
    return like.is_turned != is_denied


def _is_negated(wording: Wording) -> bool:
    return (wording.polarity == "negative") != (wording.act == "deny")


def _days_apart(one: Wording, other: Wording) -> int | None:
    """Days between two articles; None where a date is not known."""
    if one.published is None or other.published is None:
        return None
    try:
        days = [date.fromisoformat(each.published[:10]) for each in (one, other) if each.published]
    except ValueError:  # a year or a month alone
        return None
    return abs((days[0] - days[1]).days)


Group = frozenset[str]


def fold(known: Mapping[str, Heard], pairs: Iterable[Pair], who: Identities) -> list[Saying]:
    """The sayings of some wordings (by id), given all pairs among them; of two wordings or more each."""
    folding = _Folding(known, {(pair.one, pair.other): pair for pair in pairs}, who)
    groups = folding.merged()
    links = {group: set[Group]() for group in groups}
    for one, other in combinations(groups, 2):
        if folding.belong(one, other):
            links[one].add(other)
            links[other].add(one)
    sets = [frozenset[str]().union(*clique) for clique in _cliques(links, set(), set(groups), set())]
    return sorted(
        (_saying(known, each, sets) for each in sets if len(each) > 1), key=lambda saying: saying.id
    )


def together(known: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[set[str], list[Pair]]]:
    """Wordings, by id, in sets that hang together by pairs, and those pairs; none for what is in no pair."""
    sets: dict[str, set[str]] = {}
    kept = list(pairs)
    for pair in kept:
        one, other = sets.setdefault(pair.one, {pair.one}), sets.setdefault(pair.other, {pair.other})
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            sets.update(dict.fromkeys(small, large))
    among: dict[int, list[Pair]] = {}
    for pair in kept:
        among.setdefault(id(sets[pair.one]), []).append(pair)
    distinct = {id(sets[key]): sets[key] for key in known if key in sets}
    return [(whole, among[number]) for number, whole in distinct.items()]


@dataclass(frozen=True)
class _Folding:
    """What is known of the wordings that are being folded."""

    known: Mapping[str, Heard]
    pairs: Mapping[tuple[str, str], Pair]
    who: Identities

    def merged(self) -> list[Group]:
        """Groups of wordings that print about as much as one another."""
        groups: dict[str, Group] = {key: frozenset([key]) for key in self.known}
        equal = (pair for pair in self.pairs.values() if pair.is_equal)
        refused = set[tuple[Group, Group]]()  # or each pair across two large groups would look at all of them
        for pair in sorted(equal, key=lambda pair: (-pair.strength, pair.one, pair.other)):
            one, other = groups[pair.one], groups[pair.other]
            if one is other or (one, other) in refused:
                continue
            if self.belong(one, other):
                both = one | other
                groups.update(dict.fromkeys(both, both))
            else:
                refused |= {(one, other), (other, one)}
        return sorted(set(groups.values()), key=min)

    def belong(self, one: Group, other: Group) -> bool:
        """Are a third of the pairs across two groups one saying, and does none of them speak against it?"""
        across = [(min(a, b), max(a, b)) for a in one for b in other]
        apart = [pair for pair in across if pair not in self.pairs]
        if len(apart) > (1 - JOINED) * len(across):
            return False
        return not any(self._speaks_against(self.known[a], self.known[b], one | other) for a, b in apart)

    def _speaks_against(self, one: Heard, other: Heard, among: Group) -> bool:
        if speakers_agree(one, other, self.who) is False and not self._is_in_doubt(one, other, among):
            return True
        like = likeness(one.stems, other.stems)
        return like.inner >= SPEAKS and _is_parted(one.wording, other.wording, like)

    def _is_in_doubt(self, one: Heard, other: Heard, among: Group) -> bool:
        """Is one of the two a pair with somebody of the other's speaker, though it names another speaker?"""
        return any(
            (min(key, mine.wording.id), max(key, mine.wording.id)) in self.pairs
            and speakers_agree(self.known[key], mine, self.who) is False
            and speakers_agree(self.known[key], yours, self.who) is True
            for key in among
            for mine, yours in ((one, other), (other, one))
        )


def _cliques(
    links: Mapping[Group, set[Group]], held: set[Group], open_: set[Group], done: set[Group]
) -> Iterator[set[Group]]:
    """The largest sets of groups that all belong together (Bron and Kerbosch, 1973, with a pivot)."""
    if not open_ and not done:
        yield held
        return
    pivot = max(sorted(open_ | done, key=min), key=lambda group: len(links[group] & open_))
    for group in sorted(open_ - links[pivot], key=min):
        near = links[group]
        yield from _cliques(links, held | {group}, open_ & near, done & near)
        open_ = open_ - {group}
        done = done | {group}


def _saying(known: Mapping[str, Heard], ids: Group, sets: Sequence[Group]) -> Saying:
    """One saying. Its id is made of a witness that is its alone, so that it stays as others come."""
    shared = {key for each in sets if each is not ids for key in each}
    alone = ids - shared
    witnesses = sorted((known[key].wording for key in ids), key=lambda each: (each.published or "~", each.id))
    return Saying(digest("saying", *([min(alone)] if alone else sorted(ids))), tuple(witnesses))
