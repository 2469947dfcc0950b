"""Whether a record outlives a full disk: pages are added on a small one until it is full, again and again.

    python -m bench.full_disk FOLDER [--steps 12]

FOLDER holds a few dozen pages. They are added to one record with room enough, and to another on a disk in
memory (tmpfs, so that it takes root on Linux) that has room for a twelfth of it and its log, then for two
twelfths, and so on. Each time the command must say that the disk is full and what to do, and end with 1;
the record must open on the full disk, be sound by SQLite's own check and hold no half page. With room
enough the same command must complete it to the very same content. How large the write-ahead log gets is
printed beside. Exit 1 where anything of that fails.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.survival import command, content, faults


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A disk in memory of ``size`` bytes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def enlarge(disk: Path, size: int) -> None:
    """Makes room on a disk in memory."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def added(folder: Path, db: Path) -> tuple[int, str, int]:
    """Adds a folder: the exit code, what was said on standard error, and the log's size at its largest."""
    process = subprocess.Popen(
        command(folder, db), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    log, largest = db.with_name(db.name + "-wal"), 0
    while process.poll() is None:
        largest = max(largest, log.stat().st_size if log.exists() else 0)
        time.sleep(0.05)
    return process.returncode, process.communicate()[1], largest


def complaints(code: int, said: str) -> list[str]:
    """What is wrong with how a command ended on a full disk."""
    lines = said.splitlines()
    is_clear = lines and "disk is full" in lines[-1] and "Make room" in lines[-1] and "Traceback" not in said
    return [] if code == 1 and is_clear else [f"ended with {code}: {said[-400:]}"]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=12)
    given = parser.parse_args()
    wrong, full = list[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = Path(folder, "whole.db")
        _, _, largest = added(given.folder, undisturbed)
        whole, size = content(undisturbed), undisturbed.stat().st_size
    print(f"with room enough: {size:,} bytes, write-ahead log {largest:,} at the most", flush=True)
    enough = size + 2 * largest
    with small_disk(enough // given.steps) as disk:
        db = disk / "small.db"
        for step in range(1, 2 * given.steps):
            enlarge(disk, enough * step // given.steps)
            code, said, _ = added(given.folder, db)
            if code == 0:
                break
            full += 1
            wrong += complaints(code, said)
            if db.exists() and db.stat().st_size:
                wrong += faults(db, whole)
                print(f"{step} of {given.steps}: {len(content(db))} of {len(whole)} pages", flush=True)
        same = content(db) == whole
    print(f"{full} times full, {len(wrong)} faults, completed to the same content: {same}", *wrong, sep="\n")
    return 1 if wrong or not same else 0


if __name__ == "__main__":
    sys.exit(main())
