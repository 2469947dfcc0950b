"""The commands that work on a record, over a record that was filled by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.errors import SourceError
from onrecord.faces.cli import app
from onrecord.model import Page, Reading, Unread
from onrecord.store.store import open_store, page_id


@pytest.fixture
def db(where: Path | str, reading: Reading, failure: Reading) -> str:
    """A record of one article from the web, one page that holds none, and one source that is gone."""
    with open_store(where, create=True) as store:
        page = Page(b"argus", "argus.html", "text/html", "https://argus.example/pier#top")
        store.keep(page)
        assert reading.article is not None
        store.save(replace(reading, page=page, article=replace(reading.article, id=page_id(page))), "1")
        assert isinstance(failure.page, Page)
        store.keep(failure.page)
        store.save(failure, "1")
        store.refuse(Unread("gone.txt", SourceError("No file 'gone.txt'.", hint="Check the path.")))
    return str(where)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_search_shows_who_what_and_where(db: str) -> None:
    done = run("search", "pier", "--db", db, "--act", "deny")
    assert done.exit_code == 0
    assert "Ines Fallow denies  (91\N{NO-BREAK SPACE}%  11111111)" in done.stdout
    assert "    that the council would sell the pier\n" in done.stdout
    assert "The Wexcombe Argus · 12 March 2025" in done.stdout
    assert done.stdout.endswith("1 statement.\n")


def test_search_says_how_many_more_there_are(db: str) -> None:
    assert "1 of 4 statements. More: --limit" in run("search", "--db", db, "--limit", "1").stdout


def test_nothing_found_is_said_and_told_by_the_exit_code(db: str) -> None:
    done = run("search", "submarine", "--db", db)
    assert (done.exit_code, done.stdout) == (1, "Nothing found.\n")


def test_search_for_programs_is_one_object_a_line(db: str) -> None:
    done = run("search", "--db", db, "--format", "jsonl", "--speaker", "fallow")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 2
    assert {each["statement"]["speaker"]["name"] for each in found} == {"Ines Fallow"}
    assert {each["article"]["outlet"] for each in found} == {"The Wexcombe Argus"}


def test_counts_are_lines(db: str) -> None:
    done = run("search", "--db", db, "--count", "speaker")
    assert (done.exit_code, done.stdout) == (0, "2  not known\n2  Ines Fallow\n")


def test_counts_for_programs_are_objects(db: str) -> None:
    done = run("search", "--db", db, "--count", "speaker", "--format", "jsonl")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found == [{"speaker": None, "statements": 2}, {"speaker": "Ines Fallow", "statements": 2}]


@pytest.mark.parametrize(
    "wrong",
    [("--act", "lie"), ("--since", "soon"), ("--sort", "loudest"), ("--count", "moon"), ("--format", "xls")],
)
def test_what_does_not_exist_is_misuse(db: str, wrong: tuple[str, str]) -> None:
    done = run("search", "pier", "--db", db, *wrong)
    assert done.exit_code == 2
    assert f"'{wrong[1]}'" in done.stderr


def test_a_statement_is_shown_where_it_stands(db: str) -> None:
    done = run("show", "1111", "--db", db)
    assert "[that the council would sell the pier]" in done.stdout
    assert "argus.html" in done.stdout
    assert (
        "https://argus.example/pier#top:~:text=that%20the%20council%20would%20sell%20the%20pier"
        in done.stdout
    )


def test_what_stands_around_a_statement_is_whole_words(db: str) -> None:
    shown = " ".join(run("show", "3333", "--db", db).stdout.split())
    assert " … council would sell the pier Asked about the rumour, she told" in shown
    assert "They fear [that Tom & Sons want “a quick sale”]." in shown
    assert shown.count("…") == 1


def test_an_article_is_shown_whole(db: str) -> None:
    key = page_id(Page(b"argus", "argus.html", "text/html", "https://argus.example/pier#top"))
    done = run("show", key[:10], "--db", db)
    assert done.stdout.startswith("Mayor denies plan to sell the pier\n")
    assert done.stdout.count("%") == 4


def test_an_id_that_is_not_there_is_an_error(db: str) -> None:
    done = run("show", "zzzz", "--db", db)
    assert done.exit_code == 1
    assert "No id begins with 'zzzz'" in done.stderr


def test_people_and_outlets_are_listed(db: str) -> None:
    assert run("people", "--db", db).stdout == "2  Ines Fallow  1 article · 12 March 2025\n"
    assert run("outlets", "--db", db).stdout == "4  The Wexcombe Argus  1 article · 12 March 2025\n"


def test_what_failed_is_listed_with_what_to_do(db: str) -> None:
    done = run("errors", "--db", db)
    assert "gone.txt\n    No file 'gone.txt'.\n    Check the path.\n" in done.stdout
    assert done.stdout.endswith("2 pages were not read.\n")


def test_export_writes_what_read_would(db: str, tmp_path: Path) -> None:
    done = run("export", "--db", db)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(len(each["statements"]) for each in found) == [0, 4]
    out = tmp_path / "a.csv"
    assert run("export", "--db", db, "--format", "csv", "--output", str(out)).exit_code == 0
    assert len(out.read_text("utf-8").splitlines()) >= 5


@pytest.mark.parametrize("command", ["search", "people", "outlets", "errors", "export"])
def test_without_a_record_it_is_said_how_to_make_one(tmp_path: Path, command: str) -> None:
    done = run(command, "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 1
    assert "Make one: onrecord add" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.fixture
def two_versions(db: str, reading: Reading) -> tuple[str, str]:
    """The ids of an earlier and of the current version of one article in the record."""
    keys = []
    with open_store(db) as store:
        for number in range(2):
            page = Page(b"echo %d" % number, "echo.html", "text/html", "https://echo.example/pier")
            key = page_id(page)
            store.keep(page)
            assert reading.article is not None
            article = replace(reading.article, id=key, headline=f"Pier, {number}", outlet="The Echo")
            said = replace(reading.statements[0], id=f"{number + 8}" * 16)
            store.save(Reading(page, article, (said,)), "1")
            keys.append(key)
    return keys[0], keys[1]


def test_of_a_page_with_versions_the_current_one_is_found(db: str, two_versions: tuple[str, str]) -> None:
    old, new = two_versions
    assert run("search", "--db", db, "--outlet", "The Echo").stdout.endswith("\n1 statement.\n")
    done = run("search", "--db", db, "--outlet", "The Echo", "--versions")
    assert f"Pier, 0 · earlier version of {new[:8]}\n" in done.stdout
    assert "Pier, 1\n" in done.stdout
    done = run("search", "--db", db, "--outlet", "The Echo", "--versions", "--format", "jsonl")
    about = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    assert {each["id"]: each["current"] for each in about} == {old: new, new: None}


def test_it_is_shown_which_version_a_page_is(db: str, two_versions: tuple[str, str]) -> None:
    old, new = two_versions
    assert (
        f"version     1 of 2, an earlier one; the others: {new[:8]} (" in run("show", old, "--db", db).stdout
    )
    shown = run("show", "9999", "--db", db).stdout
    assert f"version     2 of 2, the current one; the others: {old[:8]} (" in shown


def test_export_leaves_out_earlier_versions_unless_asked(db: str, two_versions: tuple[str, str]) -> None:
    old, _ = two_versions
    assert old not in run("export", "--db", db).stdout
    assert old in run("export", "--db", db, "--versions").stdout


def test_export_takes_what_search_takes(db: str) -> None:
    done = run("export", "--db", db, "--act", "deny", "--speaker", "fallow", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout, newline=""))
    assert (row["act"], row["speaker"]) == ("deny", "Ines Fallow")
    done = run("export", "pier", "--db", db, "--least", "0.5")
    (found,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["act"] for each in found["statements"]] == ["deny", "say"]


def test_an_export_of_nothing_is_told_by_the_exit_code(db: str) -> None:
    done = run("export", "submarine", "--db", db, "--format", "csv")
    assert (done.exit_code, done.stderr) == (1, "onrecord: Nothing found.\n")
    assert done.stdout.count("\n") == 1


def test_articles_are_exported_with_how_many_statements_answer(db: str, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    options = ("--db", db, "--format", "csv", "--table", "articles", "--output", str(out))
    assert run("export", *options, "--speaker", "fallow").exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["statements"] == "2"
    assert row["text"].startswith("The Wexcombe Argus\n\nMayor denies")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--table", "pages", "--format", "csv"), "No table 'pages'. There are: statements, articles."),
        (("--table", "articles"), "The format jsonl has no tables. --table is for csv and parquet."),
        (("--excel", "--format", "parquet"), "The format parquet has no form for Excel. --excel is for csv."),
        (("--act", "lie"), "No act 'lie'."),
    ],
)
def test_what_export_cannot_do_is_misuse(db: str, wrong: tuple[str, ...], said: str) -> None:
    done = run("export", "--db", db, *wrong)
    assert done.exit_code == 2
    assert said in done.stderr
