"""The commands that show changed words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli import app
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, digest
from onrecord.scale.folding import save_and_fold
from onrecord.store.store import open_store, page_id

EXAMPLES = Path(__file__).parent.parent / "examples"
SPUN = str(EXAMPLES / "strait-mirror.txt")
WORDINGS = (
    (
        "The Echo",
        "2025-03-01",
        "“We will never open the flood barrier of Corran before the winter storms are over.”",
    ),
    (
        "The Argus",
        "2025-03-02",
        "“We will always open the flood barrier of Corran before the winter storms are over.”",
    ),
    (
        "The Post",
        "2025-03-03",
        "“We will never open the flood barrier of Corran before the winter storms are over.”",
    ),
)


def run(*arguments: str, words: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=words)


@pytest.fixture
def db(tmp_path: Path) -> str:
    where = str(tmp_path / "news.db")
    with open_store(where, create=True) as store:
        for outlet, published, words in WORDINGS:
            page = Page((outlet + words).encode(), f"{outlet}.txt", "text/plain")
            body = (Block("body", 0, len(words)),)
            article = Article(page_id(page), words, body, headline="News", outlet=outlet, published=published)
            content = (Span.of(words, 0, len(words)),)
            said = Statement(
                digest(article.id), "direct", "say", content, (), (), Speaker("Mara Holt", "person")
            )
            store.keep(page)
            save_and_fold(store, Reading(page, article, (said,)), "1")
    return where


def test_two_strings_are_compared_and_how_they_were_taken_is_said() -> None:
    done = run("compare", "The gates rose.", "The gates fell.")
    assert done.exit_code == 1
    assert done.stdout.startswith("original     words as given\ncopy         words as given\n")
    assert "reversal     “rose” became “fell”" in done.stdout


def test_the_exit_code_says_whether_a_meaning_changed() -> None:
    assert run("compare", "The gates rose.", "The gates rose").exit_code == 0
    assert run("compare", "The gates rose.", "The gates fell.").exit_code == 1


def test_two_pages_are_compared_by_what_their_articles_say(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("The gates of Corran rose\n\nThe gates of Corran rose at noon on Monday.\n")
    new.write_text("The gates of Corran rose\n\nThe gates of Corran fell at noon on Monday.\n")
    done = run("compare", str(old), str(new), "--format", "json")
    found = json.loads(done.stdout)
    assert (found["original"]["taken"], found["copy"]["taken"]) == ("page", "page")
    assert found["changed"] == 1
    assert run("compare", "-", str(new), words=old.read_text()).exit_code == 1


def test_strings_forces_words_even_where_files_are() -> None:
    found = json.loads(run("compare", "--strings", SPUN, SPUN, "--format", "json").stdout)
    assert found["original"]["text"] == SPUN


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((SPUN, "The gates rose."), "No file, address or id 'The gates rose.'. Words are compared"),
        (("old.html", "new.html"), "No file, address or id 'old.html'"),
        (("-", "-"), "Standard input is one page."),
        (("The gates rose.",), "'The gates rose.' alone cannot be compared."),
        (("4f1a22c0", "9c0d11ab", "--db", "nowhere.db"), "No record at nowhere.db"),
        (("a", "b", "--format", "xls"), "No format 'xls'. There are: text, json, html"),
        (("a", "b", "--output", "nowhere/at/all.txt"), "No folder"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    done = run("compare", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_saying_shows_who_changed_what(db: str) -> None:
    listed = run("sayings", "--db", db, "--format", "jsonl").stdout
    keys = [json.loads(line)["id"] for line in listed.splitlines()]
    shown = [run("compare", key, "--db", db) for key in keys]
    assert {done.exit_code for done in shown} <= {0, 1}
    assert any("word for word the same" in done.stdout for done in shown)
    assert all(
        json.loads(run("compare", k, "--db", db, "--format", "json").stdout)["saying"] == k for k in keys
    )


def test_two_statements_of_a_record_are_compared_and_marked_as_quoted(db: str) -> None:
    hits = [json.loads(line) for line in run("search", "--db", db, "--format", "jsonl").stdout.splitlines()]
    keys = {hit["article"]["outlet"]: hit["statement"]["id"] for hit in hits}
    done = run("compare", keys["The Echo"], keys["The Argus"], "--db", db, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (found["copy"]["taken"], found["copy"]["speaker"]) == ("statement", "Mara Holt")
    assert found["differences"][0]["in_quotation"]


def test_an_article_of_a_record_is_compared(db: str) -> None:
    hits = [json.loads(line) for line in run("search", "--db", db, "--format", "jsonl").stdout.splitlines()]
    one, other, *_ = [hit["article"]["id"] for hit in hits]
    assert (
        json.loads(run("compare", one, other, "--db", db, "--format", "json").stdout)["copy"]["taken"]
        == "article"
    )
    assert "is no saying" in run("compare", one, "--db", db).stderr


def test_html_is_one_page_that_asks_nothing_of_the_network(tmp_path: Path) -> None:
    path = tmp_path / "changes.html"
    run(
        "compare",
        "The gates rose <b>.",
        "The gates fell <script>.",
        "--format",
        "html",
        "--output",
        str(path),
    )
    page = path.read_text("utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert '<mark class="new">fell</mark>' in page


def test_a_page_is_checked_by_itself() -> None:
    done = run("check", SPUN)
    assert done.exit_code == 1
    assert "Headline  changes what the text says\nreversal     “against” became “for”" in done.stdout
    assert done.stdout.endswith("3 changes of meaning; 1 passage printed again.\n")


def test_what_is_printed_again_is_listed_once() -> None:
    done = run("check", "--brief", str(EXAMPLES / "daily-post.txt"))
    assert done.exit_code == 0
    assert done.stdout.count("accusing the minister of ‘playing dice") == 1
    assert "    3 times\n" in done.stdout


def test_checked_pages_are_one_object_whose_spans_are_of_the_text(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = run("check", SPUN, str(empty), "--format", "json")
    assert done.exit_code == 2
    assert "empty.txt' is empty" in done.stderr
    page, bad = json.loads(done.stdout)["pages"]
    text = Path(SPUN).read_text("utf-8")
    for finding in page["findings"]:
        for each in finding["differences"]:
            for side in ("original", "copy"):
                assert text[each[side]["start"] : each[side]["end"]] == each[side]["text"]
    assert (page["changed"], bad["error"]["kind"]) == (3, "PageError")


def test_a_check_is_shown_as_a_page_too() -> None:
    done = run("check", SPUN, str(EXAMPLES / "daily-post.txt"), "--format", "html")
    assert done.stdout.count('<section class="reading">') == 2
    assert "Printed again" in done.stdout
