"""Where a cue stands: its sentence, and the stretches of it in which a time, place or listener belongs to it.

``before`` runs from the start of the sentence to the source (or cue), ``between`` from the source to the
verb, ``after`` from the verb on. The words of content and source are holes in all three. What it does
not know: which of two verbs of a sentence a phrase far from both belongs to; such phrases are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.model import Attribution, Span
from onrecord.statements.acts import CueWord, Done, cue_words, head
from onrecord.statements.vocabulary import word_list

REACH = 1500  # code points: how far the ends of a sentence are looked for
LONGEST_CUE = 200  # code points: what follows in a longer one is not looked at
# It begins with a set of characters, so that the search leaps from one of them to the next.
BOUNDARY = re.compile(r"[.?!…\n\r](?:(?<=[\n\r])|[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9@#“]))")
LAST_WORD = re.compile(r"(?<![\w&])(?:(?P<word>[A-Z][a-z]+|vs)|[A-Z](?:\.[A-Z]){0,2}|[ap]\.m)\.$")
LONGEST_ABBREVIATION = 8  # code points before the full stop
WORD_OR_DIGIT = re.compile(r"[a-z]+|\d")

Stretch = tuple[int, int]


class Surroundings(NamedTuple):
    """The sentence of a cue in offsets of ``text``.

    ``verb`` is the cue's decisive word or phrase (the whole cue where none is known), ``sources`` and
    ``contents`` are the pieces in reading order, ``words`` those of the cue with their lemmas. ``source``
    is the first piece of the source inside the sentence, if any; ``holes`` are all pieces of content and
    source in reading order: no phrase around the cue may reach into them. ``participle`` tells whether
    the cue is an “-ing” that hangs on another verb (“…, adding that”); ``vocabulary`` are the words of the
    sentence outside all holes, in lower case, and its digits.
    """

    text: str
    start: int
    end: int
    verb: Stretch
    cues: tuple[Stretch, ...]
    sources: tuple[Stretch, ...]
    contents: tuple[Stretch, ...]
    words: tuple[CueWord, ...]
    done: Done | None
    source: Stretch | None
    holes: tuple[Stretch, ...]
    participle: bool
    vocabulary: frozenset[str]

    def first_hole(self, position: int) -> int:
        """Where the next hole behind ``position`` begins, or the sentence ends."""
        for start, _ in self.holes:
            if start >= position:
                return min(start, self.end)
        return self.end

    def hole_at(self, position: int) -> Stretch | None:
        """The hole that holds or begins at ``position``."""
        for hole in self.holes:
            if hole[0] <= position < hole[1]:
                return hole
        return None

    @property
    def verb_word(self) -> str:
        """The first word of the verb in lower case."""
        return _first_word(self.text, self.verb)

    def has_any(self, name: str) -> bool:
        """Does the sentence hold a word of this list outside content and source?

        A cheap question to ask before a costly search: most sentences hold no “asked” and no “speaking”.
        """
        return not word_list(name).isdisjoint(self.vocabulary)


def surround(text: str, attribution: Attribution) -> Surroundings:
    """The surroundings of an attribution; of its source or content where it has no cue."""
    sources, contents = _pieces(attribution.source), _pieces(attribution.content)
    cues = tuple([(start, min(end, start + LONGEST_CUE)) for start, end in _pieces(attribution.cue)])
    anchors = cues or sources or contents or ((0, 0),)
    words = tuple([word for start, end in cues for word in cue_words(text, start, end)])
    done = head(words)
    cue = anchors[0][0], min(anchors[0][1], anchors[0][0] + LONGEST_CUE)
    verb = (words[done.first].start, words[done.last - 1].end) if done else cue
    start = _sentence_start(text, min(verb[0], cue[0]), contents)
    end = _sentence_end(text, max(verb[1], cue[1]), contents)
    inside = [piece for piece in sources if start <= piece[0] < end]
    source = inside[0] if inside else None
    holes = tuple(sorted(contents + sources))
    return Surroundings(
        text,
        start,
        end,
        verb,
        anchors,
        sources,
        contents,
        words,
        done,
        source,
        holes,
        participle=_hangs(text, source, verb, anchors[0][0]),
        vocabulary=_vocabulary(text, start, end, holes),
    )


def _hangs(text: str, source: Stretch | None, verb: Stretch, cue: int) -> bool:
    """Is the verb an “-ing” that is parted from its source by other words?"""
    if source is None or source[0] > verb[0] or not _first_word(text, verb).endswith("ing"):
        return False
    return bool(re.search(r"\w", text[source[1] : cue]))


def _first_word(text: str, verb: Stretch) -> str:
    return text[slice(*verb)].split(" ", 1)[0].lower()


def _vocabulary(text: str, start: int, end: int, holes: tuple[Stretch, ...]) -> frozenset[str]:
    outside, position = "", start
    for first, last in holes:
        if first >= end:
            break
        outside += text[position:first] + " "
        position = max(position, last)
    return frozenset(WORD_OR_DIGIT.findall((outside + text[position:end]).lower()))


def _pieces(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    return tuple(sorted([(span.start, span.end) for span in spans if span.start < span.end]))


def _sentence_start(text: str, position: int, contents: tuple[Stretch, ...]) -> int:
    lowest = max(0, position - REACH, text.rfind("\n", 0, position) + 1)
    begin = lowest
    for match in BOUNDARY.finditer(text, lowest, position):
        if not (_inside(match.start(), match.end(), contents) or _abbreviation(text, match)):
            begin = match.end()
    while begin < position and text[begin].isspace():
        begin += 1
    return begin


def _sentence_end(text: str, position: int, contents: tuple[Stretch, ...]) -> int:
    for match in BOUNDARY.finditer(text, position, min(len(text), position + REACH)):
        inside = _inside(match.start(), match.start(), contents)
        if not inside and not _abbreviation(text, match):
            return match.start()
        # “We won.” He left: the sentence ends with a content that ends in a full stop.
        if inside and match.group() != "\n" and any(match.start() < e <= match.end() for _, e in contents):
            return match.end()
    return min(len(text), position + REACH)


def _inside(start: int, end: int, pieces: tuple[Stretch, ...]) -> bool:
    return any(first <= start and end < last for first, last in pieces)


def _abbreviation(text: str, match: re.Match[str]) -> bool:
    return match.group() == "." and is_abbreviated(text, match.start())


def is_abbreviated(text: str, stop: int, start: int = 0) -> bool:
    """Does the full stop at ``stop`` belong to an abbreviation or initial that begins behind ``start``?"""
    last = LAST_WORD.search(text[max(start, stop - LONGEST_ABBREVIATION) : stop + 1])
    return last is not None and (last["word"] is None or last["word"] in word_list("abbreviations"))
