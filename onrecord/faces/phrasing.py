"""How a statement is put into words for a reader: who, what they do, and the words as printed.

Shared by what a terminal shows and by the html page. Nothing here adds to what was read: a speaker
without a name is shown by the words that mention them, and one without either as not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from onrecord.model import Article, Reading, Speaker, Statement
from onrecord.text import MARK

NOT_NAMED = "Somebody not named"
ATTITUDES = frozenset({"believe", "want", "plan", "fear"})

# "I say" and "you say" have the verb that several have.
_SEVERAL = frozenset({"i", "you", "they", "we", "both", "many", "some", "others", "these", "those"})
# "Letters between the engineers and the authority": the word before the preposition is the one that speaks.
_HEAD = re.compile(r"(.+?)(?: (?:of|for|from|in|at|by|between|to|on|with|close|near|who|that)\b|,|$)")
_MARK = MARK.pattern
_BEFORE = re.compile(rf"(?:{_MARK})\Z")
_BEHIND = re.compile(rf"[.,!?;…]?(?:{_MARK})+")
_BETWEEN = re.compile(rf"(?:\s|{_MARK})*\Z")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?")


def speech_only(reading: Reading) -> Reading:
    """The reading with its statements of attitude (believe, want, plan, fear) left out."""
    kept = tuple(s for s in reading.statements if s.act not in ATTITUDES)
    return replace(reading, statements=kept)


def unexplained(reading: Reading) -> Reading:
    """The reading without the reasons why each speaker was chosen."""
    plain = tuple(replace(s, speaker=replace(s.speaker, why="")) for s in reading.statements)
    return replace(reading, statements=plain)


def reason(speaker: Speaker) -> str:
    """Why a speaker was chosen, as a line to read; empty where that is not to be told."""
    return one_line(speaker.why)


def described(speaker: Speaker) -> str:
    """What the article says a speaker is: “harbour minister; former engineer”."""
    return "; ".join(one_line(role.text) for role in speaker.roles)


def who(speaker: Speaker) -> str:
    """The speaker as a reader is shown them: by name, else as the article mentions them.

    It begins with a capital, as the line that it begins does.
    """
    shown = one_line(speaker.name or (speaker.mention.text if speaker.mention else ""))
    if not shown:
        return "The author" if speaker.type == "author" else NOT_NAMED
    # Not eBay, not iPlayer: they are written as they are.
    return shown if shown[1:2].isupper() else shown[0].upper() + shown[1:]


def does(statement: Statement) -> str:
    """What the speaker does, as a verb: ``"denies"``, ``"do not believe"``."""
    number = "several" if _are_several(statement.speaker) else "one"
    return _acts()[statement.act][number + ("_negated" if statement.polarity == "negative" else "")]


def printed(article: Article, statement: Statement) -> list[str]:
    """The paragraphs of the words as printed, quoted ones in the marks that the page gives them.

    Words left out between two pieces of one paragraph are shown as ``[…]``.
    """
    paragraphs: list[str] = []
    last = None
    for span in statement.content:
        start, end = span.start, span.end
        if statement.kind != "indirect":
            start, end = with_marks(article.text, start, end)
        gap = None if last is None else article.text[last:start]
        parts = [one_line(part) for part in re.split(r"\s*\n\s*", article.text[start:end])]
        parts = [part for part in parts if part]
        if paragraphs and parts and gap is not None and not (_BETWEEN.match(gap) and "\n" in gap):
            paragraphs[-1] += (" " if _BETWEEN.match(gap) else " […] ") + parts.pop(0)
        paragraphs += parts
        last = end
    return paragraphs


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen ``start`` to ``end`` by the quotation marks that stand right before and behind them."""
    before = _BEFORE.search(text, max(0, start - 2), start)
    behind = _BEHIND.match(text, end)
    return (before.start() if before else start), (behind.end() if behind else end)


def one_line(text: str) -> str:
    """Text on one line that is safe to show: no line ends, control characters or hidden reversals."""
    return " ".join(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _HIDDEN.sub("", text)).split())


def day(published: str) -> str:
    """An ISO date as a newspaper writes it, ``"12 March 2025, 09:30"``; anything else as it is."""
    match = _DATE.match(published)
    if match is None or not 1 <= int(match[2]) <= 12:
        return one_line(published)
    date = f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    return date if match[4] is None or match[4] + match[5] == "0000" else f"{date}, {match[4]}:{match[5]}"


def percent(confidence: float) -> str:
    """A confidence of 0 to 1 as ``"93 %"``, with a space that does not break."""
    return f"{confidence * 100:.0f}\N{NO-BREAK SPACE}%"


def joined(texts: Iterable[str]) -> str:
    """Pieces of one span on one line."""
    return " […] ".join(one_line(text) for text in texts)


# ESC and its kin could command the terminal; joiners and direction overrides could hide what is said.
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HIDDEN = re.compile(r"[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def _are_several(speaker: Speaker) -> bool:
    """Does the verb stand in the plural? A person and an organisation are one, "engineers" are several."""
    words = speaker.name or (speaker.mention.text if speaker.mention else "")
    if speaker.type == "group" or words.lower() in _SEVERAL:
        return True
    if speaker.type == "organisation" or not words:
        return False
    head = _HEAD.match(one_line(words).lower())
    last = head[1].split()[-1] if head else ""
    return (
        speaker.type != "person" and last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s"))
    )


@cache
def _acts() -> dict[str, dict[str, str]]:
    table = (files("onrecord.faces") / "data/acts.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
