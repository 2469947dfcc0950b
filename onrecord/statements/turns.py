"""Statements that a page shows by its form alone: turns of an interview, signed quotations, headlines.

``Mara Holt: We met in May.`` in a transcript or an interview, and ``“We met in May.” – Mara Holt,
Mayor`` in a press release, have a colon or a dash where a sentence has its verb; a headline such as
``Bridge to close in May, mayor says`` has its verb at the very end. What it does not know: a turn that
runs over several paragraphs, unless each of them opens with a quotation mark again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Article, Attribution, Block, Context
from onrecord.statements.vocabulary import word_list
from onrecord.text import quotations

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'\-]*"
NAME = rf"{CAPITAL}(?:[ \u00a0](?:{CAPITAL}|de|van|von|al|bin)){{0,4}}"
# A transcript that is quoted as a whole opens its quotation before each name.
LEAD = re.compile(rf"(?P<mark>[“\"‘]?)(?P<name>{NAME})(?P<cue>:)\s+(?=\S)")
SIGNATURE = re.compile(r"\s*(?P<cue>[–—―-]{1,2})\s*(?P<name>[^\W\d_].{2,110})$")
# Letters to a paper often open with the wrong mark, quote others inside, and end the name like a sentence.
LETTER = re.compile(
    rf"(?P<content>[“”\"‘].{{10,}}[”\"’])\s*(?P<cue>[–—―]|--)\s*(?P<name>{NAME})(?<!\.)(?=[.,\s]|$)[^.!?]{{0,110}}[.\s]*$"
)
READ = frozenset(("body", "quote", "heading"))
FEWEST = 3  # turns that make a conversation
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Turn:
    """One block that is somebody's words, and those in which they go on: where name, cue and words stand;
    ``quoted`` if they are given word for word.
    """

    block: int
    quoted: bool
    name: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    def attribution(self, article: Article) -> Attribution:
        """The turn as an attribution."""
        content = tuple(article.span(*piece) for piece in self.content)
        return Attribution(content, (article.span(*self.cue),), (article.span(*self.name),), CONFIDENCE)


def turns(article: Article) -> list[Turn]:
    """The turns, signed quotations and said headlines of an article."""
    return [*_headlines(article), *_conversation(article), *_signed(article)]


def with_turns(
    article: Article, attributions: Sequence[Attribution], of: Sequence[Turn]
) -> tuple[Attribution, ...]:
    """The attributions with the turns, which take the place of what the model made of the same
    words. What somebody else is quoted with inside a turn stays.
    """
    if not of:
        return tuple(attributions)
    kept = [each for each in attributions if not any(_same(turn, each) for turn in of)]
    found = [*kept, *(turn.attribution(article) for turn in of)]
    return tuple(sorted(found, key=lambda each: each.content))


def in_conversation(
    article: Article, attribution: Attribution, context: Context, of: Sequence[Turn]
) -> Context:
    """The context of a turn: what ends with a question mark is asked, and what somebody else says next
    to somebody who mostly asks is an answer. Of other attributions the context as it is.
    """
    cue = attribution.cue and (attribution.cue[0].start, attribution.cue[0].end)
    number = next((n for n, turn in enumerate(of) if turn.cue == cue), None)
    if number is None:
        return context
    act = "ask" if _asks(article, of[number]) else context.act
    before = of[number - 1] if number else None
    if before is None or of[number].block - before.block != 1:
        return replace(context, act=act)
    askers = _askers(article, of)
    names = article.text[slice(*before.name)], article.text[slice(*of[number].name)]
    if names[0] not in askers or names[1] in askers:
        return replace(context, act=act)
    return replace(context, act=act, prompt=tuple(article.span(*piece) for piece in before.content))


def _asks(article: Article, turn: Turn) -> bool:
    return article.text[slice(*turn.content[-1])].rstrip(" ”’\"'").endswith("?")


def _askers(article: Article, of: Sequence[Turn]) -> frozenset[str]:
    """The names of those who ask in half of their turns or more."""
    asked, spoken = Counter[str](), Counter[str]()
    for turn in of:
        name = article.text[slice(*turn.name)]
        spoken[name] += 1
        asked[name] += _asks(article, turn)
    return frozenset(name for name in spoken if 2 * asked[name] >= spoken[name])


def _same(turn: Turn, attribution: Attribution) -> bool:
    """Is the attribution of these words to this cue or name, or to nothing inside the words?"""
    if not any(
        span.start < end and span.end > start for span in attribution.content for start, end in turn.content
    ):
        return False
    cue = attribution.cue[0] if attribution.cue else None
    return cue is None or not any(start <= cue.start and cue.end <= end for start, end in turn.content)


def _conversation(article: Article) -> list[Turn]:
    leads = {
        number: lead
        for number, block in _read(article)
        if (lead := LEAD.match(article.text, block.start, block.end))
    }
    often = Counter(lead["name"] for lead in leads.values())
    speaking = {number for number, lead in leads.items() if often[lead["name"]] > 1}
    # “Update:” beside a turn is a label; a name of several words is somebody who speaks once.
    answering = {n for n in leads if {n - 1, n + 1} & speaking and " " in leads[n]["name"]}
    numbers = sorted(speaking | answering)
    if len(numbers) < FEWEST:
        return []
    return [
        Turn(n, True, leads[n].span("name"), leads[n].span("cue"), _spoken(article, leads[n], n))
        for n in numbers
    ]


def _spoken(article: Article, lead: re.Match[str], number: int) -> tuple[tuple[int, int], ...]:
    """What stands behind a name and its colon. Where a mark opens before the name, it goes on in each
    paragraph that opens with the mark again, and the mark that closes it is left out.
    """
    pieces, text = [(lead.end(), article.blocks[number].end)], article.text
    mark = lead["mark"]
    for block in article.blocks[number + 1 :] if mark else ():
        goes_on = text.startswith(mark, block.start) and not LEAD.match(text, block.start, block.end)
        if block.role not in READ or not goes_on:
            break
        pieces.append((block.start + len(mark), block.end))
    start, end = pieces[-1]
    pieces[-1] = (start, end - 1 if mark and text[end - 1] in '”"’' else end)
    return tuple(pieces)


def _headlines(article: Article) -> Iterator[Turn]:
    for number, block in enumerate(article.blocks):
        if block.role == "headline" and block.repeats is None:
            said = _said_headline().fullmatch(article.text, block.start, block.end)
            if said:
                yield Turn(number, False, said.span("name"), said.span("cue"), (said.span("content"),))


@cache
def _said_headline() -> re.Pattern[str]:
    verbs = "|".join(sorted(word_list("headline_verbs")))
    return re.compile(rf"(?P<content>.{{12,}}?)[,–—-] (?P<name>[^\W_][^,:;“”‘]{{1,50}}?) (?P<cue>{verbs})\s*")


def _signed(article: Article) -> Iterator[Turn]:
    for number, block in _read(article):
        if signed := _signature(article.text, block):
            content = ((block.start, signed.start()),)
            yield Turn(number, True, signed.span("name"), signed.span("cue"), content)
        elif letter := LETTER.match(article.text, block.start, block.end):
            yield Turn(number, True, letter.span("name"), letter.span("cue"), (letter.span("content"),))


def _signature(text: str, block: Block) -> re.Match[str] | None:
    """Who signed a block that is one quotation from its first character on."""
    found = quotations(text, block.start, block.end)
    if len(found) != 1 or found[0].start != block.start or not found[0].closed:
        return None
    signature = SIGNATURE.match(text, found[0].end, block.end)
    return signature if signature and not signature["name"].endswith(".") else None


def _read(article: Article) -> Iterator[tuple[int, Block]]:
    return (
        (number, block)
        for number, block in enumerate(article.blocks)
        if block.role in READ and block.repeats is None
    )
