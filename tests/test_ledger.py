"""The commands for what a record folds, over a record that was filled by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli import app
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, digest
from onrecord.scale.folding import save_and_fold
from onrecord.scale.keeping import Record
from onrecord.store.store import open_store, page_id

SAID = (
    (
        "The Echo",
        "2025-03-01",
        "Mara Holt",
        "“We will open the flood barrier at dawn, and every ferry waits.”",
    ),
    ("The Argus", "2025-03-02", "Mara Holt", "that the flood barrier would open at dawn"),
    ("The Argus", "2025-03-03", "the Arl minister", "“Nobody has paid the lock keepers since June.”"),
    ("The Post", "2025-03-04", "Tom Reedle", "“I have nothing to add.”"),
)


@pytest.fixture
def db(where: Path | str) -> str:
    with open_store(where, create=True) as store:
        for outlet, published, speaker, words in SAID:
            page = Page(words.encode(), f"{outlet}.txt", "text/plain")
            body = (Block("body", 0, len(words)),)
            article = Article(page_id(page), words, body, headline="News", outlet=outlet, published=published)
            content = (Span.of(words, 0, len(words)),)
            said = Statement(digest(article.id), "direct", "say", content, (), (), Speaker(speaker, "person"))
            store.keep(page)
            save_and_fold(store, Reading(page, article, (said,)), "1")
    return str(where)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_saying_is_listed_once_with_where_it_was_printed(db: str) -> None:
    done = run("sayings", "--db", db)
    assert done.exit_code == 0
    assert "Mara Holt says  in 2 articles · 1 March 2025 – 2 March 2025" in done.stdout
    assert "    The Echo · 1 March 2025 · News\n    and in The Argus\n" in done.stdout
    assert done.stdout.endswith("\n1 saying.\n")


def test_sayings_are_asked_like_statements(db: str) -> None:
    assert run("sayings", "barrier", "--speaker", "Holt", "--outlet", "The Argus", "--db", db).exit_code == 0
    done = run("sayings", "submarine", "--db", db)
    assert (done.exit_code, done.stdout) == (1, "Nothing found that is printed in two articles.\n")
    assert run("sayings", "--sort", "loudest", "--db", db).exit_code == 2


def test_a_saying_is_shown_with_its_wordings_and_by_its_statements(db: str) -> None:
    (told,) = [
        json.loads(line) for line in run("sayings", "--db", db, "--format", "jsonl").stdout.splitlines()
    ]
    assert [each["article"]["outlet"] for each in told["witnesses"]] == ["The Echo", "The Argus"]
    shown = run("show", told["id"][:8], "--db", db).stdout
    assert "that the flood barrier would open at dawn\n" in shown
    statement = told["witnesses"][1]["statement"]["id"]
    assert f"saying      {told['id'][:8]}, in 1 other article" in run("show", statement, "--db", db).stdout


def test_what_is_judged_holds_for_people_and_search(db: str) -> None:
    done = run("judge", "Mara Holt", "the Arl minister", "--same", "--as", "Ines", "--db", db)
    assert done.exit_code == 0
    assert "3  Mara Holt (the Arl minister)  3 articles" in run("people", "--db", db).stdout
    assert "lock keepers" in run("search", "--speaker", "Holt", "--db", db).stdout
    listed = run("judge", "--db", db).stdout
    assert "same       arl minister / mara holt  Ines" in listed
    assert run("judge", "--withdraw", listed.split()[0], "--db", db).exit_code == 0
    assert "2  Mara Holt  2 articles" in run("people", "--db", db).stdout
    assert "withdrawn" in run("judge", "--db", db).stdout


def test_what_rules_joined_is_listed_with_the_page_of_each_speaker(db: str) -> None:
    listed = run("judge", "--rules", "--db", db).stdout
    assert "same       Mara Holt in The Echo, 1 March 2025 / mara holt  same name 1" in listed
    assert "Mara Holt in The Argus, 2 March 2025 / mara holt" in listed


def test_a_judgement_that_cannot_hold_is_said(db: str) -> None:
    run("judge", "Mara Holt", "Tom Reedle", "--different", "--db", db)
    done = run("judge", "Mara Holt", "Tom Reedle", "--same", "--db", db)
    assert done.exit_code == 1
    assert "does not hold" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Mara Holt",), "Cannot judge 1 speakers"),
        (("Mara Holt", "Tom Reedle"), "either --same or --different"),
        (("Mara Holt", "Mara Holt", "--same"), "are one name"),
    ],
)
def test_half_a_judgement_is_misuse(db: str, arguments: tuple[str, ...], said: str) -> None:
    done = run("judge", *arguments, "--db", db)
    assert done.exit_code == 2
    assert said in done.stderr


def test_nobody_is_judged_whom_the_record_does_not_know(db: str) -> None:
    done = run("judge", "Mara Holt", "Ines Fallow", "--same", "--db", db)
    assert done.exit_code == 1
    assert "No speaker 'Ines Fallow'" in done.stderr
    assert "No judgement begins with 'ffff'" in run("judge", "--withdraw", "ffff", "--db", db).stderr


def test_the_same_from_python(db: str) -> None:
    with Record(db) as record:
        (told,) = record.sayings("barrier")
        assert told.own.statement.speaker.name == "Mara Holt"
        judged = record.judge("Mara Holt", "the Arl minister", "same", author="Ines")
        assert record.people(limit=1)[0].names == ("Mara Holt", "the Arl minister")
        record.withdraw(judged.judgement.id)
        assert record.people(limit=1)[0].names == ("Mara Holt",)
