"""Holds what was read from a page against what a careful reader finds in it.

Beside each page NAME of ``examples/`` stands NAME.expected.json: its article (metadata, blocks, strings
that must not be in it), its statements, and what else may be reported without harm ("allowed").
examples/README.md says what each field means. Readings are the objects of ``onrecord read --format
jsonl``, so nothing of the package itself is needed here.

Spans are compared as sets of words (``\\w+``), so quotation marks, full stops and spaces never count; a
statement is found by the best Dice overlap of its content from 0.5 up, and its content is right from
0.9 up. ``when`` and ``where`` are noted, not held against the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

UNKNOWN = {"type": "unknown"}
SUFFIX = ".expected.json"
LEAST_OVERLAP = 0.5
RIGHT_OVERLAP = 0.9
INSIDE = 0.8
ARTICLES = {"the", "a", "an", "its", "his", "her", "their"}
Positions = frozenset[int]
Json = dict[str, Any]


@dataclass(frozen=True)
class Literal:
    """Words of an article as they stand in it; which of their occurrences is counted from 1."""

    text: str
    occurrence: int = 1

    @classmethod
    def read(cls, value: str | Json) -> Literal:
        """From an expected file: a plain string, or an object with text and occurrence."""
        return cls(value) if isinstance(value, str) else cls(value["text"], value["occurrence"])


@dataclass(frozen=True)
class Expected:
    """What a careful reader finds in one page."""

    page: str
    article: Json
    blocks: list[Json]
    absent: list[str]
    statements: list[Json]
    allowed: list[Json]
    notice: str | None

    @classmethod
    def read(cls, page: str, value: Json) -> Expected:
        """From one object of an expected file; KeyError where a field is missing."""
        return cls(
            page,
            value["article"],
            value["blocks"],
            value["absent"],
            value["statements"],
            value["allowed"],
            value["notice"],
        )

    @property
    def text(self) -> str:
        """The article as its blocks say it, joined by blank lines."""
        return "\n\n".join(block["text"] for block in self.blocks)


@dataclass
class Outcome:
    """What one reading has missed, got wrong and invented; each entry is a line for a person."""

    page: str
    expected: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether nothing is missed, wrong or invented."""
        return not (self.missed or self.wrong or self.invented)


class Text:
    """The words of a text, and where a literal stands among them."""

    def __init__(self, text: str) -> None:
        matches = list(re.finditer(r"\w+", text))
        self.words = [match.group() for match in matches]
        self.edges = [match.span() for match in matches]

    def occurrences(self, literal: str) -> list[Positions]:
        """Every place where the words of the literal stand in a row."""
        wanted = re.findall(r"\w+", literal)
        starts = range(len(self.words) - len(wanted) + 1) if wanted else range(0)
        return [
            frozenset(range(start, start + len(wanted)))
            for start in starts
            if self.words[start : start + len(wanted)] == wanted
        ]

    def locate(self, literals: Iterable[str | Json]) -> Positions:
        """The words of all the literals; those that do not stand in the text are left out."""
        found: set[int] = set()
        for literal in map(Literal.read, literals):
            places = self.occurrences(literal.text)
            if len(places) >= literal.occurrence:
                found |= places[literal.occurrence - 1]
        return frozenset(found)

    def inside(self, spans: Sequence[Json] | None) -> Positions:
        """The words that lie whole in any of the spans."""
        return frozenset(
            n
            for n, (start, end) in enumerate(self.edges)
            if any(span["start"] <= start and end <= span["end"] for span in spans or ())
        )


