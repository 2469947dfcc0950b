"""How alike two wordings are, word by word: what they share, and what speaks against their being one.

Words are aligned by their longest common subsequence, so that a shortened, cleaned or misspelt quotation
and one that is split keep their places; words that were moved are counted beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from onrecord.record.morphology import same_lemma, synonyms
from onrecord.record.stems import Stem, words
from onrecord.statements.tables import titles

NEAR = 3  # words before a shared one in which a negator turns it
SLIP = 80.0  # how alike the letters of a misspelt word are, in hundredths
SHORT = 5  # words at the most in a gap that holds one name for another
FAR = 8  # words that are looked at for one that stands in its place
LONG = 5  # letters of a word that may be misspelt
YEARS = range(1900, 2100)


Place = tuple[int, int]  # of a word in the one wording and in the other
Gap = tuple[range, range]  # what stands in the one and what in the other between words that they share


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings have in common.

    ``shared`` is the weight of the content words that stand in both; ``inner`` and ``outer`` are its share
    of the shorter and of the longer wording; ``ordered`` is the share of it whose order is kept; ``run`` is
    the number of words in the longest passage that both print alike. ``against`` names what parts the two,
    "number" or "name", empty where nothing does; ``is_turned`` where one negates what the other does not.
    """

    shared: float = 0.0
    inner: float = 0.0
    outer: float = 0.0
    ordered: float = 0.0
    run: int = 0
    against: str = ""
    is_turned: bool = False


def likeness(one: Sequence[Stem], other: Sequence[Stem]) -> Likeness:
    """How alike two wordings are; of two without a content word nothing is known but their longest run."""
    alike, gaps = _aligned(one, other)
    slips = [slip for gap in gaps for slip in _slips(one, other, *gap)]
    pairs = sorted(alike + slips)
    ordered = sum(one[a].weight for a, _ in pairs)
    moved = _moved(one, other, pairs)
    shared = ordered + sum(one[a].weight for a, _ in moved)
    sizes = sorted(sum(stem.weight for stem in stems) for stems in (one, other))
    mine, theirs = _turned(one, {a for a, _ in pairs}), _turned(other, {b for _, b in pairs})
    return Likeness(
        shared,
        shared / sizes[0] if sizes[0] else 0.0,
        shared / sizes[1] if sizes[1] else 0.0,
        ordered / shared if shared else 0.0,
        _longest_run(pairs),
        _against(one, other, gaps),
        any((a in mine) != (b in theirs) for a, b in pairs + moved if one[a].is_content),
    )


def stands_in(piece: Sequence[Stem], whole: Sequence[Stem]) -> bool:
    """Do the words of a piece stand side by side in the whole, slips and other spellings apart?"""
    starts = range(len(whole) - len(piece) + 1)
    return any(all(map(_is_like, piece, whole[start : start + len(piece)])) for start in starts)


def _is_like(one: Stem, other: Stem) -> bool:
    return one.key == other.key or _is_slip(one, other)


def _aligned(one: Sequence[Stem], other: Sequence[Stem]) -> tuple[list[Place], list[Gap]]:
    """The words that both print in the same order, and the gaps between them: where the one has words that
    the other has not, or others.
    """
    pairs, gaps = list[Place](), list[Gap]()
    for block in LCSseq.opcodes([stem.key for stem in one], [stem.key for stem in other]):
        here, there = range(block.src_start, block.src_end), range(block.dest_start, block.dest_end)
        if block.tag == "equal":
            pairs += zip(here, there, strict=True)
        else:
            back = 0
            if pairs and pairs[-1] == (here.start - 1, there.start - 1):
                back = _too_late(one, here, pairs, 0) if here else _too_late(other, there, pairs, 1)
            for nth in range(len(pairs) - back, len(pairs)):
                pairs[nth] = pairs[nth][0] + len(here), pairs[nth][1] + len(there)
            gaps.append((_earlier(here, back), _earlier(there, back)))
    return pairs, _joined(gaps)


def _too_late(stems: Sequence[Stem], gap: range, pairs: Sequence[Place], side: int) -> int:
    """By how many words a gap of one side can stand earlier, so that it ends where a clause begins: “not
    [a sham; it is not] the end” is “[not a sham; it is] not the end” as well.
    """
    for back in range(min(len(gap), len(pairs)) + 1):
        if back and (
            pairs[-back][side] != gap.start - back
            or stems[gap.start - back].key != stems[gap.stop - back].key
        ):
            return 0
        if gap.stop - back < len(stems) and stems[gap.stop - back].opens:
            return back
    return 0


def _earlier(gap: range, words: int) -> range:
    return range(gap.start - words, gap.stop - words)


def _slips(one: Sequence[Stem], other: Sequence[Stem], here: range, there: range) -> Iterator[Place]:
    """Words in the same gap that are one word, misspelt or in another form, or mean the same."""
    at = there.start
    for a in here:
        for b in range(at, min(there.stop, at + FAR)):
            if _is_slip(one[a], other[b]):
                yield a, b
                at = b + 1
                break


