"""Where a cue stands: its sentence, and the stretches of it in which a time, place or listener belongs to it.

``before`` runs from the start of the sentence to the source (or cue), ``between`` from the source to the
verb, ``after`` from the verb on. The words of content and source are holes in all three. What it does
not know: which of two verbs of a sentence a phrase far from both belongs to; such phrases are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Attribution, Span
from onrecord.statements.acts import CueWord, Done, cue_words, head
from onrecord.statements.phrases import ABBREVIATIONS

REACH = 1500  # code points: how far the ends of a sentence are looked for
LONGEST_CUE = 200  # code points: what follows in a longer one is not looked at
BOUNDARY = re.compile(r"[.?!…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9@#“])|\n|\r")
ABBREVIATED = re.compile(rf"(?<![\w&])(?:{ABBREVIATIONS}|[A-Z]|[ap]\.m|[A-Z]\.[A-Z]|[A-Z]\.[A-Z]\.[A-Z])\.$")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence of a cue in offsets of ``text``; see the module for ``holes``.

    ``verb`` is the cue's decisive word or phrase (the whole cue where none is known), ``sources`` and
    ``contents`` are the pieces in reading order, ``words`` those of the cue with their lemmas.
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

    @property
    def source(self) -> Stretch | None:
        """The first piece of the source inside the sentence, if any."""
        return next((piece for piece in self.sources if self.start <= piece[0] < self.end), None)

    @property
    def holes(self) -> tuple[Stretch, ...]:
        """What no phrase around the cue may reach into: content and source."""
        return tuple(sorted(self.contents + self.sources))

    def first_hole(self, position: int) -> int:
        """Where the next hole behind ``position`` begins, or the sentence ends."""
        return min([start for start, _ in self.holes if start >= position] + [self.end])

    def hole_at(self, position: int) -> Stretch | None:
        """The hole that holds or begins at ``position``."""
        return next((hole for hole in self.holes if hole[0] <= position < hole[1]), None)

    @property
    def participle(self) -> bool:
        """Is the cue an “-ing” that hangs on another verb: “…, adding that”?"""
        source = self.source
        verb = self.text[slice(*self.verb)].split(" ")[0].lower()
        if not verb.endswith("ing") or source is None or source[0] > self.verb[0]:
            return False
        return bool(re.search(r"\w", self.text[source[1] : self.cues[0][0]]))


def surround(text: str, attribution: Attribution) -> Surroundings:
    """The surroundings of an attribution; of its source or content where it has no cue."""
    sources, contents = _pieces(text, attribution.source), _pieces(text, attribution.content)
    cues = tuple((start, min(end, start + LONGEST_CUE)) for start, end in _pieces(text, attribution.cue))
    anchors = cues or sources or contents or ((0, 0),)
    words = tuple(word for start, end in cues for word in cue_words(text, start, end))
    done = head(words)
    cue = anchors[0][0], min(anchors[0][1], anchors[0][0] + LONGEST_CUE)
    verb = (words[done.first].start, words[done.last - 1].end) if done else cue
    start = _sentence_start(text, min(verb[0], cue[0]), contents)
    end = _sentence_end(text, max(verb[1], cue[1]), contents)
    return Surroundings(text, start, end, verb, anchors, sources, contents, words, done)


def _pieces(text: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    limit = len(text)
    pieces = ((max(0, min(span.start, limit)), max(0, min(span.end, limit))) for span in spans)
    return tuple(sorted(piece for piece in pieces if piece[0] < piece[1]))


def _sentence_start(text: str, position: int, contents: tuple[Stretch, ...]) -> int:
    lowest = max(0, position - REACH, text.rfind("\n", 0, position) + 1)
    begin = lowest
    for match in BOUNDARY.finditer(text, lowest, position):
        if not _inside(match.start(), match.end(), contents) and not _abbreviation(text, match):
            begin = match.end()
    while begin < position and text[begin].isspace():
        begin += 1
    return begin


def _sentence_end(text: str, position: int, contents: tuple[Stretch, ...]) -> int:
    for match in BOUNDARY.finditer(text, position, min(len(text), position + REACH)):
        inside = any(start <= match.start() < end for start, end in contents)
        if not inside and not _abbreviation(text, match):
            return match.start()
        # “We won.” He left: the sentence ends with a content that ends in a full stop.
        if inside and match.group() != "\n" and any(match.start() < e <= match.end() for _, e in contents):
            return match.end()
    return min(len(text), position + REACH)


def _inside(start: int, end: int, pieces: tuple[Stretch, ...]) -> bool:
    return any(first <= start and end < last for first, last in pieces)


def _abbreviation(text: str, match: re.Match[str]) -> bool:
    return match.group() == "." and bool(ABBREVIATED.search(text[max(0, match.start() - 8) : match.end()]))
