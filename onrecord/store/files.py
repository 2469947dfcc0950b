"""A record in a file: SQLite, whose write-ahead log makes it cheap to write each page at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from onrecord.errors import RecordError

LONGEST_LOG = 16 * 1024 * 1024  # bytes that the write-ahead log keeps, once whoever read beside it is done
WAIT = 30  # seconds for another process that is writing
MARK = 0x4F4E5243  # “ONRC”, by which SQLite's file format knows whose a file is


def engine_of(where: str | Path, *, create: bool) -> tuple[Engine, str]:
    """The engine for a record in a file, and its name; RecordError where there can be none.

    A file that is not ours is not written into.
    """
    path = Path(where).absolute()
    there = path.exists() and (not path.is_file() or path.stat().st_size > 0)
    if not there and not create:
        raise RecordError(f"No record at {where}.", hint=f"Make one: onrecord add PAGE --db {where}")
    if not path.parent.is_dir():
        raise RecordError(f"No folder '{path.parent}' for a record.", hint="Make it first, with mkdir -p.")
    if there and not _is_ours(path):
        raise RecordError(f"{where} is no record.", hint="Name a record, or a file that is not there yet.")
    try:
        if not there:
            _mark_as_ours(path)
    except sqlite3.Error as error:
        raise unwritable(str(where), error) from error
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine, str(where)


def _is_ours(path: Path) -> bool:
    """Does the head of a file say that it is a record? (SQLite's file format, 1.3: offsets 0 and 68.)"""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == MARK.to_bytes(4, "big")


def _mark_as_ours(path: Path) -> None:
    """Writes the head of a new record, before anything else: what is killed here is nothing or a record."""
    connection = sqlite3.connect(path, timeout=WAIT)
    connection.execute(f"PRAGMA application_id={MARK}")
    connection.close()


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    """Readers and a writer side by side; what a killed process had written is there or not, never half."""
    connection.isolation_level = None  # transactions are ours to begin: the driver leaves out tables
    cursor = connection.cursor()
    log = f"journal_size_limit={LONGEST_LOG}"
    for line in ("journal_mode=WAL", log, "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {line}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: two that had both read first could not both go on."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def unwritable(name: str, error: BaseException | None) -> RecordError:
    """What it means that a record cannot be written."""
    reason = str(error)
    if "full" in reason:
        return RecordError(
            f"{name} cannot grow: the disk is full.",
            hint="Make room and run the same command again; what was kept so far is safe.",
        )
    if "locked" in reason:
        return RecordError(
            f"{name} is being written by another process.", hint="Wait until it ends, then run this again."
        )
    return RecordError(
        f"{name} cannot be written: {reason}.", hint="Check the file and the disk, or name another with --db."
    )


def unreadable(name: str, error: BaseException | None) -> RecordError:
    """What it means that a record cannot be read."""
    return RecordError(f"{name} cannot be read: {error}.", hint="Check the file, or name another with --db.")