def dice(one: Positions, other: Positions) -> float:
    """Twice the common words over all words; 0 where there are none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def mostly_inside(part: Positions, whole: Positions) -> bool:
    """Whether at least four fifths of the part lie in the whole; never of an empty part."""
    return bool(part) and len(part & whole) >= INSIDE * len(part)


def plain(name: str) -> list[str]:
    """The words of a name in lower case without articles and possessive endings."""
    return [
        word for word in re.findall(r"\w+", re.sub(r"[’']s?\b", "", name.lower())) if word not in ARTICLES
    ]


def same_name(wanted: str, got: str, kind: str) -> bool:
    """People by their whole name; everybody else by more than half of the words of the shorter name."""
    one, other = plain(wanted), plain(got)
    if one == other or kind == "person":
        return one == other
    return 2 * len({*one} & {*other}) >= min(len({*one}), len({*other})) + 1


def same_speaker(speaker: Json, got: Json | None) -> bool:
    """Whether the reported speaker has one of the expected names; no name where none is expected."""
    name = (got or {}).get("name")
    if speaker["name"] is None or not name:
        return speaker["name"] is None and not name
    names = [speaker["name"], *speaker.get("accept", [])]
    return any(same_name(wanted, name, speaker["type"]) for wanted in names)


def read_expected(folder: Path) -> dict[str, list[Expected]]:
    """The expected articles of every page of a folder, by file name; a JSONL page has several."""
    found = {}
    for path in sorted(folder.glob("*" + SUFFIX)):
        value = json.loads(path.read_text(encoding="utf-8"))
        page = path.name.removesuffix(SUFFIX)
        found[page] = [Expected.read(page, one) for one in (value if isinstance(value, list) else [value])]
    return found


def compare(expected: Expected, reading: Json) -> Outcome:
    """Hold one reading (an object of ``--format jsonl``) against what was expected of it."""
    outcome = Outcome(expected.page)
    article = reading.get("article")
    if not article:
        outcome.missed.append(f"article: {reading.get('error')}")
        return outcome
    compare_article(expected, article, outcome)
    compare_blocks(expected, article, outcome)
    if expected.notice and not any(expected.notice in notice for notice in reading["notices"]):
        outcome.missed.append(f"a notice with the words {expected.notice!r}")
    compare_statements(expected, Text(article["text"]), reading["statements"], outcome)
    return outcome


def compare_article(expected: Expected, article: Json, outcome: Outcome) -> None:
    """Metadata as far as it is expected: of ``published`` the day, of strings the words and marks."""
    for key, wanted in expected.article.items():
        got = article.get(key)
        if key == "published":
            same = str(got)[:10] == str(wanted)[:10]
        elif isinstance(wanted, str):
            same = " ".join((got or "").split()) == " ".join(wanted.split())
        else:
            same = got == wanted
        if not same:
            outcome.wrong.append(f"{key}: {got!r}, not {wanted!r}")


def compare_blocks(expected: Expected, article: Json, outcome: Outcome) -> None:
    """Every block in its order and role, repeats marked, and nothing from around the article."""
    text, got = article["text"], article["blocks"]
    words = [re.findall(r"\w+", text[block["start"] : block["end"]]) for block in got]
    after = 0
    for block in expected.blocks:
        wanted = re.findall(r"\w+", block["text"])
        at = next((n for n in range(after, len(got)) if words[n] == wanted), None)
        if at is None:
            if not block.get("optional"):
                outcome.missed.append(f"block ({block['role']}): {short(block['text'])}")
            continue
        after = at + 1
        compare_block(block, got[at], outcome)
    for string in expected.absent:
        if Text(text).occurrences(string):
            outcome.invented.append(f"not of the article: {string}")


def compare_block(block: Json, got: Json, outcome: Outcome) -> None:
    """Role, where one is expected, and whether it is marked as printed before."""
    if block["role"] not in (None, got["role"]):
        outcome.wrong.append(f"role {got['role']}, not {block['role']}: {short(block['text'])}")
    if ("repeats" in block) != (got.get("repeats") is not None):
        outcome.wrong.append(f"repeats {got.get('repeats')}: {short(block['text'])}")


def compare_statements(expected: Expected, text: Text, got: Sequence[Json], outcome: Outcome) -> None:
    """Pair by content, best overlap first; what is left over is missed or perhaps invented."""
    contents = [text.inside(statement["content"]) for statement in got]
    options = [content_options(statement, text) for statement in expected.statements]
    pairs = pair(options, contents)
    for n, statement in enumerate(expected.statements):
        required = statement["required"]
        outcome.expected += required
        if n in pairs:
            outcome.found += required
            compare_statement(statement, options[n], got[pairs[n]], text, outcome)
        elif required:
            outcome.missed.append(f"{statement['id']}: {statement['speaker']['name']}: {told(statement)}")
    for m in sorted(set(range(len(got))) - set(pairs.values())):
        complaint = excess(expected, text, got[m])
        if complaint:
            outcome.invented.append(complaint)


def content_options(statement: Json, text: Text) -> list[Positions]:
    """The content as expected first, then the other readings that are as good."""
    every = [statement["content"], *statement.get("accept", {}).get("content", [])]
    return [text.locate(literals) for literals in every]


def pair(options: Sequence[Sequence[Positions]], contents: Sequence[Positions]) -> dict[int, int]:
    """Which reported content (by index) fits which expected one, one to one, best overlap first."""
    overlaps = sorted(
        (-max(dice(option, content) for option in every), n, m)
        for n, every in enumerate(options)
        for m, content in enumerate(contents)
    )
    pairs: dict[int, int] = {}
    for overlap, n, m in overlaps:
        if -overlap >= LEAST_OVERLAP and n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def compare_statement(
    statement: Json, options: Sequence[Positions], got: Json, text: Text, outcome: Outcome
) -> None:
    """Everything that a statement carries besides its place in the text."""
    content = text.inside(got["content"])
    checks: dict[str, tuple[bool, object]] = {
        "content": (max(dice(o, content) for o in options) >= RIGHT_OVERLAP, said(got)),
        "speaker": (
            same_speaker(statement["speaker"], got.get("speaker")),
            (got.get("speaker") or {}).get("name"),
        ),
        # Where nothing is known of a speaker there is none.
        "type": (one_of(statement, "type", (got.get("speaker") or UNKNOWN)["type"]), got.get("speaker")),
        **{key: (one_of(statement, key, got.get(key)), got.get(key)) for key in ("kind", "act", "polarity")},
        "addressee": (same_addressee(statement, got.get("addressee")), got.get("addressee")),
        "prompt": (same_spans(statement, "prompt", got, text), got.get("prompt")),
    }
    for name, (right, value) in checks.items():
        if not right:
            outcome.wrong.append(f"{statement['id']}: {name} {value}, not {wanted_value(statement, name)}")
    for name in ("when", "where"):
        if name in statement and not same_spans(statement, name, got, text):
            outcome.noted.append(f"{statement['id']}: {name} {got.get(name)}, not {statement[name]}")


def wanted_value(statement: Json, name: str) -> object:
    """What was expected, for a message."""
    if name in ("speaker", "type"):
        return statement["speaker"]["name" if name == "speaker" else "type"]
    return statement.get(name)


def one_of(statement: Json, name: str, got: object) -> bool:
    """Whether the value is the expected one or one of those that are as good."""
    return got in [wanted_value(statement, name), *statement.get("accept", {}).get(name, [])]


def same_addressee(statement: Json, got: Json | None) -> bool:
    """The expected name stands in the reported one; none is reported where none is expected."""
    also = statement.get("accept", {}).get("addressee", [])
    name = ((got or {}).get("name") or "").lower()
    if not name:
        return "addressee" not in statement
    wanted = [statement["addressee"]["name"]] if "addressee" in statement else []
    return any(one.lower() in name for one in [*wanted, *also])


def same_spans(statement: Json, name: str, got: Json, text: Text) -> bool:
    """The same words from 0.9 up, or none at all where none are expected."""
    every = [statement[name]] if statement.get(name) else [[]]
    every += statement.get("accept", {}).get(name, [])
    found = text.inside(got.get(name))
    return any(
        dice(text.locate(literals), found) >= RIGHT_OVERLAP if literals or found else True
        for literals in every
    )


def excess(expected: Expected, text: Text, got: Json) -> str | None:
    """Why a reported statement that nobody expected is wrong; None if it does no harm.

    Harmless is what "allowed" lists (by that speaker or nobody, where it names one), an attribution
    inside somebody's statement whose cue is among that statement's words, and the question that a
    statement answers, unless it is given to the one who answers.
    """
    content, cue = text.inside(got["content"]), text.inside(got["cue"])
    name = (got.get("speaker") or {}).get("name")
    line = f"{name}: {said(got)}"
    for allowed in expected.allowed:
        if mostly_inside(content, text.locate(allowed["content"])):
            fits = "speaker" not in allowed or not name or same_speaker(allowed["speaker"], got["speaker"])
            return None if fits else f"{line} (allowed, but said by {allowed['speaker']['name']})"
    for statement in expected.statements:
        prompt = text.locate(statement.get("prompt") or ())
        if mostly_inside(content, prompt):
            answered = bool(name) and same_speaker(statement["speaker"], got["speaker"])
            return f"{line} (it is the question, not the answer)" if answered else None
        if cue and cue <= frozenset().union(*content_options(statement, text)):
            return None
    return line


def told(statement: Json) -> str:
    """The first words of an expected statement."""
    return short(" […] ".join(Literal.read(literal).text for literal in statement["content"]))


def said(got: Json) -> str:
    """The first words of a reported statement."""
    return short(" […] ".join(span["text"] for span in got["content"]))


def short(text: str, most: int = 90) -> str:
    """The text on one line, cut if long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
