"""Bodies called by what they are: "the company", "the union", "the agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.cast import Figure, callings, is_of_another
from onrecord.statements.nounphrases import Part

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse

_NEAR = 3


def by_class(discourse: Discourse, part: Part, same: str) -> Figure | None:
    """The body that a description with "the" means: by the words in its name, else one just named."""
    best: tuple[float, Figure] | None = None
    for figure in {
        f.number: f for f in (*discourse.cast.called.get(same, ()), *_nearby(discourse, part))
    }.values():
        if figure.kind in ("organisation", "unsure") and figure.keys != {same}:
            score = _score(discourse, part, same, figure)
            if score is not None and (best is None or score > best[0]):
                best = (score, figure)
    return best[1] if best is not None else None


def _nearby(discourse: Discourse, part: Part) -> list[Figure]:
    """The figures named in the last few sentences."""
    start = discourse.passage.sentence_starts[max(0, discourse.passage.sentence[part.start] - _NEAR)]
    return [named.figure for named in discourse.cast.within(range(start, part.start))]


def _score(discourse: Discourse, part: Part, same: str, figure: Figure) -> float | None:
    """How likely a body is meant; None where it cannot be."""
    sentence = discourse.passage.sentence
    # "The Islamic State group" is no other group that has just been named.
    told = {key for key in discourse.told(part) if key not in figure.keys}
    if told:
        return None
    name = figure.name.lower().split()
    fits = _is_called(figure, same)
    if is_of_another(name) or (name[0] in tables.well_known() and not fits):
        return None
    before = [sentence[place] for place in figure.places if place < part.start]
    distance = sentence[part.start] - before[-1] if before else 8
    if not fits and (same not in tables.words("any_body") or distance > _NEAR or not before):
        return None
    spoke = any(
        party.figure is figure and sentence[part.start] - sentence[place] <= _NEAR
        for place, party in discourse.recent[-2:]
    )
    return (
        (2.0 if fits else 0.0) + (1.0 if spoke else 0.0) + min(len(before), 5) * 0.1 - min(distance, 8) * 0.3
    )


def _is_called(figure: Figure, same: str) -> bool:
    return same in callings(figure)


def announced(discourse: Discourse, part: Part, same: str) -> Figure | None:
    """The body that an opening only describes ("a union of flight attendants") and that is named below.

    Its name has to hold another word of the description beside being of that kind.
    """
    passage = discourse.passage
    body = next((n for n, role in enumerate(passage.roles) if role == "body"), 0)
    if passage.block[part.start] > body:
        return None
    words = {tables.singular(key) for key in passage.keys[part.start : part.end]} - {same}
    for figure in discourse.cast.called.get(same, ()):
        shared = words & {tables.singular(key) for key in figure.keys}
        if shared and figure.kind == "organisation" and _is_called(figure, same):
            return figure
    return None
