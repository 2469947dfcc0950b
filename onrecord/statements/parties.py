"""To whom words are given: the parties of a decision, and the decision itself."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Speaker, SpeakerType
from onrecord.statements import tables
from onrecord.statements.cast import Figure


@dataclass(frozen=True, slots=True)
class Party:
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
    kind: SpeakerType = "person" if figure.kind == "person" else "organisation"
    if figure.anonymous:
        kind = "unnamed"
    name = figure.name
    last = name.split()[-1].lower()
    noun = tables.noun_of(last)
    if kind == "organisation" and noun is not None:
        if noun.kind == "document" and noun.same in tables.organisation_words().get(last, ()):
            kind = "document"
        elif noun.kind in tables.PEOPLE and tables.is_plural(last):
            kind = "group"
    elif kind == "organisation" and name == name.split()[-1] and last.endswith("ans"):
        kind = "group"  # Americans, Algerians
    if tables.places().get(name) == "demonym":
        name = tables.place_meant()[name]
    return Party(name, kind, figure)
