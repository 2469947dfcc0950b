"""Finds which articles of a record tell one story, as each is added, and takes them out of it again.

Only what the article touches is looked at: those that share fingerprints with it, and the stories which
those are in. The stories of a record are the same whatever the order in which its pages came.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import credits
from onrecord.record.copying import ENOUGH, copied, prints
from onrecord.record.passages import Sentence, sentences
from onrecord.record.stories import Edge, fold
from onrecord.store import copies
from onrecord.store.copies import Kept
from onrecord.store.store import Store, Transaction


def take_in(connection: Transaction, key: str, touched: Iterable[int] = ()) -> None:
    """Finds the copies of an article, which is kept already, and tells anew what was ``touched`` before."""
    article = copies.article(connection, key)
    assert article is not None
    own = sentences(article)
    found = prints(own)
    near = copies.candidates(connection, found, ENOUGH)
    row = copies.keep(connection, key, credits.credits(article), found)
    kept = [
        pair
        for number, other in copies.articles(connection, near)
        if (pair := _compared((row, key, own), (number, other.id, sentences(other))))
    ]
    copies.keep_copies(connection, kept)
    tell(connection, {row, *touched} if kept else touched)


_Known = tuple[int, str, tuple[Sentence, ...]]  # an article by its number and id, and what it says


def _compared(one: _Known, other: _Known) -> Kept | None:
    one, other = sorted((one, other), key=lambda each: each[1])
    found = copied(one[2], other[2])
    if not found.is_copy:
        return None
    shares = (round(found.of_one, 4), round(found.of_other, 4))
    return Kept(one[0], other[0], *shares, found.in_one, found.in_other)


def take_out(connection: Transaction, key: str) -> set[int]:
    """Takes an article out of all stories; those that were told with it, which have to be told anew."""
    row, article = copies.number(connection, key), copies.article(connection, key)
    if row is None or article is None:
        return set()
    near = copies.neighbours(connection, [row]) - {row}
    copies.drop(connection, row, prints(sentences(article)))
    return near


def tell(connection: Transaction, rows: Iterable[int]) -> None:
    """Makes anew the stories of all that hangs together with some articles."""
    for whole in copies.connected(connection, rows):
        numbers = copies.ids(connection, whole)
        names = {row: key for key, row in numbers.items()}
        edges = [
            Edge(names[each.one], names[each.other], each.in_one, each.in_other)
            for each in copies.among(connection, whole)
        ]
        told = {key: [numbers[each] for each in articles] for key, articles in fold(edges).items()}
        copies.replace(connection, whole, told)


def tell_rest(store: Store) -> None:
    """Finds the copies among what an Onrecord that knew no stories has read."""
    with store.reading() as connection:
        keys = copies.missing(connection)
    for key in keys:
        with store.writing() as connection:
            take_in(connection, key)
