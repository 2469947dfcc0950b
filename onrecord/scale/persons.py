"""Who speaks in a record: people by what was judged, and a question widened to all names of one person."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Person
from onrecord.people.evidence import name_node
from onrecord.people.identity import Identities
from onrecord.scale.joining import known_identities
from onrecord.store import judgements, queries
from onrecord.store.queries import Question, Tally
from onrecord.store.store import Store, Transaction


def people(store: Store, *, limit: int = 50) -> list[Person]:
    """Those who are named as speakers, with all names that were judged to be theirs, the most frequent
    first.
    """
    tallies = queries.speakers(store, limit=limit)
    found, seen = list[Person](), set[str]()
    with store.reading() as connection:
        who = known_identities(connection)
        for each in tallies:
            if each.name not in seen:
                names = _names(connection, who, each.name)
                node = name_node(each.name)
                parties = judgements.parties_of(connection, [node])[node]
                several = tuple(sorted(parties)) if len(parties) > 1 else ()
                counted = queries.together(store, names) if len(names) > 1 else each
                found.append(_person(counted, names, several))
                seen |= set(names)
    return sorted(found, key=lambda person: (-person.statements, person.names))


def _person(tally: Tally, names: list[str], parties: tuple[str, ...]) -> Person:
    return Person(tuple(names), tally.statements, tally.articles, tally.first, tally.last, parties)


def _names(connection: Transaction, who: Identities, name: str) -> list[str]:
    """A name, and behind it all others that were judged to be the same speaker's."""
    node = name_node(name)
    others = judgements.names_of(connection, who.group(node) - {node}) if len(who.group(node)) > 1 else []
    return [name, *(each for each in others if each != name)]


def widened(store: Store, question: Question) -> Question:
    """The question, asked of all names that were judged to be those of its speaker."""
    if not question.speaker:
        return question
    with store.reading() as connection:
        who = known_identities(connection)
        nodes = {node for each in who.groups for node in each if _is_named(node, question.speaker)}
        wanted = {other for node in nodes for other in who.group(node)} - nodes
        names = judgements.names_of(connection, wanted) if wanted else []
    return replace(question, names=tuple(names))


def _is_named(node: str, asked: str) -> bool:
    """Does a node hold all words that are asked for?"""
    words = node.removeprefix("name:").split()
    return all(word in words for word in name_node(asked).removeprefix("name:").split())
