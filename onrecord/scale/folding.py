"""Folds the statements of a page into the sayings of a record as it is added, and out of them again; and
its article into the stories, in the same transaction (``telling``).

Only what the page touches is looked at: the statements that share fingerprints with its own, and the
sayings which those are in. The sayings of a record are the same whatever the order in which its pages came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Page, Reading, Wording
from onrecord.people.identity import Identities
from onrecord.record import doubts
from onrecord.record.sayings import Heard, Pair, fold, heard, may_be_one, same, together
from onrecord.scale import telling
from onrecord.scale.joining import join, known_identities, speakers
from onrecord.store import folds, judgements
from onrecord.store.folds import Kept
from onrecord.store.store import Store, Transaction, keep_all, page_id, save


def save_and_fold(store: Store, reading: Reading, reader: str) -> bool:
    """Keeps what ``reader`` read in a page that is kept already, in place of what was read before.

    False where a page of the same address says the same, and this one is let go.
    """
    assert isinstance(reading.page, Page)
    with store.writing() as connection:
        key, who = page_id(reading.page), known_identities(connection)
        before = judgements.speakers_of(connection, key)
        touched, told = fold_out(connection, key, who), telling.take_out(connection, key)
        is_kept = save(connection, reading, reader)
        article = reading.article if is_kept else None
        now = speakers(article, reading.statements) if article else []
        join(connection, before, now, key)
        if article is None:
            refold(connection, touched, who)
            telling.tell(connection, told)
        else:
            fold_in(connection, key, who, touched)
            telling.take_in(connection, key, told)
        return is_kept


def fold_in(connection: Transaction, article: str, who: Identities, touched: Iterable[int] = ()) -> None:
    """Folds an article's statements, which are kept already, and folds anew what was ``touched`` before."""
    fresh = folds.wordings_of(connection, article)
    known = {row: heard(each, who) for row, each in fresh.items()}
    prints = {row: each.prints for row, each in known.items()}
    folds.keep_prints(connection, {row: each.kept for row, each in prints.items()})
    asked = folds.candidates(connection, {row: each.asked for row, each in prints.items()})
    others = {row for pair in asked for row in pair} - fresh.keys()
    every = fresh | folds.wordings(connection, others)
    likely = [(one, other) for one, other in sorted(asked) if may_be_one(every[one], every[other])]
    near = {row for pair in likely for row in pair} - fresh.keys()
    known |= {row: heard(every[row], who) for row in near}
    kept = [found for pair in likely if (found := _compared(connection, known, who, *pair))]
    folds.keep_pairs(connection, kept)
    refold(connection, {row for each in kept for row in (each.one, each.other)} | set(touched), who)
    folds.mark_folded(connection, article)


def _compared(
    connection: Transaction, known: dict[int, Heard], who: Identities, one: int, other: int
) -> Kept | None:
    pair = same(known[one], known[other], who)
    if pair is None and doubts.is_possible(known[one], known[other], who):
        around = folds.around(connection, one, doubts.NEAR), folds.around(connection, other, doubts.NEAR)
        if doubts.is_doubtful(known[one], known[other], around):
            pair = same(known[one], known[other], who, in_doubt=True)
    if pair is None:
        return None
    ordered = (one, other) if known[one].wording.id == pair.one else (other, one)
    return Kept(*ordered, pair.strength, pair.is_equal)


def fold_out(connection: Transaction, article: str, who: Identities) -> set[int]:
    """Takes an article's statements out of all sayings; those that were folded with them, which have to
    be folded anew.
    """
    wordings = folds.wordings_of(connection, article)
    near = folds.neighbours(connection, wordings) - wordings.keys()
    folds.drop(connection, article, {row: heard(each, who).prints.kept for row, each in wordings.items()})
    return near


def refold(connection: Transaction, rows: Iterable[int], who: Identities) -> None:
    """Makes anew the sayings of all that hangs together with some statements."""
    whole = folds.connected(connection, rows)
    if not whole:
        return
    wordings = folds.wordings(connection, whole)
    known = {each.id: heard(each, who) for each in wordings.values()}
    pairs = [_pair(wordings, each) for each in folds.pairs_among(connection, whole)]
    sayings = [
        saying
        for part, among in together(known, pairs)
        for saying in fold({key: known[key] for key in part}, among, who)
    ]
    folds.replace(connection, {each.id: row for row, each in wordings.items()}, sayings)


def _pair(wordings: dict[int, Wording], kept: Kept) -> Pair:
    return Pair(wordings[kept.one].id, wordings[kept.other].id, kept.strength, kept.is_equal)


def fold_rest(store: Store) -> None:
    """Folds what an Onrecord that knew no sayings or no stories has read."""
    with store.reading() as connection:
        articles = folds.unfolded(connection)
    for article in articles:
        with store.writing() as connection:
            _fold_again(connection, article)
    telling.tell_rest(store)


def _fold_again(connection: Transaction, article: str) -> None:
    fold_in(connection, article, known_identities(connection))


def put(store: Store, readings: Sequence[Reading], reader: str) -> None:
    """Keeps and folds pages that were read elsewhere and are not kept yet, all in one transaction."""
    with store.writing() as connection:
        who = known_identities(connection)
        keep_all(connection, readings)
        for reading in readings:
            save(connection, reading, reader)
            if reading.article is not None:
                key = reading.article.id
                join(connection, [], speakers(reading.article, reading.statements), key)
                fold_in(connection, key, who)
                telling.take_in(connection, key)
