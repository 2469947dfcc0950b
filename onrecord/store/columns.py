"""Text as every database gives it back: the same characters, in the same order of sorting.

PostgreSQL sorts by the rules of a language unless it is told not to, and takes no NUL character: a
noncharacter, which no text means, and a figure stand there for it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy import Dialect, TypeDecorator
from sqlalchemy.types import TypeEngine

MARK = "\ufdd0"
NUL, ITSELF = MARK + "0", MARK + "1"


class Text(TypeDecorator[str]):
    """Text of any length."""

    impl = sqlalchemy.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """In PostgreSQL, text that sorts by its code points as in SQLite."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sqlalchemy.Text(collation="C"))
        return super().load_dialect_impl(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """On its way in."""
        return value and written(value) if dialect.name == "postgresql" else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """On its way out."""
        return value and read(value) if dialect.name == "postgresql" else value


class String(Text):
    """Text of a known length, which PostgreSQL need not know."""

    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """In SQLite, with its length."""
        if dialect.name == "postgresql":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(sqlalchemy.String(self.length))


def written(text: str) -> str:
    """Text without a NUL, from which ``read`` makes the same text again."""
    if MARK in text:
        text = text.replace(MARK, ITSELF)
    return text.replace("\0", NUL) if "\0" in text else text


def read(text: str) -> str:
    """The text that was ``written``."""
    return text.replace(NUL, "\0").replace(ITSELF, MARK) if MARK in text else text
