"""The command for stories, over a record that was filled by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.faces.cli import app
from onrecord.model import Page
from onrecord.scale.folding import save_and_fold
from onrecord.scale.keeping import Record
from onrecord.store.store import open_store
from tests.copies import BARRIER, FERRY, OTHER, SPUN, reading

PIER = "https://echo.corran.example/pier"
PRINTED = (
    reading(FERRY, "The Echo", "2025-03-04T08:00:00+00:00"),
    reading(SPUN.replace("eleven", "twelve"), "The Argus", "2025-03-04T15:00:00+00:00"),
    reading(OTHER, "The Post", "2025-03-05"),
    reading(BARRIER, "The Lantern", "2025-03-06", PIER),
    reading(f"{BARRIER} More soon.", "The Lantern", "2025-03-07", PIER),
)


@pytest.fixture
def db(where: Path | str) -> str:
    with open_store(where, create=True) as store:
        for each in PRINTED:
            assert isinstance(each.page, Page)
            store.keep(each.page)
            save_and_fold(store, each, "1")
    return str(where)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_story_is_listed_with_its_original_and_its_copies(db: str) -> None:
    done = run("stories", "--db", db)
    assert done.exit_code == 0
    assert "original    The Echo · 4 March 2025" in done.stdout
    assert "(published first, 7 hours before the next)" in done.stdout
    assert "copy        The Argus · 4 March 2025" in done.stdout
    assert "1 change of meaning" in done.stdout
    assert done.stdout.endswith("\n1 story.\n")


def test_versions_of_a_page_are_a_story_only_where_they_are_asked_for(db: str) -> None:
    assert "2 stories." in run("stories", "--versions", "--db", db).stdout


def test_stories_are_asked_for_by_words_outlet_and_time(db: str) -> None:
    assert run("stories", "harbour authority", "--outlet", "the argus", "--db", db).exit_code == 1
    assert run("stories", "port", "--outlet", "the argus", "--since", "2025-03", "--db", db).exit_code == 0
    done = run("stories", "--until", "2024", "--db", db)
    assert (done.exit_code, done.stdout) == (1, "Nothing found that is a copy.\n")
    assert run("stories", "--format", "xls", "--db", db).exit_code == 2


def test_a_story_is_shown_with_what_its_copies_changed(db: str) -> None:
    (told,) = (
        json.loads(line) for line in run("stories", "--db", db, "--format", "jsonl").stdout.splitlines()
    )
    assert told["original"] == told["base"]["id"]
    assert told["copies"][0]["article"]["outlet"] == "The Argus"
    assert told["copies"][0]["differences"][0]["meaning"] == "changed"
    shown = run("show", told["id"][:8], "--db", db).stdout
    assert "number      eleven  →  twelve" in shown
    assert "harmless    " in shown
    assert f"story       {told['id'][:8]}" in run("show", told["original"], "--db", db).stdout


def test_stories_are_there_from_python(db: str) -> None:
    with Record(db) as record:
        (traced,) = record.stories(outlet="The Echo")
    assert traced.story.original == traced.base.id
    assert traced.copies[0].share > 0.9
    assert traced.copies[0].changed == 1
