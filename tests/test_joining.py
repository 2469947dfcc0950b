"""A rule joins speakers as their pages come; its rows follow what the record knows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, digest
from onrecord.scale.folding import save_and_fold
from onrecord.scale.judging import withdraw
from onrecord.store import judgements
from onrecord.store.store import Store, open_store, page_id


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with open_store(tmp_path / "a.db", create=True) as made:
        yield made


def put(store: Store, number: int, name: str, party: str = "") -> None:
    words = f"{party} {name} said it rained on day {number}."
    page = Page(words.encode(), f"{number}.txt", "text/plain")
    article = Article(page_id(page), words, (Block("body", 0, len(words)),))
    by = Speaker(name, "person", party=Span.of(words, 0, len(party)) if party else None)
    span = Span.of(words, words.index("it"), len(words))
    said = Statement(digest(article.id), "indirect", "say", (span,), (), (), by)
    store.keep(page)
    save_and_fold(store, Reading(page, article, (said,)), "1")


def standing(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = judgements.judgements(connection, ["rule"])
    return sorted(row.right for row in rows if row.withdrawn is None)


def test_full_names_are_joined_and_each_join_is_a_row(store: Store) -> None:
    put(store, 1, "Lena Ostwick")
    put(store, 2, "Lena Ostwick")
    put(store, 3, "Ostwick")
    assert standing(store) == ["name:lena ostwick"] * 2


def test_reading_a_page_again_adds_no_row(store: Store) -> None:
    for _ in range(2):
        put(store, 1, "Lena Ostwick")
    with store.reading() as connection:
        assert len(judgements.judgements(connection, ["rule"])) == 1


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_a_second_party_parts_a_name_whatever_the_order(store: Store, order: tuple[int, ...]) -> None:
    parties = {1: "Green", 2: "Labour", 3: ""}
    for number in order:
        put(store, number, "Lena Ostwick", parties[number])
    assert standing(store) == ["name:lena ostwick (green)", "name:lena ostwick (labour)"]


def test_what_a_person_withdrew_is_not_joined_again(store: Store) -> None:
    put(store, 1, "Lena Ostwick")
    with store.reading() as connection:
        (row,) = judgements.judgements(connection, ["rule"])
    withdraw(store, row.id)
    put(store, 1, "Lena Ostwick")
    assert standing(store) == []
