"""A PostgreSQL server for as long as the tests run, with a new database for whoever asks for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

OWNER, PASSWORD = "owner", "open sesame"
# Whoever is called "guarded" needs a password.
LET_IN = "local all guarded scram-sha-256\nlocal all all trust\n"
# Nothing of it is to outlive the tests, so nothing waits for the disk.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -k {}"


@dataclass(frozen=True)
class Server:
    """A server that runs: it listens in ``folder``."""

    folder: Path
    programs: Path
    numbers: Iterator[int] = field(default_factory=count)

    def address(self, database: str, user: str = OWNER) -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def database(self, options: str = "") -> str:
        """The address of a new database."""
        name = f"record{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def schema(self) -> str:
        """The address of a new schema: as good as a database for a record, and made in no time."""
        name = f"record{next(self.numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return f"{self.address('postgres')}&options=-csearch_path%3D{name}"

    def run(self, line: str, database: str = "postgres") -> str:
        """What a line of SQL gives."""
        psql = [str(self.programs / "psql"), "-XAtqh", str(self.folder), "-U", OWNER, "-c", line, database]
        return subprocess.run(psql, check=True, capture_output=True, text=True).stdout


def programs() -> Path:
    """The folder with PostgreSQL's programs, the newest; Debian keeps them apart from all others."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    known = found[-1] if found else shutil.which("initdb")
    assert known, "The tests need PostgreSQL. On Debian and Ubuntu: apt-get install postgresql"
    return Path(known).resolve().parent


@contextmanager
def running() -> Iterator[Server]:
    """A server, stopped at the end whatever has happened."""
    # There any user may come, and the name of a socket is short enough.
    with tempfile.TemporaryDirectory(prefix="onrecord-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        where = Path(folder)
        server = Server(where, programs())
        if os.geteuid() == 0:  # as root it refuses to run
            shutil.chown(where, "postgres", "postgres")
        data, log = str(where / "data"), str(where / "log")
        # Sorted by the rules of English unless we say otherwise, as many a server is set up.
        locale = ("--locale-provider", "icu", "--icu-locale", "en", "--encoding", "UTF8")
        _run(server, "initdb", "-D", data, "-U", OWNER, "-A", "trust", "--no-sync", *locale)
        (where / "data" / "pg_hba.conf").write_text(LET_IN)
        _run(server, "pg_ctl", "-D", data, "-l", log, "-w", "-o", OPTIONS.format(where), "start")
        try:
            server.run(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            _run(server, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(server: Server, program: str, *arguments: str) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    # What the server says later must not hold our pipes open.
    subprocess.run(
        [server.programs / program, *arguments],
        cwd=server.folder,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
