from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import OptionError, RecordError
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement
from onrecord.store import queries, sayings
from onrecord.store.queries import Hit, Question
from onrecord.store.store import Store, open_store, page_id
from tests.server import Server


@pytest.fixture
def store(where: Path | str, reading: Reading) -> Iterator[Store]:
    """A record of one article in two papers: the Argus of March, and the Echo of April."""
    made = open_store(where, create=True)
    for outlet, date, page in (
        ("The Wexcombe Argus", "2025-03-12T09:30:00+00:00", Page(b"argus", "argus.txt", "text/plain")),
        ("The Echo", "2025-04-01", Page(b"echo", "echo.txt", "text/plain", "https://echo.example/1")),
    ):
        made.keep(page)
        assert reading.article is not None
        article = replace(reading.article, id=page_id(page), outlet=outlet, published=date)
        statements = tuple(replace(each, id=outlet[-1] + each.id[1:]) for each in reading.statements)
        made.save(Reading(page, article, statements), "1")
    with made:
        yield made


def words(store: Store, question: Question) -> list[str]:
    return [hit.statement.words for hit in queries.search(store, question)]


def test_words_are_found_in_any_order_and_form_of_letters(store: Store) -> None:
    assert words(store, Question("PIER sell"))[:2] == ["that the council would sell the pier"] * 2


def test_a_word_of_the_headline_counts_for_less_than_one_that_was_said(store: Store) -> None:
    found = words(store, Question("pier"))
    assert "sell the pier" in found[0]
    assert len(found) == 8


def test_a_phrase_stands_together(store: Store) -> None:
    assert len(words(store, Question("“quick sale”", act="want"))) == 2
    assert words(store, Question("“sale quick”")) == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        (Question(), 8),
        (Question(speaker="Fallow"), 4),
        (Question(speaker="Nobody"), 0),
        (Question(act="deny"), 2),
        (Question(outlet="the echo"), 4),
        (Question(since="2025-04"), 4),
        (Question(until="2025-03"), 4),
        (Question(since="2025-03-12", until="2025-03-12"), 4),
        (Question(least=0.9), 2),
        (Question(about="Tom Sons", act="fear"), 2),
        (Question(about="Fallow"), 0),  # she speaks; nobody speaks of her
    ],
)
def test_everything_that_is_asked_holds(store: Store, question: Question, count: int) -> None:
    assert len(words(store, question)) == count
    assert queries.count(store, question) == {None: count}


def test_the_order_is_by_date_where_that_is_asked(store: Store) -> None:
    dates = {
        order: [hit.article.published for hit in queries.search(store, Question(act="deny", order=order))]
        for order in queries.ORDERS
    }
    assert dates["oldest"] == dates["newest"][::-1] == ["2025-03-12T09:30:00+00:00", "2025-04-01"]


def test_a_hit_stands_in_its_article(store: Store) -> None:
    (hit, _) = queries.search(store, Question(act="deny"))
    (content,) = hit.statement.content
    assert hit.article.text[content.start : content.end] == content.text


def test_statements_are_counted_by_speaker_outlet_act_and_month(store: Store) -> None:
    assert queries.count(store, Question(), "speaker") == {None: 4, "Ines Fallow": 4}
    assert queries.count(store, Question(), "outlet") == {"The Echo": 4, "The Wexcombe Argus": 4}
    assert queries.count(store, Question(speaker="Fallow"), "act") == {"deny": 2, "say": 2}
    assert queries.count(store, Question(), "month") == {"2025-03": 4, "2025-04": 4}


def test_marks_that_mean_something_to_a_database_are_only_marks(store: Store) -> None:
    for odd in ("pier OR", "a*b", "NEAR(", "'; DROP TABLE pages", "words:", "^pier", 'a"', "facets : b"):
        words(store, Question(odd, speaker=odd, about=odd, outlet=odd))


@pytest.mark.parametrize(
    "question",
    [
        Question(act="lie"),
        Question(since="yesterday"),
        Question(since="2025-13"),
        Question(until="2025-02-31"),
        Question("!?"),
        Question(speaker="---"),
    ],
)
def test_what_does_not_exist_is_said_so(store: Store, question: Question) -> None:
    with pytest.raises(OptionError):
        queries.search(store, question)


def test_an_id_may_be_cut_short_but_not_be_anybodys(store: Store) -> None:
    (hit, _) = queries.search(store, Question(act="deny"))
    found = sayings.find(store, hit.statement.id[:3])
    assert isinstance(found, Hit)
    assert found.statement == hit.statement
    assert isinstance(sayings.find(store, hit.article.id), Reading)
    for wrong in ("", "zzz"):
        with pytest.raises(RecordError):
            sayings.find(store, wrong)


def test_speakers_and_outlets_are_told_with_their_dates(store: Store) -> None:
    (fallow,) = queries.speakers(store)
    assert (fallow.name, fallow.statements, fallow.articles) == ("Ines Fallow", 4, 2)
    assert (fallow.first, fallow.last) == ("2025-03-12T09:30:00+00:00", "2025-04-01")
    assert [each.name for each in queries.outlets(store)] == ["The Echo", "The Wexcombe Argus"]


def test_an_id_is_no_pattern(store: Store) -> None:
    for pattern in ("%", "_", "1_"):
        with pytest.raises(RecordError):
            sayings.find(store, pattern)


