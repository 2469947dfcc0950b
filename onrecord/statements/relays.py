"""Who only relays is not the speaker: in "Reuters reported, citing two officials" the officials are.

Only what is cited in the same sentence counts, and only of an outlet: whoever else cites somebody speaks too.
"""

from __future__ import annotations

from onrecord.model import Attribution, Span
from onrecord.statements import tables
from onrecord.statements.cast import Cast
from onrecord.statements.nounphrases import Part
from onrecord.statements.parts import read_source
from onrecord.statements.passage import Passage

_STOPS = frozenset({",", ".", ";", ":", "“", '"', "that", "who", "which"})
_NEAR = 8  # words between the verb of reporting and "citing"


def cited_by(passage: Passage, cast: Cast, one: Attribution, source: Part) -> list[Part]:
    """The parties behind "citing" right after the cue, or where it opens the sentence of the source."""
    cue = [place for span in one.cue for place in passage.at(span)]
    sentence = passage.sentence[source.start]
    opens, ends = passage.sentence_starts[sentence], passage.sentence_end(sentence)
    behind = range(cue[-1] + 1, min(cue[-1] + _NEAR, ends)) if cue else range(0)
    for place in (opens, *behind):
        if passage.keys[place] in ("citing", "quoting") and not passage.quoted[place]:
            return _cited(passage, cast, place + 1, ends)
    return []


def _cited(passage: Passage, cast: Cast, first: int, ends: int) -> list[Part]:
    """The people, bodies and documents in the phrase that begins at a word of the sentence that ``ends``."""
    first += passage.keys[first : first + 1] == ["from"]
    last = first
    while last < ends and passage.keys[last] not in _STOPS:
        last += 1
    if last == first:
        return []
    span = Span.of(passage.text, passage.starts[first], passage.ends[last - 1])
    return [part for part in read_source(passage, cast, [span]) if _may_speak(passage, part)]


def _may_speak(passage: Passage, part: Part) -> bool:
    """Is what is cited somebody or a document, no reason ("fears") and not merely an outlet's "sources"?"""
    noun = tables.noun_of(passage.keys[part.head])
    return part.named is not None or (noun is not None and noun.same != "source")
