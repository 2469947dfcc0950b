"""Copies of one text are a story; independent reports of one event are not."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.faces.cli import app
from onrecord.model import Article, Block, Page, Reading
from onrecord.scale import folding
from onrecord.scale.folding import save_and_fold
from onrecord.store import stories as kept
from onrecord.store.queries import Question
from onrecord.store.store import Store, open_store, page_id

WHOLE = """The harbour board of Corran voted on Tuesday night to close the northern lock for eleven weeks.

Engineers had found cracks in two of its four gates during the yearly inspection in February.

“We cannot wait for another winter,” said Lena Ostwick, who chairs the board.

Some forty barges a day pass the lock, most of them with grain from the upper Arl.

The board will pay 2.4 million marks for the repair, and the ferry company asked for a share of it.

Shopkeepers on the northern quay fear for their summer, and are called to the Corn Hall on Friday."""
OTHER = """Barges will have to take the long way round this spring after a decision taken in Corran.

“We cannot wait for another winter,” said Lena Ostwick, who chairs the board.

Tom Reedle, who has run a grain barge for thirty years, said that he would lose two days on each journey.

The ministry in Arlmouth has not said whether it will help; a spokesman called it a matter of concern."""
SPUN = WHOLE.replace("voted", "decided").replace("found", "discovered").replace("fear for", "worry about")
CUT = "\n\n".join(WHOLE.split("\n\n")[:4])
MOVED = "\n\n".join(WHOLE.split("\n\n")[::-1])
TEXTS = {"whole": WHOLE, "spun": SPUN, "cut": CUT, "moved": MOVED, "other": OTHER}


def read(name: str) -> Reading:
    text = TEXTS[name]
    page = Page(text.encode(), f"{name}.txt", "text/plain")
    blocks, start = list[Block](), 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("body", start, start + len(paragraph)))
        start += len(paragraph) + 2
    article = Article(page_id(page), text, tuple(blocks), headline=name, outlet=f"The {name}", language="en")
    return Reading(page, article)


def put(store: Store, name: str) -> None:
    reading = read(name)
    assert isinstance(reading.page, Page)
    store.keep(reading.page)
    save_and_fold(store, reading, "1")


def stories(store: Store) -> set[frozenset[str]]:
    """The headlines of the articles of each story."""
    return {
        frozenset(article.headline or "" for article in group.articles)
        for group in kept.stories(store, Question())
    }


@pytest.mark.parametrize("name", ["spun", "cut", "moved"])
def test_a_copy_is_told_with_its_original(where: Path | str, name: str) -> None:
    with open_store(where, create=True) as store:
        put(store, "whole")
        put(store, name)
        assert stories(store) == {frozenset(["whole", name])}


def test_what_is_put_in_at_once_is_told_too(where: Path | str) -> None:
    with open_store(where, create=True) as store:
        folding.put(store, [read("whole"), read("other"), read("cut")], "1")
        assert stories(store) == {frozenset(["whole", "cut"])}


def test_an_independent_report_is_not_whatever_it_quotes(where: Path | str) -> None:
    with open_store(where, create=True) as store:
        put(store, "whole")
        put(store, "other")
        assert stories(store) == set()


def test_ten_random_orders_give_the_same_stories(tmp_path: Path) -> None:
    found = []
    for seed in range(10):
        with open_store(tmp_path / f"{seed}.db", create=True) as store:
            for name in random.Random(seed).sample(list(TEXTS), len(TEXTS)):
                put(store, name)
            found.append([group.id for group in kept.stories(store, Question())])
    assert found[0]
    assert all(each == found[0] for each in found)


def test_an_article_that_is_read_again_leaves_its_story(where: Path | str) -> None:
    with open_store(where, create=True) as store:
        put(store, "whole")
        put(store, "cut")
        page = Page(CUT.encode(), "cut.txt", "text/plain")
        said = Article(page_id(page), OTHER, (Block("body", 0, len(OTHER)),), headline="cut", language="en")
        save_and_fold(store, Reading(page, said), "2")
        assert stories(store) == set()


def test_a_story_is_listed_and_shown(tmp_path: Path) -> None:
    db = str(tmp_path / "a.db")
    with open_store(db, create=True) as store:
        put(store, "whole")
        put(store, "cut")
    listed = CliRunner().invoke(app, ["stories", "--db", db])
    assert listed.exit_code == 0
    assert "in 2 articles" in listed.stdout
    assert listed.stdout.endswith("\n1 story.\n")
    told = json.loads(CliRunner().invoke(app, ["stories", "--db", db, "--format", "jsonl"]).stdout)
    assert set(told) == {"id", "original", "why", "base", "copies"}
    shown = CliRunner().invoke(app, ["show", told["id"], "--db", db]).stdout
    assert "The cut" in shown
    assert "is a story" in CliRunner().invoke(app, ["compare", told["id"], "whole", "--db", db]).stderr
    assert CliRunner().invoke(app, ["stories", "submarine", "--db", db]).exit_code == 1
