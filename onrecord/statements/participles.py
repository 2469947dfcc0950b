"""Quotations that a participle leads into: “Ms Holt walked on to the stage, shouting: ‘Build it!’”

The participle is the cue, whatever verb the sentence has. Whose words they are stands right before it
in “footage of Mara Holt saying, …”; else it is the sentence's source so far, else the name or pronoun
that the sentence opens with. What it does not know: a participle whose subject is any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Article, Attribution, Role, Span
from onrecord.statements.repairs import sentence_start
from onrecord.statements.turns import NAME
from onrecord.statements.vocabulary import word_list
from onrecord.text import Quotation, quotations

PROSE: frozenset[Role] = frozenset(("body", "standfirst", "caption"))
OPENING = re.compile(rf"(?P<who>{NAME}|He|She|They|I|We)(?=,? [a-z])")
FEWEST = 2  # words that make it somebody's words, and not a title
CONFIDENCE = 0.6
WORD = re.compile(r"\w+")


def with_led(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with each quotation that a participle leads into cued by that participle."""
    found = list(attributions)
    for block in article.blocks:
        if block.role not in PROSE or block.repeats is not None:
            continue
        behind = block.start
        for quotation in quotations(article.text, block.start, block.end):
            lead = _lead().search(article.text, behind, quotation.start)
            behind = quotation.end
            if lead and len(WORD.findall(article.text, quotation.start, quotation.end)) >= FEWEST:
                found = _led(article, found, lead, quotation)
    return tuple(sorted(found, key=lambda each: each.content))


@cache
def _lead() -> re.Pattern[str]:
    """What stands right before a quotation: a participle, perhaps an adverbial, and a comma or colon."""
    shown, verbs = ("|".join(sorted(word_list(name))) for name in ("recordings", "leading_participles"))
    adverbial = r"(?:\s(?:after|at|before|during|in|on|to|with)\s[^,:;.“”\"\n]{1,50})?"
    return re.compile(
        rf"(?:\b(?i:{shown})\s(?:of|showing|with)\s(?P<who>{NAME})\s"
        rf"|(?:[,;]|\b(?:and|before|by|while))\s(?:\w+ly\s)?)(?P<cue>{verbs}){adverbial}[,:]\s$"
    )


def _led(
    article: Article, found: list[Attribution], lead: re.Match[str], quotation: Quotation
) -> list[Attribution]:
    start, end = lead.span("cue")
    if any(_touches(each.cue, start, end) for each in found if not _is_shown(each, lead)):
        return found
    holder = next((each for each in found if _touches(each.content, quotation.start, quotation.end)), None)
    source = _source(article, found, lead)
    if source is None:
        return found
    words = article.span(quotation.start, quotation.end)
    confidence = holder.confidence if holder else CONFIDENCE
    added = Attribution((words,), (article.span(start, end),), source, confidence)
    return [*(kept for each in found if (kept := _without(each, lead, quotation))), added]


def _is_shown(attribution: Attribution, lead: re.Match[str]) -> bool:
    """Is it the footage that speaks, by a cue that ends before who is seen in it?"""
    return bool(lead["who"]) and all(span.end <= lead.start("who") for span in attribution.cue)


def _source(article: Article, found: Sequence[Attribution], lead: re.Match[str]) -> tuple[Span, ...] | None:
    """Whose words they are, as far as the sentence tells."""
    if lead["who"]:
        return (article.span(*lead.span("who")),)
    begins = sentence_start(article, lead.start("cue"))
    before = [
        each.source
        for each in found
        if each.source and begins <= each.source[0].start and each.source[-1].end <= lead.start("cue")
    ]
    if before:
        return max(before)
    opening = OPENING.match(article.text, begins, lead.start("cue"))
    if opening is None or opening["who"].split()[0].lower() in word_list("no_subject"):
        return None
    return (article.span(*opening.span("who")),)


def _without(attribution: Attribution, lead: re.Match[str], quotation: Quotation) -> Attribution | None:
    """What is left of an attribution without the quotation and what leads into it."""
    content = tuple(
        span for span in attribution.content if span.end <= lead.start("cue") or span.start >= quotation.end
    )
    return replace(attribution, content=content) if content else None


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start < end and span.end > start for span in spans)
