"""Which words of two texts stand for each other: first sentences, then the words within them.

Sentences may have moved anywhere. Within two sentences the words that each has once are anchors, the
longest chain of them that keeps its order holds, and between anchors words are paired by what they share:
form, lemma, sense, family, class. What both sentences have outside the chain has moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from onrecord.record import lexicon, morphology
from onrecord.record.lexicon import REMEMBERED
from onrecord.record.tokens import Text, Words

SAME, FORM, SENSE, SLIP, FAMILY, OPPOSED, CLASS, PART = 1.0, 0.95, 0.8, 0.75, 0.65, 0.55, 0.35, 0.2
SETTLED = SENSE  # links from here up tell that both words mean the same
PAIRED = CLASS  # links from here up tell that one stands in the other's place
SMALL = 0.4  # what a small word weighs beside one that carries meaning
ALONE = 0.12  # what it costs to leave a word of either side without a partner
FAR = 250_000  # pairs of words above which a gap is not looked at word by word
ALIKE = 0.3  # how much of their words two sentences share that are wordings of one
WHOLE = 90  # words up to which a text is read as one sentence: a headline, a quotation
BOUND = lexicon.words("bound")  # words that mean nothing away from what they bear on
CLASSES = ("article", "pronoun", "auxiliary", "preposition", "conjunction")


@dataclass(frozen=True)
class Side:
    """The words of one side of a pair of sentences, by their places in the text: ``first`` to ``last``."""

    text: Text
    first: int
    last: int

    @cached_property
    def tokens(self) -> Words:
        """The words."""
        return Words(self.text.tokens[self.first : self.last])

    @cached_property
    def printed(self) -> str:
        """The words as they are printed, with what stands between them."""
        if self.first == self.last:
            return ""
        tokens = self.text.tokens
        return self.text.text[tokens[self.first].start : tokens[self.last - 1].end]


@dataclass
class Pair:
    """Two sentences (or runs of them) that are wordings of one, and which of their words are linked.

    Indices count within each side. ``there`` and ``back`` give the partner of a word, ``strength`` how alike
    the two are; ``moved`` are the words of the original whose partner stands out of order.
    """

    original: Side
    copy: Side
    there: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)
    strength: dict[int, float] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    @property
    def alike(self) -> bool:
        """Are both sides printed alike? Of such a pair only the first and last words are linked."""
        return bool(self.original.printed) and self.original.printed == self.copy.printed

    def link(self, one: int, other: int, strength: float, *, moved: bool = False) -> None:
        """Notes that two words stand for each other."""
        self.there[one], self.back[other], self.strength[one] = other, one, strength
        if moved:
            self.moved.add(one)


@lru_cache(REMEMBERED)
def likeness(one: str, other: str) -> float:
    """How much two words (as they are compared) have in common, 0 to 1."""
    if one == other:
        return SAME
    small_one, small_other = one in lexicon.small(), other in lexicon.small()
    if morphology.same_lemma(one, other):
        return FORM
    if small_one or small_other:
        return _small_likeness(one, other)
    if one[0].isdigit() or other[0].isdigit() or (_units(one) and _units(other)):
        return _figure_likeness(one, other)
    if not _aliases(one).isdisjoint(_aliases(other)):
        return FORM
    if morphology.opposed(one, other):
        return OPPOSED
    if morphology.synonyms(one, other):
        return SENSE
    if morphology.slip(one, other):
        return SLIP
    if morphology.related(one, other):
        return FAMILY
    shared = _parts(one) & _parts(other)
    return PART if shared else 0.05


def _small_likeness(one: str, other: str) -> float:
    if morphology.opposed(one, other):
        return OPPOSED
    table = lexicon.kinds("small_words.tsv")
    return CLASS if any(one in table[kind] and other in table[kind] for kind in CLASSES) else 0.0


def _figure_likeness(one: str, other: str) -> float:
    return OPPOSED if _counts(one) and _counts(other) else 0.0


def _units(word: str) -> bool:
    """Is a word a number by itself, which “one” and “second” need not be: ten, twice?"""
    meanings = lexicon.number_words().get(word, ())
    return word != "one" and any(kind in {"unit", "times"} for _, kind in meanings)


def _counts(word: str) -> bool:
    return word[0].isdigit() or word in lexicon.number_words()


def _aliases(word: str) -> frozenset[int]:
    return lexicon.aliases().get(word, frozenset())


@lru_cache(REMEMBERED)
def _parts(word: str) -> frozenset[str]:
    return frozenset(part for lemma in morphology.lemmas(word) for part in lexicon.parts(lemma)) or frozenset(
        "n"
    )


@lru_cache(REMEMBERED)
def _key(word: str) -> str:
    """What stands for all forms of a word where words are counted."""
    return min(morphology.family(word))


def align(original: Text, copy: Text) -> Iterator[Pair]:
    """Every sentence of both texts in a Pair, in the order of the original; a side may be empty."""
    for one, other in _sentences(original, copy):
        pair = Pair(Side(original, *one), Side(copy, *other))
        if pair.alike:
            last = one[1] - one[0] - 1
            pair.link(0, 0, SAME)
            pair.link(last, last, SAME)
        elif one[0] < one[1] and other[0] < other[1]:
            _words(pair)
        yield pair


Stretch = tuple[int, int]


def _sentences(original: Text, copy: Text) -> Iterator[tuple[Stretch, Stretch]]:
    ones, others = _stretches(original), _stretches(copy)
    if max(len(original.tokens), len(copy.tokens)) <= WHOLE or min(len(ones), len(others)) <= 1:
        yield (0, len(original.tokens)), (0, len(copy.tokens))
        return
    partner = _partners([_keys(original, each) for each in ones], [_keys(copy, each) for each in others])
    yield from _blocks(ones, others, partner)


def _stretches(text: Text) -> list[Stretch]:
    return list(pairwise((*text.edges, len(text.tokens))))


def _keys(text: Text, stretch: Stretch) -> Counter[str]:
    return Counter(_key(token.norm) for token in text.tokens[slice(*stretch)] if not token.small)


def _partners(ones: list[Counter[str]], others: list[Counter[str]]) -> dict[int, set[int]]:
    """The sentences of the copy that tell what each sentence of the original tells."""
    seen = Counter(key for each in (*ones, *others) for key in each)
    where: dict[str, list[int]] = defaultdict(list)
    for m, other in enumerate(others):
        for key in other:
            where[key].append(m)
    sizes = [[sum(1 / seen[key] for key in each) for each in side] for side in (ones, others)]
    shared: Counter[tuple[int, int]] = Counter()
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for n, one in enumerate(ones):
        for key in one:
            for m in where.get(key, ()):
                weights[n, m] += 2 / seen[key]
                shared[n, m] += 1
    ranked = sorted(
        ((w / max(1e-9, sizes[0][n] + sizes[1][m]), -abs(n - m), n, m) for (n, m), w in weights.items()),
        reverse=True,
    )
    return _matched(ranked, {(n, m): w / 2 for (n, m), w in weights.items()}, sizes)


def _matched(
    ranked: list[tuple[float, int, int, int]], weights: dict[tuple[int, int], float], sizes: list[list[float]]
) -> dict[int, set[int]]:
    """The best partners first; then sentences that were cut in two or joined."""
    partner: dict[int, set[int]] = {}
    taken: dict[int, int] = {}
    for score, _, n, m in ranked:
        if score >= ALIKE and n not in partner and m not in taken:
            partner[n], taken[m] = {m}, n
    for (n, m), weight in sorted(weights.items(), key=lambda one: -one[1]):
        if n not in partner and m in taken and abs(taken[m] - n) == 1 and weight >= 0.5 * sizes[0][n]:
            partner[n] = {m}
        elif m not in taken and weight >= 0.5 * sizes[1][m] and {m - 1, m + 1} & partner.get(n, set()):
            partner[n].add(m)
            taken[m] = n
    return partner


def _blocks(
    ones: list[Stretch], others: list[Stretch], partner: dict[int, set[int]]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Runs of sentences with their partners; what has none is paired where both sides leave a gap."""
    free = sorted(set(range(len(others))) - {m for some in partner.values() for m in some})
    n, behind = 0, -1
    while n < len(ones):
        some = partner.get(n)
        if some is None:
            filled = behind + 1 in free
            if filled:
                behind += 1
                free.remove(behind)
            yield ones[n], others[behind] if filled else _empty(others, behind)
            n += 1
            continue
        last = n
        while last + 1 < len(ones) and not some.isdisjoint(partner.get(last + 1, ())):
            last += 1
            some = some | partner[last]
        behind = max(some)
        yield (ones[n][0], ones[last][1]), (others[min(some)][0], others[behind][1])
        n = last + 1
    yield from _left_over(ones, others, partner, free)


