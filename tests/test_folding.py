"""Pages that come into a record fold into its sayings, and out of them again."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, digest
from onrecord.scale.folding import fold_rest, save_and_fold
from onrecord.scale.judging import judge, withdraw
from onrecord.store import folds, tables
from onrecord.store.store import Store, open_store, page_id

SAID = (
    ("Mara Holt", "We will open the flood barrier at dawn, and every ferry will wait."),
    ("Mara Holt", "We will open the flood barrier at dawn, and every fery will wait!"),
    ("Mara Holt", "The flood barrier will open at dawn."),
    ("Mara Holt", "We will not open the flood barrier at dawn, and no ferry will wait."),
    ("Tom Reedle", "We will open the flood barrier at dawn, and every ferry will wait."),
    ("Holt", "Every ferry will wait. Nobody has paid the lock keepers of Corran since June."),
    ("Holt", "Nobody has paid the lock keepers of Corran since June."),
    ("Mara Holt", "I have nothing to say."),
    (None, "We will open the flood barrier at dawn, and every ferry will wait."),
)


def told(number: int, speaker: str | None, words: str, *, rest: str = "", url: str = "") -> Reading:
    """A page on which somebody says something, and the rest of it."""
    page = Page(f"{number} {words}".encode(), f"{number}.txt", "text/plain", url or None)
    text = f"{words} {rest}".rstrip()
    article = Article(page_id(page), text, (Block("body", 0, len(text)),))
    by = Speaker(speaker, "person" if speaker else "unknown")
    content = (Span.of(text, 0, len(words)),)
    said = Statement(digest(article.id, words), "direct", "say", content, (), (), by)
    return Reading(page, article, (said,))


READINGS = [told(number, speaker, words) for number, (speaker, words) in enumerate(SAID)]


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with open_store(tmp_path / "a.db", create=True) as made:
        yield made


def put(store: Store, *readings: Reading) -> None:
    for reading in readings:
        assert isinstance(reading.page, Page)
        store.keep(reading.page)
        save_and_fold(store, reading, "1")


def sayings(store: Store) -> dict[str, frozenset[str]]:
    """The ids of the statements of each saying."""
    found = dict[str, set[str]]()
    query = select(tables.witnesses.c.saying, tables.statements.c.id).join(tables.statements)
    with store.reading() as connection:
        for saying, statement in connection.execute(query):
            found.setdefault(saying, set()).add(statement)
        assert set(connection.scalars(select(tables.sayings.c.id))) == found.keys()
    return {saying: frozenset(each) for saying, each in found.items()}


def test_ten_random_orders_give_the_same_sayings(tmp_path: Path) -> None:
    found = []
    for seed in range(10):
        with open_store(tmp_path / f"{seed}.db", create=True) as store:
            put(store, *random.Random(seed).sample(READINGS, len(READINGS)))
            found.append(sayings(store))
    assert len(found[0]) >= 2
    assert all(each == found[0] for each in found)


def test_a_long_quotation_given_to_two_is_one_saying_where_a_page_names_both(store: Store) -> None:
    long = (
        "“We will open the barrier at dawn, count every ferry, and pay the keepers what we promised in June.”"
    )
    hers = told(1, "Mara Holt", long, rest="said Mara Holt.")
    his = told(2, "Tom Reedle", long, rest="he said.")
    put(store, hers, his)
    assert not sayings(store)
    both = told(3, "Tom Reedle", long, rest="said Tom Reedle, who sat beside Mara Holt.")
    put(store, both)
    (known,) = sayings(store).values()
    assert known == {reading.statements[0].id for reading in (hers, his, both)}


def test_a_page_that_is_read_again_leaves_its_old_sayings(store: Store) -> None:
    put(store, *READINGS[:3])
    before = sayings(store)
    put(store, replace(READINGS[1], statements=()))
    assert sayings(store) != before
    put(store, READINGS[1])
    assert sayings(store) == before


def test_what_was_read_before_sayings_were_known_is_folded_later(store: Store) -> None:
    for reading in READINGS:
        assert isinstance(reading.page, Page)
        store.keep(reading.page)
        store.save(reading, "1")
    assert not sayings(store)
    fold_rest(store)
    late = sayings(store)
    with store.reading() as connection:
        assert folds.unfolded(connection) == []
    with open_store(Path(store.name).parent / "b.db", create=True) as other:
        put(other, *READINGS)
        assert sayings(other) == late


def test_a_judgement_folds_and_its_withdrawal_undoes_it_exactly(store: Store) -> None:
    put(store, *READINGS)
    before = sayings(store)
    made = judge(store, "Mara Holt", "Tom Reedle", "same", author="Ines")
    assert made.holds
    together = sayings(store)
    reedle = READINGS[4].statements[0].id
    assert not any(reedle in each and READINGS[0].statements[0].id in each for each in before.values())
    assert any(reedle in each and READINGS[0].statements[0].id in each for each in together.values())
    withdraw(store, made.judgement.id)
    assert sayings(store) == before


def test_a_different_keeps_apart_what_a_same_would_join(store: Store) -> None:
    put(store, *READINGS)
    judge(store, "Mara Holt", "Tom Reedle", "different", author="Ines")
    assert not judge(store, "Mara Holt", "Tom Reedle", "same", author="Ines").holds
