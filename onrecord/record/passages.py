"""The sentences of an article as copies of it are found by: what stands outside of quotation marks.

Those who report one press conference print the same quotations, and each writes the prose around them
anew; who copies takes the prose as well. So words in quotation marks are kept apart here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain, zip_longest

from onrecord.model import Article, Block
from onrecord.record.lexicon import REMEMBERED
from onrecord.record.stems import Stem, stems
from onrecord.record.tokens import ABBREVIATION, LONGEST, SENTENCE_END
from onrecord.text import Quotation, quotations

PROSE = frozenset(("standfirst", "body", "quote", "heading"))
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*")
# A post that is printed whole: the words of whoever posted it.
POST = re.compile(r"\(@\w+\)|pic\.twitter\.com|https?://t\.co/")
# A line that signs what stands above it: “— Ada Tarn (@ada) 3 May”, “– COUNCIL STATEMENT”.
SIGNED = re.compile(r"\s*[—–]\s*(?:[A-Z@][\w.'’-]*,?\s*){1,5}(?:\(@\w+\).{0,40})?$")
# Between two sentences, where a page lost the space: “along the pier.The rings”.
RUN_ON = re.compile(r"(?<=[a-z]{2}[.!?])(?=[\"“‘']?[A-Z][a-z])")
STARTS = frozenset(".!?:“\"‘'")  # behind them a capital tells nothing


@dataclass(frozen=True)
class Sentence:
    """The characters ``start`` to ``end`` of an article's text; the content words outside of quotation
    marks, and those inside, in order; its names and numbers; all words as they are printed, but in small
    letters.
    """

    start: int
    end: int
    prose: tuple[Stem, ...]
    quoted: tuple[str, ...]
    named: frozenset[str]
    printed: tuple[str, ...] = field(repr=False)

    @cached_property
    def words(self) -> dict[str, Stem]:
        """The words outside of quotation marks, by their stems."""
        return {stem.key: stem for stem in self.prose}


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article; what it prints twice stands once, its captions and edges not at all."""
    blocks = [block for block in article.blocks if block.role in PROSE and block.repeats is None]
    return tuple(
        sentence
        for block, next_block in zip_longest(blocks, blocks[1:])
        for sentence in _sentences(article.text, block, next_block)
    )


def _sentences(text: str, block: Block, next_block: Block | None) -> Iterator[Sentence]:
    quoted = [_printed(text, each, block) for each in quotations(text, block.start, block.end)]
    if _is_anothers(text, block) or (next_block and _signs(text, next_block)):
        quoted = [(block.start, block.end)]
    for start, end in _stretches(text, block):
        if not _house().search(text, start, end):
            found = _sentence(text, start, end, quoted)
            if found.prose or found.quoted:
                yield found


def _printed(text: str, quotation: Quotation, block: Block) -> tuple[int, int]:
    """Where a quotation stands; one that opens in the midst of a paragraph and never closes is a sentence."""
    if quotation.closed or quotation.start - block.start < LONGEST:
        return quotation.start, quotation.end
    ending = SENTENCE_END.search(text, quotation.start, quotation.end)
    return quotation.start, ending.start() if ending else quotation.end


def _is_anothers(text: str, block: Block) -> bool:
    """Is a paragraph, whole, what another wrote: a quotation, a post?"""
    return block.role == "quote" or bool(POST.search(text, block.start, block.end)) or _signs(text, block)


def _signs(text: str, block: Block) -> bool:
    return bool(SIGNED.match(text[block.start : block.end]))


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    ends = (each.finditer(text, block.start, block.end) for each in (SENTENCE_END, RUN_ON))
    for match in sorted(chain(*ends), key=lambda match: match.start()):
        before = text[max(start, match.start() - LONGEST) : match.start()]
        if "\n" in match.group() or not ABBREVIATION.search(before):
            yield start, match.start() + len(match.group().rstrip())
            start = match.end()
    if start < block.end:
        yield start, block.end


def _sentence(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Sentence:
    prose, quoted, named, printed = list[Stem](), list[str](), list[str](), list[str]()
    near = [mark for mark in marks if mark[0] < end and mark[1] > start]
    for match in WORD.finditer(text, start, end):
        word, place = match.group(), match.start()
        found = _content(word)
        printed.append(word.lower())
        if near and any(first <= place < last for first, last in near):
            quoted += [stem.key for stem in found]
        else:
            prose += found
        if word[0].isdigit() or (word[0].isupper() and not _opens(text, start, place)):
            named += [stem.key for stem in found]
    return Sentence(start, end, tuple(prose), tuple(quoted), frozenset(named), tuple(printed))


def _opens(text: str, start: int, place: int) -> bool:
    """Does a word stand where a capital tells nothing?"""
    before = text[max(start, place - 3) : place].rstrip()
    return not before or before[-1] in STARTS


@lru_cache(REMEMBERED)
def _content(word: str) -> tuple[Stem, ...]:
    """The content words in what stands between two spaces."""
    return tuple(stem for stem in stems(word) if stem.is_content and (len(stem.key) > 1 or stem.number))


@cache
def _house() -> re.Pattern[str]:
    """What a sentence holds that speaks of the house and not of what happened."""
    lines = (files("onrecord.record") / "data" / "house_phrases.txt").read_text("utf-8").splitlines()
    phrases = [re.escape(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
