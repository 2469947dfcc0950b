"""Which speakers of different articles a rule may join: those of one full name and like descriptions.

What is doubtful stays apart: a surname alone, and a name under which different parties are found, for
whoever of that name has no party beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onrecord.model import Speaker, digest
from onrecord.people.names import is_named, plain
from onrecord.statements import tables

LONGEST = 200  # characters of a name that tell it from others, as an index takes it
RULE = "same name 1"  # and the rule's version


@dataclass(frozen=True, slots=True)
class Described:
    """A speaker of one article: the node of the name, in full or not, and the party beside it."""

    node: str
    is_full: bool
    party: str | None


def described(speaker: Speaker) -> Described | None:
    """A speaker as far as a rule can compare it; None for whoever has no name of their own."""
    if speaker.name is None or not is_named(speaker.name, speaker.type):
        return None
    party = _party(plain(speaker.party.text)) if speaker.party else None
    return Described(name_node(speaker.name), _is_full(speaker), party)


def speaker_id(article: str, name: str) -> str:
    """The id of one article's speaker."""
    return digest("speaker", article, name)


def speaker_node(article: str, name: str) -> str:
    """The node of one article's speaker."""
    return f"speaker:{speaker_id(article, name)}"


def name_node(name: str) -> str:
    """The node of a name: its words in lower case, without the initials in the middle of it."""
    first, *rest = plain(name).split() or [""]
    middle = [word for word in rest[:-1] if len(word) > 1]
    return "name:" + " ".join([first, *middle, *rest[-1:]])[:LONGEST]


def _party(words: str) -> str:
    """One word for a party: “r-ohio” and “gop” are republican."""
    known = (tables.parties().get(word) for word in words.replace("-", " ").split())
    return next(
        (party for party in known if party), {"r": "republican", "d": "democrat"}.get(words[0], words)
    )


def _is_full(speaker: Speaker) -> bool:
    """A person's name needs more than a surname; any other name is what it is."""
    return speaker.type != "person" or len(plain(speaker.name or "").split()) > 1


def joins(speakers: Mapping[str, Described], parties: Collection[str]) -> dict[str, str]:
    """The node that each speaker of one name is joined to, by the speaker's id; none for the doubtful.

    ``parties`` are all that the record holds beside the name.
    """
    return {
        key: each.node if len(parties) < 2 else f"{each.node} ({each.party})"
        for key, each in speakers.items()
        if each.is_full and (len(parties) < 2 or each.party)
    }