@pytest.fixture
def many(where: Path | str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Twenty statements about a bridge: ten of January, then five of December, then five without a date;
    and no more than four are ranked.
    """
    monkeypatch.setattr(queries, "RANKED", 4)
    made = open_store(where, create=True)
    readings: list[Reading] = []
    dates: list[str | None] = ["2025-01-15"] * 10 + ["2031-12-24"] * 5 + [None] * 5
    for number, day in enumerate(dates):
        text = f"The bridge is safe, number {number}."
        page = Page(text.encode(), f"{number}.txt", "text/plain")
        article = Article(page_id(page), text, (Block("body", 0, len(text)),), published=day)
        span = Span.of(text, 0, len(text))
        said = Statement(
            f"{number:016}", "indirect", "say", (span,), (), (), Speaker(), confidence=number / 20
        )
        readings.append(Reading(page, article, (said,)))
    made.save_all(readings, "1")
    with made:
        yield made


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question("bridge", since="2025-01", until="2025-01"), 4),  # the best of those added last
        (Question("bridge", since="2025-01-01", until="2025-01-31"), 10),
        (Question("bridge", since="2026"), 4),
        (Question("bridge", least=0.9), 2),
        (Question("bridge", order="oldest"), 20),
        (Question("bridge", order="newest"), 20),
        (Question("bridge", since="2025-02", until="2025-03"), 0),
    ],
)
def test_of_very_many_none_is_lost_to_a_filter(many: Store, question: Question, found: int) -> None:
    assert len(queries.search(many, question, limit=100)) == found


def test_statements_without_a_date_come_last(many: Store) -> None:
    for order in ("oldest", "newest"):
        dates = [
            hit.article.published for hit in queries.search(many, Question("bridge", order=order), limit=100)
        ]
        assert dates[-5:] == [None] * 5
        known = [day for day in dates if day]
        assert known == sorted(known, reverse=order == "newest")


def test_an_offset_goes_on_where_the_page_before_ended(many: Store) -> None:
    question = Question("bridge", order="oldest")
    whole = queries.search(many, question, limit=20)
    parts = [
        hit for start in range(0, 20, 6) for hit in queries.search(many, question, limit=6, offset=start)
    ]
    assert parts == whole


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question("bridge"), list(range(20))),
        (Question("bridge", order="newest"), list(range(20))),
        (Question(since="2026"), [10, 11, 12, 13, 14]),
        (Question("safe", least=0.9), [18, 19]),
        (Question("tunnel"), []),
    ],
)
def test_all_that_answers_comes_in_the_order_of_its_pages(
    many: Store, question: Question, found: list[int]
) -> None:
    answers = list(queries.answers(many, question))
    assert [int(each.id) for reading in answers for each in reading.statements] == found


def test_a_page_is_answered_with_those_statements_alone(store: Store) -> None:
    wholes = list(queries.readings(store))
    answers = list(queries.answers(store, Question(act="deny")))
    kept = [tuple(each for each in whole.statements if each.act == "deny") for whole in wholes]
    assert answers == [replace(whole, statements=some) for whole, some in zip(wholes, kept, strict=True)]


SAID = (
    "Café owners agree with Łukasz Ørn.",
    "To be, or not to be: that is the question.",
    "Tom-Sons’ pier/sale is at ana@corran.example, C++ and AT&T too.",
    "She won’t; he didn't. It rose 10,000.5%.",
    "STRASSE and İstanbul, ﬁne and 2½ km².",
    "हिन्दी में 北京 市 Ελλάς שָׁלוֹם",
)
FOUND = (
    *("cafe", "CAFÉ", "cafe\u0301", "“owners agree”", "łukasz", "orn", "ørn", "agreed", "owner"),
    *(
        "the",
        "“to be or not to be”",
        "“be to not”",
        "is",
        "tom",
        "sons",
        "tom-sons",
        "“sale is at”",
        "pier/sale",
    ),
    *("ana@corran.example", "corran", "c", "“at t”", "won’t", "won't", "“didn t”", "10,000.5", "10", "5%"),
    *(
        "straße",
        "istanbul",
        "fine",
        "ﬁne",
        "2½",
        "km2",
        "हिन्दी",
        "北京",
        "ελλάς",
        "שָׁלוֹם",
        "“market hall”",
        "hall",
    ),
)


def test_words_are_the_same_words_wherever_the_record_lives(tmp_path: Path, server: Server) -> None:
    answers = []
    for where in (tmp_path / "a.db", server.schema()):
        with open_store(where, create=True) as store:
            for number, said in enumerate(SAID):
                page = Page(said.encode(), "a.txt", "text/plain")
                article = Article(
                    page_id(page), said, (Block("body", 0, len(said)),), headline="In the market", outlet="E"
                )
                span, hall = Span.of(said, 0, len(said)), Speaker("Hall Market", "person")
                one = Statement(f"{number:016}", "indirect", "say", (span,), (), (), hall)
                store.save_all([Reading(page, article, (one,))], "1")
            answers.append({given: sorted(words(store, Question(given))) for given in FOUND})
    assert answers[0] == answers[1]
    assert answers[0]["cafe"] == [SAID[0]]
    assert answers[0]["“to be or not to be”"] == [SAID[1]]
    assert answers[0]["agreed"] == answers[0]["“market hall”"] == []
    assert answers[0]["hall"] == sorted(SAID)