def _is_slip(one: Stem, other: Stem) -> bool:
    if not (one.is_content and other.is_content) or one.number is not None or other.number is not None:
        return False
    if min(len(one.key), len(other.key)) >= LONG and ratio(one.key, other.key) >= SLIP:
        return True
    return same_lemma(one.word, other.word) or synonyms(one.word, other.word)


def _moved(one: Sequence[Stem], other: Sequence[Stem], pairs: Sequence[Place]) -> list[Place]:
    """Content words that both have, but at another place."""
    taken, held = {a for a, _ in pairs}, {b for _, b in pairs}
    places: dict[str, list[int]] = {}
    for b, stem in enumerate(other):
        if stem.is_content and b not in held:
            places.setdefault(stem.key, []).append(b)
    return [
        (a, places[stem.key].pop(0))
        for a, stem in enumerate(one)
        if stem.is_content and a not in taken and places.get(stem.key)
    ]


def _longest_run(pairs: Sequence[Place]) -> int:
    longest = run = 0
    before = (-2, -2)
    for pair in pairs:
        run = run + 1 if pair == (before[0] + 1, before[1] + 1) else 1
        longest, before = max(longest, run), pair
    return longest


def _joined(gaps: Sequence[Gap]) -> list[Gap]:
    """Gaps that touch, as one: what was put in stands beside what was taken out."""
    found = list[Gap]()
    for here, there in gaps:
        if found and (found[-1][0].stop, found[-1][1].stop) == (here.start, there.start):
            here, there = range(found[-1][0].start, here.stop), range(found.pop()[1].start, there.stop)
        found.append((here, there))
    return found


def _against(one: Sequence[Stem], other: Sequence[Stem], gaps: Sequence[Gap]) -> str:
    """What parts two wordings: at the place of a number or name of the one, the other has another."""
    every = [{stem.key for stem in stems} for stems in (one, other)]
    for here, there in gaps:
        if not (here and there):
            continue
        new = [one[a] for a in here if one[a].key not in every[1]]
        old = [other[b] for b in there if other[b].key not in every[0]]
        if max(len(here), len(there)) <= FAR and _are_other_numbers(new, old):
            return "number"
        if max(len(here), len(there)) <= SHORT and _are_other_names(new, old):
            return "name"
    return ""


def _are_other_numbers(one: Sequence[Stem], other: Sequence[Stem]) -> bool:
    """Does each hold a number that may count the same as the other's? A year counts nothing."""
    a, b = ([stem.number for stem in stems if stem.number is not None] for stems in (one, other))
    return any(_is_year(x) == _is_year(y) for x in a for y in b)


def _is_year(number: float) -> bool:
    return number in YEARS


def _are_other_names(one: Sequence[Stem], other: Sequence[Stem]) -> bool:
    """Are both names, and neither a form of the other: its beginning, or its first letters?"""
    a, b = ([stem.key for stem in stems if _is_own_name(stem)] for stems in (one, other))
    if not (a and b) or any(x.startswith(y) or y.startswith(x) or _is_spelling(x, y) for x in a for y in b):
        return False
    initials = ["".join(key[0] for key in keys) for keys in (a, b)]
    short = any(x.startswith(initials[1]) for x in a) or any(y.startswith(initials[0]) for y in b)
    return not (short and len(a) != len(b))


def _is_spelling(one: str, other: str) -> bool:
    """Is one name the other in another transcription: “Shabaab”, “Shabab”; “Qaeda”, “Qaida”? Their
    consonants are the same, and so is their last letter: “Maria” is not “Mario”.
    """
    return (
        min(len(one), len(other)) >= LONG and one[-1] == other[-1] and _consonants(one) == _consonants(other)
    )


def _consonants(name: str) -> str:
    """The consonants of a name, each of two alike once."""
    return "".join(letter for letter, _ in groupby(re.sub(r"[aeiouy]", "", name)))


def _is_own_name(stem: Stem) -> bool:
    """Is it a name, and neither a day's nor what stands before one: “Mr”, “Sgt”?"""
    return stem.is_name and stem.key not in words("days") and stem.word not in titles()


def _turned(stems: Sequence[Stem], shared: Collection[int]) -> set[int]:
    """The places behind a negator in the same phrase, which the other wording does not have as well."""
    found, closing = set[int](), words("closing_words")
    for at, stem in enumerate(stems):
        if stem.is_negator and at not in shared:
            behind = range(at + 1, min(len(stems), at + 1 + NEAR))
            end = next((place for place in behind if _closes(stems, at, place, closing)), behind.stop)
            found ^= set(range(at + 1, end))
    return found


def _closes(stems: Sequence[Stem], negator: int, place: int, closing: Collection[str]) -> bool:
    """Is that over which a negator turns, where another clause or phrase begins?"""
    return stems[place].opens or (place > negator + 1 and stems[place].word in closing)
