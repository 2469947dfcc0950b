"""A record on a server: PostgreSQL, by its address ``postgresql://user@host/name``.

Writers take turns by a lock of the database, which the server takes back from a process that was killed;
readers see the record as it stood when they began. A password is never shown.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError

from onrecord.errors import RecordError
from onrecord.store import tables

WAIT = 30  # seconds for another process that is writing
REACHED_IN = 10  # seconds, or no server answers
IDLE = 60  # seconds for which the server waits, in a transaction, for a process that is gone
MARK = 0x4F4E5243  # “ONRC”, the lock that writers take
SCHEMES = ("postgresql", "postgresql+psycopg", "postgres")

_ADDRESS = re.compile(r"([A-Za-z][\w+.-]*)://")
_SESSION = (
    f"SET lock_timeout = '{WAIT}s'",
    f"SET idle_in_transaction_session_timeout = '{IDLE}s'",
    "SET jit = off",  # compiling a search takes longer than the search
)
_STANDING = text(
    "SELECT relname, obj_description(pg_class.oid, 'pg_class') FROM pg_class "
    "JOIN pg_namespace ON relnamespace = pg_namespace.oid "
    "WHERE nspname = current_schema() AND relname = ANY(:names) ORDER BY relname"
)
# What PostgreSQL says where it lets nobody in; it gives no code then.
_NO_DATABASE = re.compile(r'database "[^"]*" does not exist')
_NOT_LET_IN = re.compile(r"authentication failed|no password supplied|role .* does not exist|pg_hba")
# What it says by its codes (PostgreSQL's documentation, appendix A).
_NO_RIGHT, _READ_ONLY, _FULL, _LOCKED = "42501", "25006", "53100", "55P03"


def is_address(where: str | Path) -> bool:
    """Does this name a server, and not a file?"""
    return isinstance(where, str) and bool(_ADDRESS.match(where))


def engine_of(where: str | Path, *, create: bool) -> tuple[Engine, str]:
    """The engine for a record on a server, and its name; RecordError where there can be none.

    A database with tables of the same names that are not ours is not written into.
    """
    url = _url(str(where))
    name = _shown(url)
    given = {"connect_timeout": REACHED_IN, "application_name": "onrecord", "client_encoding": "utf8"}
    arguments = {key: value for key, value in given.items() if key not in url.query}
    try:
        engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
    except ImportError as error:
        raise RecordError(
            "A record on a server needs psycopg, which is not installed.",
            hint="Install it: pip install 'onrecord[postgres]'",
        ) from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            _check(connection, name, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise unreadable(name, error.orig) from error
    except RecordError:
        engine.dispose()
        raise
    return engine, name


def _url(where: str) -> URL:
    """An address, taken apart. Nothing of one that cannot be is shown: it may be a password."""
    scheme = where.partition("://")[0].lower()
    if scheme not in SCHEMES:
        raise RecordError(
            f"No record is kept in '{scheme}'.", hint="Name a file, or postgresql://USER@HOST/DATABASE."
        )
    try:
        url = make_url(where).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        url = None
    if url is None or "@" in (url.host or ""):
        raise RecordError(
            "The address of the database cannot be read.",
            hint="Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE, and in a password %40 for @.",
        )
    return url


def _shown(url: URL) -> str:
    """An address as it may be seen by anybody."""
    hidden = {key: "***" for key in url.query if "password" in key}
    shown = url.set(drivername="postgresql").update_query_dict(hidden)
    return shown.render_as_string(hide_password=True)


def _prepare(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    for line in _SESSION:
        cursor.execute(line)
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    """A writer waits for its turn, and then sees all that was written before; a reader sees one state."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MARK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _check(connection: Connection, name: str, *, create: bool) -> None:
    """RecordError where a database holds no record, and none may be made in it."""
    known = [table.name for table in tables.metadata.sorted_tables]
    found = {row[0]: row[1] for row in connection.execute(_STANDING, {"names": known})}
    if found.get("schema") == tables.OURS:
        return
    if found:
        raise RecordError(
            f"{name} is no record, and holds tables of the same names: {', '.join(found)}.",
            hint="Name another database, or make one: createdb NAME",
        )
    if not create:
        raise RecordError(f"No record at {name}.", hint=f"Make one: onrecord add PAGE --db '{name}'")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise RecordError(
            f"{name} keeps text as {encoding}, which lacks most characters.",
            hint="Make a database that keeps all: createdb --encoding UTF8 --template template0 NAME",
        )


def unwritable(name: str, error: BaseException | None) -> RecordError:
    """What it means that a record cannot be written."""
    meant = {
        _FULL: (
            f"{name} cannot grow: the server's disk is full.",
            "Make room and run the same command again; what was kept so far is safe.",
        ),
        _LOCKED: (f"{name} is being written by another process.", "Wait until it ends, then run this again."),
        _READ_ONLY: (f"{name} can only be read.", "Name the server that takes what is written."),
    }
    code = getattr(error, "sqlstate", None)
    if code in meant:
        message, hint = meant[code]
        return RecordError(message, hint=hint)
    return _unusable(name, error, "written")


def unreadable(name: str, error: BaseException | None) -> RecordError:
    """What it means that a record cannot be read."""
    return _unusable(name, error, "read")


def _unusable(name: str, error: BaseException | None, what: str) -> RecordError:
    reason = " ".join(str(error).split()).rstrip(".")
    code = getattr(error, "sqlstate", None)
    if code == _NO_RIGHT:
        return RecordError(
            f"{name} cannot be {what}: {reason}.",
            hint="Use a database that belongs to the user: createdb --owner USER NAME",
        )
    if code:
        hint = "Check the database, and run the same command again; what was kept so far is safe."
        return RecordError(f"{name} cannot be {what}: {reason}.", hint=hint)
    if _NO_DATABASE.search(reason):
        return RecordError(f"No such database: {name}.", hint="Make it on its server: createdb NAME")
    if _NOT_LET_IN.search(reason):
        return RecordError(
            f"The server lets nobody in as {name}: {reason}.",
            hint="Check the user and the password, which may stand in PGPASSWORD or ~/.pgpass, too.",
        )
    return RecordError(
        f"{name} cannot be reached: {reason}.",
        hint="Check that its server runs, and the address, then run the same command again.",
    )
