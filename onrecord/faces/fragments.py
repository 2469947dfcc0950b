"""Links that open a page at some words: URL text fragments (WICG, 2023), which browsers scroll to and mark.

A browser marks the first place that fits, wherever it ignores case and how much white space there is. So
a link names no more words than it takes to mean that place and no other of the article: the words alone,
or with a few of those before or behind them. What else stands on the page is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from onrecord.model import Span

WHOLE = 80  # characters: what is longer is given by its beginning and its end
ENDS = 5  # words of a beginning and an end
AROUND = 6  # words before and behind that may be named
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S*\w\S*")
_EDGE = re.compile(r"^[^\w(\[$£€#@]+|[^\w)\]%]+$")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Directive:
    """What a browser looks for: from ``begin`` to ``end``, or ``begin`` alone, with what stands beside."""

    begin: str
    end: str = ""
    before: str = ""
    behind: str = ""

    def __str__(self) -> str:
        before = self.before and _encoded(self.before) + "-"
        behind = self.behind and "-" + _encoded(self.behind)
        parts = (before, _encoded(self.begin), _encoded(self.end), behind)
        return "text=" + ",".join(part for part in parts if part)

    def place(self, text: str) -> tuple[int, int] | None:
        """The first place of a text that fits."""
        found = _pattern(self.begin) + (r"[\s\S]*?" + _pattern(self.end) if self.end else "")
        before = _pattern(self.before) + r"\s*" if self.before else ""
        behind = r"(?=\s*" + _pattern(self.behind) + ")" if self.behind else ""
        match = re.search(f"{before}({found}){behind}", text, re.IGNORECASE)
        return match and match.span(1)


def link(url: str | None, text: str, spans: Sequence[Span]) -> str | None:
    """A link that opens ``url`` at some spans of its article's ``text``; None where it has no address."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    found = dict.fromkeys(str(directive(text, span.start, span.end)) for span in spans)
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:{'&'.join(found)}"


def directive(text: str, start: int, end: int) -> Directive:
    """The shortest that means the characters ``start`` to ``end`` of a text, and no others before them."""
    start, end = _trimmed(text, start, end)
    plain = _bare(text[start:end])
    if _is_first(plain, text, start, end):
        return plain
    return next((each for each in _wider(plain, text, start, end) if each.place(text) == (start, end)), plain)


def _is_first(plain: Directive, text: str, start: int, end: int) -> bool:
    """Does nothing before it look alike? Mostly so, and told in a hundredth of the time of a pattern."""
    folded, begin, last = _folded(text), _folded(plain.begin), _folded(plain.end)
    if len(folded) != len(text) or folded.find(begin) != start:
        return False
    return folded.find(last, start + len(begin)) + len(last) == end if last else start + len(begin) == end


@lru_cache(64)
def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.lower())


def _bare(words: str) -> Directive:
    """Words as they are, or by their two ends where they are long, or run over the end of a paragraph."""
    if len(words) <= WHOLE and "\n" not in words:
        return Directive(words)
    first, last = words.split("\n")[0], words.split("\n")[-1]
    begin, end = _head(first, ENDS), _tail(last, ENDS)
    is_one = first == words and len(begin) + len(end) >= len(words)  # a few very long words
    # A line of marks alone has no word to begin or end with.
    return Directive(words) if is_one or not (begin and end) else Directive(begin, end)


def _wider(plain: Directive, text: str, start: int, end: int) -> Iterator[Directive]:
    """The directive, and with ever more words of the same paragraph around."""
    yield plain
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    behind = text[end : stop if stop >= 0 else len(text)]
    for number in range(1, AROUND + 1):
        left, right = _tail(before, number), _head(behind, number)
        for one, other in ((left, ""), ("", right), (left, right)):
            if one or other:
                yield replace(plain, before=one, behind=other)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks at the edges: where a word begins and ends, a browser finds it."""
    words = text[start:end]
    left, right = _EDGE.match(words), re.search(r"[^\w)\]%]+$", words)
    inner = (start + (left.end() if left else 0), end - (len(right.group()) if right else 0))
    return inner if inner[0] < inner[1] else (start, end)


def _head(words: str, number: int) -> str:
    """The first words, and the marks before them."""
    found = list(_WORD.finditer(words))[:number]
    return words[: found[-1].end()].strip() if found else ""


def _tail(words: str, number: int) -> str:
    """The last words, and the marks behind them."""
    found = list(_WORD.finditer(words))[-number:]
    return words[found[0].start() :].strip() if found else ""


def _pattern(words: str) -> str:
    """Words in whatever case and with whatever space between, not in the middle of others."""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return (r"(?<!\w)" if words[:1].isalnum() else "") + inner + (r"(?!\w)" if words[-1:].isalnum() else "")


def _encoded(words: str) -> str:
    """Words in a directive, where commas, ampersands and hyphens have a meaning of their own."""
    return quote(" ".join(_UNSEEN.sub("", words).split()), safe="", errors="replace").replace("-", "%2D")
