"""To whom words are given: the parties of a decision, and the decision itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import Speaker, SpeakerType
from onrecord.statements import tables
from onrecord.statements.cast import Figure, callings

_OUTLETS = frozenset(
    {"newspaper", "agency", "broadcaster", "magazine", "website", "channel", "station", "network"}
)


class Party(NamedTuple):
    """Somebody to whom words are given: a figure of the cast, or a description with its head noun."""

    name: str
    type: SpeakerType
    figure: Figure | None = None
    head: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The speaker of one attribution and, in a line of plain words, why."""

    speaker: Speaker
    reason: str
    parties: tuple[Party, ...] = ()


def figure_party(figure: Figure) -> Party:
    """A figure of the cast as a party; a demonym alone ("American") is the country."""
    name = figure.name
    kind: SpeakerType = "person" if figure.kind == "person" else _kind_of_body(name)
    if figure.anonymous:
        kind = "unnamed"
    if tables.places().get(name) == "demonym":
        name = tables.place_meant()[name]
    return Party(name, kind, figure)


def _kind_of_body(name: str) -> SpeakerType:
    """What a name that is no person's names: a body, its people, or a document of its own."""
    words = name.split()
    last = words[-1].lower()
    noun = tables.noun_of(last)
    if noun is None:
        return "group" if name == words[-1] and last.endswith("ans") else "organisation"  # Americans
    if noun.kind == "document" and noun.same in tables.organisation_words().get(last, ()):
        return "document"
    return "group" if noun.kind in tables.PEOPLE and tables.is_plural(last) else "organisation"


def is_outlet(figure: Figure | None) -> bool:
    """Is a figure a newspaper, a broadcaster or the like, by its name or by what the article calls it?"""
    return figure is not None and not _OUTLETS.isdisjoint(callings(figure))
