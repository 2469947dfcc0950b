"""The nouns of Onrecord: plain frozen values, the only things that cross from room to room.

Offsets are Unicode code points of ``Article.text``; ends are exclusive. ``None`` means "not known",
never "nothing": what nobody wrote down is not guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Role = Literal[
    "outlet", "headline", "standfirst", "byline", "dateline", "body", "heading", "caption", "quote", "other"
]
Kind = Literal["direct", "mixed", "indirect"]
Act = Literal[
    "say",
    "ask",
    "insist",
    "accuse",
    "deny",
    "admit",
    "agree",
    "promise",
    "threaten",
    "warn",
    "urge",
    "praise",
    "criticise",
    "announce",
    "believe",
    "want",
    "plan",
    "fear",
    "show",
    "other",
]
SpeakerType = Literal["person", "organisation", "group", "document", "unnamed", "author", "unknown"]
Polarity = Literal["positive", "negative"]
Meaning = Literal["changed", "kept"]
DifferenceType = Literal[
    "reversal",
    "negation",
    "number",
    "name",
    "roles",
    "certainty",
    "cue",
    "scope",
    "tone",
    "synonym",
    "form",
    "reorder",
    "typography",
    "typo",
    "cut",
    "added",
    "expansion",
]

ACTS: tuple[Act, ...] = get_args(Act)
ROLES: tuple[Role, ...] = get_args(Role)
DIFFERENCES: tuple[DifferenceType, ...] = get_args(DifferenceType)


def digest(*parts: str) -> str:
    """The id of a thing: a hash of its raw, stable fields, 16 hexadecimal digits long."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Page:
    """Bytes as they came; never changed.

    ``source`` is the path or address as the person gave it; ``url`` is where the page stands on the
    web, where that is known; ``encoding`` is what the carrier (not the page) declared.
    """

    content: bytes = field(repr=False)
    source: str
    media_type: str
    url: str | None = None
    encoding: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Unread:
    """A source of which no Page could be had, and why; it stands where the Page would have stood."""

    source: str
    error: OnrecordError

    # What is not known of a page that was never seen, so that faces can show both alike.
    sha256: None = field(default=None, init=False)
    media_type: None = field(default=None, init=False)
    url: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address gave when it was last asked, and how it can be asked whether that has changed.

    ``etag`` and ``modified`` are the marks of its answer (RFC 9110, 8.8), empty where it had none;
    ``checked`` is when that was, an ISO time in UTC.
    """

    page: Page
    etag: str = ""
    modified: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``start`` to ``end`` of an ``Article.text``, and what stands there."""

    start: int
    end: int
    text: str = field(compare=False)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``; ValueError if that lies outside it."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"no characters {start} to {end} in a text of {len(text)}")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its HTML page.

    ``path`` is an XPath of an element of the page as lxml parses it. ``start`` and ``end`` count code
    points of that element's text content (all its text nodes in order, comments left out).
    """

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an Article with one role; ``repeats`` is the index of the block it prints again."""

    role: Role
    start: int
    end: int
    repeats: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Article:
    """What a Page says.

    For a plain-text Page ``text`` is the decoded file, unchanged; for HTML it is the text of the
    blocks joined by a blank line. ``published`` is an ISO 8601 date or time as far as it is known,
    ``language`` an ISO 639-1 code.
    """

    id: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The characters ``start`` to ``end`` of the text; ValueError outside it."""
        return Span.of(self.text, start, end)


@dataclass(frozen=True)
class Words:
    """The words of an Article as the model saw them (n words; punctuation marks are words).

    ``starts`` and ``ends`` are int32 (n,), code points; ``blocks`` int32 (n,), indices of
    ``Article.blocks``. ``tags`` is int8 (n,), indices of ``language.tags.TAGS``, and ``chances`` float32
    (n,), how likely each tag is. ``vectors`` is float32 (n, 4, rank): what each word asks of its cue,
    offers as a cue, asks of its source and offers as a source; the affinity of two words is the dot
    product of asking and offering. ``none`` is float32 (n, 2): the affinity to no cue and to no source.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    blocks: NDArray[np.int32]
    tags: NDArray[np.int8]
    chances: NDArray[np.float32]
    vectors: NDArray[np.float32]
    none: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of one attribution: what is attributed, the words that attribute it, and to whom.

    ``cue`` and ``source`` may be empty; each of the three may be in pieces, in reading order.
    ``confidence`` is the chance that content and source are right.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody, and whom they name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a Statement belongs to: the fullest name its Article gives; ``None`` where it gives none.

    ``roles``, ``party`` and ``organisation`` are what the Article says of one named person beside the
    name; ``why`` says in a line how the speaker was found.
    """

    name: str | None = None
    type: SpeakerType = "unknown"
    mention: Span | None = None
    roles: tuple[Span, ...] = ()
    party: Span | None = None
    organisation: Span | None = None
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What an attribution says besides its spans. ``None`` is "not said"."""

    act: Act
    polarity: Polarity = "positive"
    addressee: Mention | None = None
    prompt: tuple[Span, ...] | None = None
    when: tuple[Span, ...] | None = None
    where: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an Article attributes to somebody, and everything it says about that."""

    id: str
    kind: Kind
    act: Act
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Speaker
    addressee: Mention | None = None
    prompt: tuple[Span, ...] | None = None
    when: tuple[Span, ...] | None = None
    where: tuple[Span, ...] | None = None
    polarity: Polarity = "positive"
    confidence: float = 0.0

    @property
    def words(self) -> str:
        """The words of the content as printed; an ellipsis in brackets stands where pieces part."""
        return " […] ".join(span.text for span in self.content)


Verdict = Literal["same", "different"]
Judge = Literal["person", "rule", "model"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two nodes are one speaker or are not: a row that is only ever added, and may be withdrawn.

    A node is a name ("name:lena ostwick") or one article's speaker ("speaker:" and an id). ``author`` says
    which person, rule or model it was, with its version; times are ISO 8601 in UTC.
    """

    id: str
    left: str
    right: str
    verdict: Verdict
    by: Judge
    author: str
    why: str
    made: str
    score: float | None = None
    withdrawn: str | None = None
    withdrawn_by: Judge | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One speaker across Articles, computed from Judgements and never stored: the names, the most frequent
    first, how many statements and articles, and the dates of the first and the last.

    ``parties`` are those that stand beside the name where there are several: then it may be several people's.
    """

    names: tuple[str, ...]
    statements: int
    articles: int
    first: str | None
    last: str | None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """How one Article words one Statement: what a Saying is folded from. ``id`` is the Statement's;
    ``text`` is its ``words``.
    """

    id: str
    article: str
    text: str
    kind: Kind
    act: Act
    polarity: Polarity
    speaker: str | None
    speaker_type: SpeakerType
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said, with its witnesses: the Statements that print it, the earliest first.

    A Statement may be a witness of two Sayings, where it prints together what others print apart.
    """

    id: str
    witnesses: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles (by their ids, the earliest first) that are copies of one text, and the likely original:
    None where it is not known. ``why`` says in a line how it was found, or why it is not known.

    An article that was made of two texts may stand in two Stories.
    """

    id: str
    articles: tuple[str, ...]
    original: str | None
    why: str


@dataclass(frozen=True)
class Reading:
    """All that was read from one Page. ``article`` is None only where ``error`` says why.

    ``page`` is Unread where the source could not even be opened.
    """

    page: Page | Unread
    article: Article | None
    statements: tuple[Statement, ...] = ()
    notices: tuple[str, ...] = ()
    error: OnrecordError | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two wordings part: what stands there on each side, and whether the meaning changed.

    Spans are of each text; what was left out or put in has an empty span at its place. ``confidence`` is
    the chance that ``meaning`` is right; ``why`` says in a line what was seen.
    """

    original: Span
    copy: Span
    type: DifferenceType
    meaning: Meaning
    confidence: float
    why: str = field(default="", compare=False)


def spans_key(spans: Iterable[Span]) -> str:
    """Spans as text for an id: ``"3-9,12-20"``."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)