def _left_over(
    ones: list[Stretch], others: list[Stretch], partner: dict[int, set[int]], free: list[int]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Sentences of the copy alone, each with its place in the original: behind the one before it."""
    for m in free:
        before = [n for n, some in partner.items() if m - 1 in some]
        place = ones[max(before)][1] if before else 0 if m == 0 else ones[-1][1]
        yield (place, place), others[m]


def _empty(stretches: list[Stretch], behind: int) -> Stretch:
    place = stretches[behind][1] if behind >= 0 else 0
    return place, place


def _words(pair: Pair) -> None:
    """Links the words of two sentences."""
    ones, others = [t.norm for t in pair.original.tokens], [t.norm for t in pair.copy.tokens]
    anchors = _anchors(ones, others)
    places = [(-1, -1), *anchors, (len(ones), len(others))]
    for one, other in anchors:
        pair.link(one, other, SAME if ones[one] == others[other] else FORM)
    for (a, b), (c, d) in pairwise(places):
        _gap(pair, ones, others, (a + 1, c), (b + 1, d))
    _moved(pair, ones, others)


def _anchors(ones: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """The heaviest chain, in order on both sides, of words that each side has once."""
    mine, theirs = Counter(map(_key, ones)), Counter(map(_key, others))
    where = {_key(word): m for m, word in enumerate(others)}
    points = [
        (n, where[_key(word)])
        for n, word in enumerate(ones)
        if word not in lexicon.small() | BOUND and mine[_key(word)] == 1 == theirs[_key(word)]
    ]
    return _chain(points)


def _chain(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of points that rises on both sides; neighbours count for more."""
    best: list[float] = []
    previous: list[int] = []
    for n, (one, other) in enumerate(points):
        top, link = 0.0, -1
        for m in range(n):
            if points[m][1] < other:
                close = 0.5 if (one - points[m][0], other - points[m][1]) == (1, 1) else 0.0
                if best[m] + close > top:
                    top, link = best[m] + close, m
        best.append(top + 1)
        previous.append(link)
    chain: list[tuple[int, int]] = []
    n = best.index(max(best)) if best else -1
    while n >= 0:
        chain.append(points[n])
        n = previous[n]
    return chain[::-1]


def _gap(pair: Pair, ones: Sequence[str], others: Sequence[str], mine: Stretch, theirs: Stretch) -> None:
    """Links the words between two anchors so that the sum of what they share is greatest."""
    (first, last), (start, end) = mine, theirs
    while first < last and start < end and ones[first] == others[start]:
        pair.link(first, start, SAME)
        first, start = first + 1, start + 1
    while first < last and start < end and ones[last - 1] == others[end - 1]:
        last, end = last - 1, end - 1
        pair.link(last, end, SAME)
    rows, columns = last - first, end - start
    if not rows or not columns or rows * columns > FAR:
        return
    for n, m, alike in _best(ones[first:last], others[start:end]):
        pair.link(first + n, start + m, alike)


def _best(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """The pairing of two runs of words, in order, that shares most."""
    small = lexicon.small()
    width = len(others) + 1
    above = [0.0] * width
    steps: list[list[int]] = []
    for one in ones:
        row, turns = [0.0] * width, [0] * width
        light = one in small
        for m, other in enumerate(others, 1):
            alike = likeness(one, other)
            worth = alike * (SMALL if light or other in small else 1.0) - ALONE * (alike < SMALL)
            across = above[m - 1] + worth if alike else -1.0
            up, left = above[m], row[m - 1]
            if across > up and across > left:
                row[m], turns[m] = across, 2
            elif up >= left:
                row[m], turns[m] = up, 0
            else:
                row[m], turns[m] = left, 1
        above = row
        steps.append(turns)
    n, m = len(ones), len(others)
    while n and m:
        turn = steps[n - 1][m]
        if turn == 2:
            yield n - 1, m - 1, likeness(ones[n - 1], others[m - 1])
        n, m = n - (turn != 1), m - (turn != 0)


def _moved(pair: Pair, ones: Sequence[str], others: Sequence[str]) -> None:
    """Links what both sides have out of order: words that carry meaning, then small ones beside them."""
    open_ones = [n for n in range(len(ones)) if pair.strength.get(n, 0) < SETTLED]
    open_others = [m for m in range(len(others)) if pair.strength.get(pair.back.get(m, -1), 0) < SETTLED]
    small = lexicon.small()
    found = sorted(
        (-likeness(ones[n], others[m]), abs(n - m), n, m)
        for n in open_ones
        if ones[n] not in small | BOUND
        for m in open_others
        if others[m] not in small and likeness(ones[n], others[m]) >= SETTLED
    )
    used_ones, used_others = set[int](), set[int]()
    for alike, _, n, m in found:
        if n not in used_ones and m not in used_others:
            used_ones.add(n)
            used_others.add(m)
            _relink(pair, n, m, -alike)
    for n in sorted(used_ones):
        _beside(pair, ones, others, n)


def _relink(pair: Pair, n: int, m: int, strength: float) -> None:
    if n in pair.there:
        pair.back.pop(pair.there.pop(n), None)
    if m in pair.back:
        other = pair.back.pop(m)
        pair.there.pop(other, None)
        pair.strength.pop(other, None)
    pair.link(n, m, strength, moved=True)


def _beside(pair: Pair, ones: Sequence[str], others: Sequence[str], n: int) -> None:
    """Small words that moved along with a word that moved."""
    for step in (-1, 1):
        a, b = n + step, pair.there[n] + step
        while 0 <= a < len(ones) and 0 <= b < len(others) and ones[a] == others[b]:
            if pair.strength.get(a, 0) >= SETTLED or pair.strength.get(pair.back.get(b, -1), 0) >= SETTLED:
                break
            _relink(pair, a, b, SAME)
            a, b = a + step, b + step
