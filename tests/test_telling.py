"""Pages that come into a record are told as stories, and taken out of them again."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from onrecord.model import Page, Reading
from onrecord.scale.folding import fold_rest, save_and_fold
from onrecord.store import copies, tables
from onrecord.store.store import Store, open_store
from tests.copies import BARRIER, FERRY, OTHER, SPUN, half, moved, reading

TEXTS = (FERRY, SPUN, OTHER, BARRIER, half(FERRY), moved(BARRIER), f"{FERRY}\n\n{BARRIER}", f"{OTHER} Soon.")
READINGS = [reading(text, f"Outlet {number}") for number, text in enumerate(TEXTS)]
Place = Path | str


def put(store: Store, *readings: Reading) -> None:
    for each in readings:
        assert isinstance(each.page, Page)
        store.keep(each.page)
        save_and_fold(store, each, "1")


def stories(store: Store) -> dict[str, frozenset[str]]:
    """The outlets of each story."""
    found = dict[str, set[str]]()
    query = select(tables.told_in.c.story, tables.articles.c.outlet)
    query = query.join(tables.texts, tables.texts.c.row == tables.told_in.c.text)
    query = query.join(tables.articles, tables.articles.c.id == tables.texts.c.article)
    with store.reading() as connection:
        for key, outlet in connection.execute(query):
            found.setdefault(key, set()).add(outlet[-1])
        assert set(connection.scalars(select(tables.stories.c.id))) == found.keys()
    return {key: frozenset(each) for key, each in found.items()}


def test_copies_are_one_story_and_what_is_made_of_two_is_in_both(where: Place) -> None:
    with open_store(where, create=True) as store:
        put(store, *READINGS)
        assert sorted(map(sorted, stories(store).values())) == [list("0146"), list("27"), list("356")]


def test_ten_random_orders_give_the_same_stories(place: Callable[[str], Place]) -> None:
    found = []
    for seed in range(10):
        with open_store(place(f"seed{seed}"), create=True) as store:
            put(store, *random.Random(seed).sample(READINGS, len(READINGS)))
            found.append(stories(store))
    assert all(each == found[0] for each in found)


def test_a_page_that_is_read_again_leaves_its_old_stories(where: Place) -> None:
    with open_store(where, create=True) as store:
        put(store, *READINGS[:5])
        before = stories(store)
        page = READINGS[1].page
        put(store, Reading(page, None))
        assert sorted(map(sorted, stories(store).values())) == [list("04")]
        put(store, READINGS[1])
        assert stories(store) == before


def test_nothing_is_left_of_a_page_that_turns_out_to_hold_no_article(where: Place) -> None:
    with open_store(where, create=True) as store:
        put(store, *READINGS[:2])
        put(store, *(Reading(each.page, None) for each in READINGS[:2]))
        assert stories(store) == {}
        with store.reading() as connection:
            for table in (tables.texts, tables.article_prints, tables.copies):
                assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_what_was_read_before_stories_were_known_is_told_later(place: Callable[[str], Place]) -> None:
    with open_store(place("late"), create=True) as store:
        for each in READINGS:
            assert isinstance(each.page, Page)
            store.keep(each.page)
            store.save(each, "1")
        assert not stories(store)
        fold_rest(store)
        late = stories(store)
        with store.reading() as connection:
            assert copies.missing(connection) == []
    with open_store(place("at-once"), create=True) as store:
        put(store, *READINGS)
        assert stories(store) == late
