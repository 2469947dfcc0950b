"""The tables of a record, and how an older record becomes a newer one.

A page is its bytes, compressed, and what became of them. An article and its statements hang on their
page and are replaced together when a newer model reads it again. Spans are kept as pairs of offsets
into the article's text, never as text of their own, so that words and places cannot part.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    exists,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.errors import RecordError
from onrecord.model import digest
from onrecord.store.columns import String, Text

ID = String(16)
OURS = "The record of Onrecord"  # by which a table of PostgreSQL is known to be ours

metadata = MetaData()

# Which step of ``MIGRATIONS`` the record has reached: one row.
schema = Table("schema", metadata, Column("version", Integer, nullable=False))

pages = Table(
    "pages",
    metadata,
    Column("id", ID, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text, index=True),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text),
    Column("content", LargeBinary, nullable=False),
    Column("added", String(32), nullable=False),
    # The model that read it; null until it has been read, or has turned out to hold no article.
    Column("reader", Text, index=True),
    Column("error_kind", Text),
    Column("error_message", Text),
    Column("error_hint", Text),
)

# Sources of which no page could be had.
unread = Table(
    "unread",
    metadata,
    Column("source", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("tried", String(32), nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", ID, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("headline", Text),
    Column("outlet", Text, index=True),
    Column("authors", JSON, nullable=False),
    Column("published", Text, index=True),
    Column("language", Text),
    Column("notices", JSON, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("speaker", Text),
    Column("speaker_type", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    # What is searched for, beside the row that is found: an index over words needs them in one table.
    Column("words", Text, nullable=False),
    Column("headline", Text),
    Column("outlet", Text),
    Column("published", Text, index=True),
    # Words that no text holds for what is filtered by, so that the index over words finds them together.
    # In PostgreSQL, which indexes a column, all that is searched for: see ``tsvector.py``.
    Column("facets", Text().with_variant(TSVECTOR, "postgresql"), nullable=False),
)
Index("statements_of_article", statements.c.article, statements.c.number)
Index("statements_of_speaker", statements.c.speaker, statements.c.published)
# Free text may be longer than the 2,700 bytes that PostgreSQL sorts in an index: it has its own, below.
for _index in {*pages.indexes, *articles.indexes, *statements.indexes}:
    if {column.name for column in _index.columns} & {"source", "url", "outlet", "speaker"}:
        _index.ddl_if(dialect="sqlite")

# By which a statement's wording is found: see ``record.prints``. Taken away by hand with its statement,
# since an index for that alone would be as large as the table.
prints = Table(
    "prints",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("statement", Integer, primary_key=True),
    sqlite_with_rowid=False,
)


def _of_statement(name: str) -> Column[int]:
    reference = ForeignKey("statements.row", ondelete="CASCADE")
    return Column(name, Integer, reference, primary_key=True, index=True)


# Two statements that are one saying, the smaller id first.
pairs = Table(
    "pairs",
    metadata,
    _of_statement("one"),
    _of_statement("other"),
    Column("strength", Float, nullable=False),
    Column("is_equal", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

# What is folded, by its two statements or more; a statement alone is in none.
sayings = Table(
    "sayings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("articles", Integer, nullable=False, index=True),
    Column("first", Text),
    Column("last", Text),
)

witnesses = Table(
    "witnesses",
    metadata,
    Column("saying", ID, ForeignKey("sayings.id", ondelete="CASCADE"), primary_key=True),
    _of_statement("statement"),
    sqlite_with_rowid=False,
)

# The articles whose statements have been folded.
folded = Table(
    "folded",
    metadata,
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
)

# The articles whose copies have been looked for, each by a number of its own, and whom it credits.
texts = Table(
    "texts",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("credits", JSON, nullable=False),
)

# By which an article's copies are found: see ``record.copying``. Taken away by hand, like ``prints``.
article_prints = Table(
    "article_prints",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("text", Integer, primary_key=True),
    sqlite_with_rowid=False,
)


def _of_text(name: str) -> Column[int]:
    reference = ForeignKey("texts.row", ondelete="CASCADE")
    return Column(name, Integer, reference, primary_key=True, index=True)


# Two articles of which one is a copy of the other, or both of one text, the smaller id first; how much of
# each stands in the other, and which sentences of it, as bits of a number in hexadecimal digits.
copies = Table(
    "copies",
    metadata,
    _of_text("one"),
    _of_text("other"),
    Column("of_one", Float, nullable=False),
    Column("of_other", Float, nullable=False),
    Column("in_one", Text, nullable=False),
    Column("in_other", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Articles of one text. Which is the original is not kept: it depends on which versions are asked for.
stories = Table(
    "stories",
    metadata,
    Column("id", ID, primary_key=True),
    Column("articles", Integer, nullable=False, index=True),
    Column("first", Text),
    Column("last", Text),
)

told_in = Table(
    "told_in",
    metadata,
    Column("story", ID, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    _of_text("text"),
    sqlite_with_rowid=False,
)

# The named speakers of each article, as a rule compares them across articles.
speakers = Table(
    "speakers",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("is_full", Boolean, nullable=False),
    Column("party", Text),
)
Index("speakers_of_node", speakers.c.node, speakers.c.party)

# Who is the same as whom: rows that are only ever added, and marked when they are withdrawn.
judgements = Table(
    "judgements",
    metadata,
    Column("id", ID, primary_key=True),
    Column("left", Text, nullable=False, index=True),
    Column("right", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("score", Float),
    Column("withdrawn", String(32)),
    Column("withdrawn_by", Text),
)
Index("judgements_by", judgements.c.by, sqlite_where=judgements.c.by != "rule")
# What each address gave when it was last asked: a page, or something else that is kept here itself.
visits = Table(
    "visits",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("checked", String(32), nullable=False),
    # No foreign key: a visit is noted before its page is kept, and counts for nothing until it is.
    Column("page", ID, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary),
)

# Pages with an article, by the address at which they are versions of one page: a hash of it, since no index
# holds very long ones.
versions = Table(
    "versions",
    metadata,
    Column("page", ID, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    Column("address", ID, nullable=False, index=True),
    Column("fetched", String(32), nullable=False),
    Column("is_current", Boolean, nullable=False),
)
Index("versions_by_standing", versions.c.is_current, versions.c.page)

_FTS5 = (
    "CREATE VIRTUAL TABLE statement_words USING fts5("
    "words, speaker, headline, facets, content='statements', content_rowid='row', "
    'tokenize="unicode61 remove_diacritics 2")',
    "CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN "
    "INSERT INTO statement_words(rowid, words, speaker, headline, facets) "
    "VALUES (new.row, new.words, new.speaker, new.headline, new.facets); END",
    "CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN "
    "INSERT INTO statement_words(statement_words, rowid, words, speaker, headline, facets) "
    "VALUES ('delete', old.row, old.words, old.speaker, old.headline, old.facets); END",
)
_TSVECTOR = (
    # Without fastupdate: what was added last would be searched one by one, until the server tidies up.
    "CREATE INDEX statement_words ON statements USING gin (facets) WITH (fastupdate = off)",
    'CREATE INDEX statements_newest ON statements (published DESC NULLS LAST, "row")',
    "CREATE INDEX pages_of_source ON pages USING hash (source)",
    "CREATE INDEX pages_of_url ON pages USING hash (url)",
    "ALTER TABLE unread DROP CONSTRAINT unread_pkey",
    "CREATE INDEX unread_of_source ON unread USING hash (source)",
    f"COMMENT ON TABLE schema IS '{OURS}'",
)
_BESIDE_TABLES = {"sqlite": _FTS5, "postgresql": _TSVECTOR}
_FIRST = (schema, pages, unread, articles, statements)


def _first(connection: Connection) -> None:
    metadata.create_all(connection, tables=_FIRST)
    for line in _BESIDE_TABLES[connection.dialect.name]:
        connection.execute(text(line))


def _second(connection: Connection) -> None:
    metadata.create_all(connection, tables=[visits, versions])
    metadata.create_all(connection, tables=[prints, pairs, sayings, witnesses, folded, speakers, judgements])
    metadata.create_all(connection, tables=[texts, article_prints, copies, stories, told_in])
    _fill_versions(connection)


def _fill_versions(connection: Connection) -> None:
    """Makes versions of the pages of a record that knew none: the last of an address is the current one."""
    query = select(pages.c.id, pages.c.url, pages.c.added).join(articles).where(pages.c.url.is_not(None))
    for part in connection.execute(query).partitions(1000):
        rows = ((key, digest(url), added, False) for key, url, added in part)
        names = ("page", "address", "fetched", "is_current")
        connection.execute(insert(versions), [dict(zip(names, row, strict=True)) for row in rows])
    other = versions.alias().c
    is_later = (other.fetched > versions.c.fetched) | (
        (other.fetched == versions.c.fetched) & (other.page > versions.c.page)
    )
    is_last = ~exists().where(other.address == versions.c.address, is_later)
    connection.execute(update(versions).where(is_last).values(is_current=True))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first, _second)


def is_current(connection: Connection) -> bool:
    """Is a record of the newest version? RecordError where it comes from a newer Onrecord."""
    known, version = len(MIGRATIONS), _version(connection)
    if version > known:
        raise RecordError(
            f"The record is of version {version}; this Onrecord knows versions up to {known}.",
            hint="Install a newer Onrecord.",
        )
    return version == known


def migrate(connection: Connection) -> None:
    """Brings a record to the newest version, from wherever it stands; not at all where it is there."""
    known, version = len(MIGRATIONS), _version(connection)
    for step in MIGRATIONS[version:]:
        step(connection)
    if version < known:
        row = {"version": known}
        connection.execute(update(schema).values(row) if version else insert(schema).values(row))


def _version(connection: Connection) -> int:
    """The step that a record has reached; 0 where nothing is in it yet."""
    if not inspect(connection).has_table("schema"):
        return 0
    return connection.execute(select(schema.c.version)).scalar_one_or_none() or 0
