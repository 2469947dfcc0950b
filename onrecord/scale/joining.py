"""Speakers across articles: a rule joins those of one full name as their page is added.

Its joins are rows like a person's judgements. They follow the descriptions that the record holds: where a
second party turns up beside a name, the joins made by the name alone are withdrawn and made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.model import Article, Statement
from onrecord.people.evidence import RULE, Described, described, joins, speaker_id
from onrecord.people.identity import Identities, identities
from onrecord.store import judgements
from onrecord.store.judgements import Known
from onrecord.store.store import Transaction


def speakers(article: Article, statements: Iterable[Statement]) -> list[Known]:
    """The named speakers of an article, each once."""
    found = {each.speaker.name: described(each.speaker) for each in statements if each.speaker.name}
    return [
        Known(speaker_id(article.id, name), article.id, name, each.node, each.is_full, each.party)
        for name, each in found.items()
        if each
    ]


def join(connection: Transaction, before: Collection[Known], now: Collection[Known], article: str) -> None:
    """Puts an article's speakers in the place of those ``before``, and has the rule join them."""
    nodes = {each.node for each in (*before, *now)}
    parties = judgements.parties_of(connection, nodes)
    for each in before:
        if each.party:
            parties[each.node].add(each.party)
    judgements.keep_speakers(connection, article, now)
    gone = {each.id for each in before} - {each.id for each in now}
    asked = {each.id: each for each in now}
    after = judgements.parties_of(connection, nodes)
    for node in sorted(nodes):
        if parties[node] != after[node]:
            asked |= {each.id: each for each in judgements.speakers_named(connection, node)}
    _rule(connection, asked.values(), gone, after)


def _rule(
    connection: Transaction, asked: Collection[Known], gone: Iterable[str], parties: Mapping[str, set[str]]
) -> None:
    """Brings the rule's rows on some speakers to what is known now."""
    wanted = dict[str, str]()
    for each in asked:
        known = {each.id: Described(each.node, each.is_full, each.party)}
        wanted |= {f"speaker:{key}": right for key, right in joins(known, parties[each.node]).items()}
    lefts = {f"speaker:{each}" for each in (*gone, *(one.id for one in asked))}
    rows = judgements.judgements_on(connection, lefts, "rule")
    standing = [row for row in rows if row.withdrawn is None]
    old = [row.id for row in standing if wanted.get(row.left) != row.right]
    judgements.withdraw(connection, old, "rule")
    settled = {(row.left, row.right) for row in standing}
    settled |= {(row.left, row.right) for row in rows if row.withdrawn_by == "person"}
    judgements.rule(connection, sorted(set(wanted.items()) - settled), RULE)


def known_identities(connection: Transaction) -> Identities:
    """Who is who by what people and models judged."""
    return identities(judgements.judgements(connection))
