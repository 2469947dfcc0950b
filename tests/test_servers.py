"""Records on a real PostgreSQL server: what only a server can do, or do wrong."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

import onrecord
from onrecord.errors import RecordError
from onrecord.faces.cli import app
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement
from onrecord.store import queries
from onrecord.store.queries import Question
from onrecord.store.servers import is_address
from onrecord.store.store import Store, open_store, page_id
from tests.server import PASSWORD, Server


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    with open_store(server.schema(), create=True) as made:
        yield made


def told(words: str, headline: str = "", url: str | None = None) -> Reading:
    """A page whose every word is said by Ana Brandt."""
    page = Page(words.encode("utf-8", "replace"), "a.txt", "text/plain", url)
    article = Article(page_id(page), words, (Block("body", 0, len(words)),), headline=headline or None)
    span = Span.of(words, 0, len(words))
    said = Statement(article.id, "indirect", "say", (span,), (), (), Speaker("Ana Brandt", "person"))
    return Reading(page, article, (said,))


def refused(address: str, *, create: bool = True) -> RecordError:
    with pytest.raises(RecordError) as caught:
        open_store(address, create=create)
    return caught.value


def guarded(server: Server, password: str, database: str = "postgres") -> str:
    return server.address(database, f"guarded:{password}")


def test_a_server_is_known_by_its_address() -> None:
    assert is_address("postgresql://ana@db.corran.example/news")
    assert not is_address("news.db")
    assert not is_address(Path("postgresql://ana@db.corran.example/news"))


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_every_way_to_write_an_address_leads_to_the_same_record(server: Server, scheme: str) -> None:
    address = server.schema()
    with open_store(address, create=True) as store:
        store.keep(Page(b"news", "a.txt", "text/plain"))
    with open_store(scheme + address.removeprefix("postgresql")) as store:
        assert store.counts()["pages"] == 1


def test_where_no_server_answers_it_is_said_so(tmp_path: Path) -> None:
    error = refused(f"postgresql://ana:{PASSWORD}@/news?host={tmp_path}")
    assert error.message.startswith("postgresql://ana:***@/news")
    assert "cannot be reached" in error.message
    assert "Check that its server runs" in error.hint


def test_an_option_that_does_not_exist_is_said_so(server: Server) -> None:
    assert "loudness" in refused(f"{server.address('postgres')}&loudness=11").message


def test_a_database_that_is_not_there_is_not_made(server: Server) -> None:
    error = refused(server.address("nowhere"))
    assert error.message.startswith("No such database: postgresql://owner@/nowhere")
    assert "createdb" in error.hint


def test_a_wrong_password_is_refused_and_not_shown(server: Server) -> None:
    for error in (refused(guarded(server, "hush-hush")), refused(server.address("postgres", "guarded"))):
        assert error.message.startswith("The server lets nobody in as postgresql://guarded")
        assert "hush-hush" not in error.message + error.hint
        assert "password" in error.hint


def test_the_right_password_is_not_shown_either(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    database = server.database("OWNER guarded").partition("@/")[2].partition("?")[0]
    address = guarded(server, PASSWORD.replace(" ", "%20"), database)
    with open_store(address, create=True) as store:
        assert store.name.startswith(f"postgresql://guarded:***@/{database}")
    in_query = f"{server.address(database, 'guarded')}&password={PASSWORD.replace(' ', '%20')}"
    with open_store(in_query) as store:
        assert "sesame" not in store.name
    monkeypatch.setenv("ONRECORD_DB", address)
    done = CliRunner().invoke(app, ["add", "nowhere.html"])
    assert "0 pages read" in done.stdout
    assert "sesame" not in done.output


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ana:a@sesame@db/news",
        "postgresql://ana:a@b:sesame@db/news",
        "postgresql://ana:sesame",
        "mysql://ana:sesame@db/news",
    ],
)
def test_an_address_that_cannot_be_is_refused_and_not_shown(address: str) -> None:
    error = refused(address)
    assert "sesame" not in error.message + error.hint
    assert "postgresql://" in error.hint


def test_without_psycopg_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'onrecord[postgres]'" in refused("postgresql://ana@db/news").hint


def test_tables_of_another_program_are_left_alone(server: Server) -> None:
    address = server.database()
    name = address.partition("@/")[2].partition("?")[0]
    server.run("CREATE TABLE pages (name text); CREATE TABLE schema (version integer)", name)
    for create in (False, True):
        assert "tables of the same names: pages, schema" in refused(address, create=create).message
    assert server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == "2\n"


def test_a_record_that_is_not_there_is_not_made_by_looking(server: Server) -> None:
    address = server.schema()
    error = refused(address, create=False)
    assert "No record at postgresql://" in error.message
    assert "onrecord add" in error.hint
    assert "No record at" in refused(address, create=False).message
    done = CliRunner().invoke(app, ["search", "pier", "--db", address])
    assert done.exit_code == 1
    assert "Make one: onrecord add" in done.stderr


def test_a_database_that_lacks_most_characters_is_refused(server: Server) -> None:
    latin = server.database("ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    assert "LATIN1" in refused(latin).message


def test_whoever_may_only_read_is_told_so(server: Server) -> None:
    address = server.schema()
    name = address.partition("search_path%3D")[2]
    reader = address.replace("owner@", f"guarded:{PASSWORD.replace(' ', '%20')}@")
    server.run(f"GRANT USAGE ON SCHEMA {name} TO guarded")
    assert "createdb --owner" in refused(reader).hint
    with open_store(address, create=True) as store:
        store.save_all([told("The pier is safe.")], "1")
    server.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO guarded")
    with open_store(reader) as store:
        assert len(queries.search(store, Question("pier"))) == 1
        with pytest.raises(RecordError, match="cannot be written: permission denied"):
            store.keep(Page(b"news", "a.txt", "text/plain"))


@pytest.mark.parametrize("words", ["It is\0not\0 so.", "\ufdd0 \ufdd00 \0\ufdd01\0", "\\u0000 \\x00 \0"])
def test_a_nul_loses_nothing(store: Store, words: str) -> None:
    kept = told(words, headline=words, url=f"https://corran.example/{words}")
    store.save_all([kept], "1")
    (found,) = queries.readings(store)
    assert found == kept


def test_a_word_beside_a_nul_is_found(store: Store) -> None:
    store.save_all([told("It is\0not\0 so.")], "1")
    assert len(queries.search(store, Question("“is not so”"))) == 1


def test_no_text_is_too_long(store: Store) -> None:
    draw = random.Random(1)
    words = [f"{draw.getrandbits(80):x}" for _ in range(60_000)]
    long = "".join(words[:2000])
    reading = told(" ".join(words), headline=long, url=f"https://corran.example/{long}")
    store.keep(Page(b"", long, "text/plain"))
    store.save_all([reading], "1")
    store.refuse(onrecord.Unread(long, RecordError(long, hint=long)))
    assert len(queries.search(store, Question(words[0]))) == 1
    assert len(queries.search(store, Question(f"“{words[99]} {words[100]}”", speaker="Brandt"))) == 1


def test_names_sort_by_their_characters_whatever_the_language(store: Store) -> None:
    for name in ("a", "B", "é", "Z"):
        reading = told(f"It is {name}.")
        assert reading.article is not None
        object.__setattr__(reading.statements[0].speaker, "name", name)
        store.save_all([reading], "1")
    assert [each.name for each in queries.speakers(store)] == ["B", "Z", "a", "é"]


def test_two_that_begin_a_record_at_once_share_it(server: Server) -> None:
    address = server.schema()
    pages = [Page(f"news {number}".encode(), "a.txt", "text/plain") for number in range(20)]

    def keep(_: int) -> int:
        with open_store(address, create=True) as store:
            return sum(new for _, new in map(store.keep, pages))

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(keep, range(4))) == len(pages)


def test_a_writer_that_waits_too_long_says_for_whom(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    address = server.schema()
    with open_store(address, create=True) as store:
        monkeypatch.setattr("onrecord.store.servers._SESSION", ("SET lock_timeout = '10ms'",))
        with (
            open_store(address) as other,
            store.writing(),
            pytest.raises(RecordError, match="is being written by another process"),
        ):
            other.keep(Page(b"news", "a.txt", "text/plain"))


def test_a_reader_sees_one_state_of_the_record(server: Server) -> None:
    address = server.schema()
    with open_store(address, create=True) as store, open_store(address) as other:
        with other.reading() as connection:
            pages = text("SELECT count(*) FROM pages")
            assert connection.scalar(pages) == 0
            store.keep(Page(b"news", "a.txt", "text/plain"))
            assert connection.scalar(pages) == 0
        assert other.counts()["pages"] == 1


WRITER = """
import sys
from sqlalchemy import text
from onrecord.store.store import open_store
with open_store(sys.argv[1], create=True) as store, store.writing() as connection:
    connection.execute(text("INSERT INTO unread VALUES ('half', 'a', 'page', '', '')"))
    print("written", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_had_begun_is_not_there_and_holds_nobody_up(server: Server) -> None:
    address = server.schema()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        writer.kill()
    with open_store(address) as store:
        store.keep(Page(b"news", "a.txt", "text/plain"))
        assert (store.counts()["pages"], store.counts()["unread"]) == (1, 0)


def cut_off(server: Server) -> None:
    """Ends every connection to the server, as its restart would."""
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'")


def test_a_server_that_comes_back_is_used_again(server: Server, store: Store) -> None:
    store.keep(Page(b"news", "a.txt", "text/plain"))
    cut_off(server)
    assert store.counts()["pages"] == 1


def write_while_it_goes(server: Server, store: Store) -> None:
    half = text("INSERT INTO unread VALUES ('half', 'a', 'page', '', '')")
    with store.writing() as connection:
        connection.execute(half)
        cut_off(server)
        connection.execute(half)


def test_a_server_that_goes_in_the_middle_is_said_to_be_gone(server: Server, store: Store) -> None:
    with pytest.raises(RecordError, match="cannot be written") as caught:
        write_while_it_goes(server, store)
    assert "run the same command again" in caught.value.hint
    assert store.counts()["unread"] == 0


def test_the_same_from_python_and_the_command_line(server: Server) -> None:
    address = server.schema()
    with onrecord.Record(address) as record:
        record.store.save_all([told("The pier is safe.")], "1")
        (hit,) = record.search("pier")
        assert hit.statement.words == "The pier is safe."
    done = CliRunner().invoke(app, ["search", "--format", "jsonl"], env={"ONRECORD_DB": address})
    assert json.loads(done.stdout)["statement"]["speaker"]["name"] == "Ana Brandt"
