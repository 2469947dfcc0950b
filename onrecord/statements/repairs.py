"""What the model is known to get wrong, mended by rule where the words leave no doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Article, Attribution, Role, Span
from onrecord.statements.acts import lemma
from onrecord.statements.vocabulary import word_list

WORD = re.compile(r"[^\W\d_]+")
DENIAL = re.compile(r"(?P<verb>(?:ha[sd]\s+|have\s+)?den(?:y|ies|ied))\s+(?=\w+ing\b)")
LISTENER = re.compile(r"(?!that\b)(?:[\w’'-]+\s+){1,8}?(?=that\s)")
SUBJECT = re.compile(r"(?P<first>[A-Z][\w’'.-]*)(?:\s[\w’'-]+){0,3}")
APART: frozenset[Role] = frozenset(("headline", "heading", "caption"))
SENTENCE_ENDS = (". ", "! ", "? ", "\n", "” ", "’ ")
LONGEST_ERRAND = 90  # code points between a verb of sending and what the thing sent says


def repaired(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, mended."""
    blocks = [block.start for block in article.blocks]
    mended = []
    for one in attributions:
        each = _on_its_side(article, one, blocks)
        if each is None:
            continue
        each = _at_the_saying(article, _at_the_denial(article, _at_the_participle(article, each)))
        each = _by_its_subject(article, _by_the_sender(article, each))
        each = _behind_the_listener(article, each)
        mended.append(_without_listener(_without_asker(each)))
    return tuple(sorted(mended, key=lambda each: each.content))


def _on_its_side(article: Article, attribution: Attribution, starts: Sequence[int]) -> Attribution | None:
    """What stands in a headline, heading or caption is neither said nor cued in another block, and
    whoever is named in another block is not who speaks in this one.
    """
    if not attribution.cue:
        return attribution

    def block(span: Span) -> int:
        return bisect_right(starts, span.start) - 1

    here = block(attribution.cue[0])
    apart = article.blocks[here].role in APART

    def belongs(span: Span) -> bool:
        there = block(span)
        return there == here or not (apart or article.blocks[there].role in APART)

    content = tuple(span for span in attribution.content if belongs(span))
    source = tuple(span for span in attribution.source if block(span) == here)
    return replace(attribution, content=content, source=source) if content else None


def _at_the_saying(article: Article, attribution: Attribution) -> Attribution:
    """“has written to the auditor | accusing | the minister of …”: the cue is what the letter does, not
    that it was sent.
    """
    if not attribution.cue or not _sends(attribution.cue[-1].text):
        return attribution
    first = attribution.content[0]
    if first.start < attribution.cue[-1].end:
        return attribution
    saying = _saying().match(article.text, first.start, min(first.end, first.start + LONGEST_ERRAND))
    if saying is None or saying.end() >= first.end:
        return attribution
    cue = article.span(saying.start("cue"), saying.end("cue"))
    rest = article.span(saying.end(), first.end)
    return replace(attribution, cue=(cue,), content=(rest, *attribution.content[1:]))


def _at_the_participle(article: Article, attribution: Attribution) -> Attribution:
    """“has written to the auditor accusing | the minister”: the same, where the cue holds both."""
    if not attribution.cue:
        return attribution
    cue = attribution.cue[-1]
    lead, _, last = cue.text.rpartition(" ")
    if last.lower() not in word_list("saying_participles") or not lead or not _sends(lead):
        return attribution
    return replace(attribution, cue=(article.span(cue.end - len(last), cue.end),))


def _at_the_denial(article: Article, attribution: Attribution) -> Attribution:
    """“denies hiding a report | that found …”: what is denied is the hiding."""
    if len(attribution.cue) != 1:
        return attribution
    cue, first = attribution.cue[0], attribution.content[0]
    denial = DENIAL.match(cue.text)
    if denial is None or article.text[cue.end : first.start].strip():
        return attribution
    whole = article.span(cue.start + denial.end(), first.end)
    verb = article.span(cue.start, cue.start + denial.end("verb"))
    return replace(attribution, cue=(verb,), content=(whole, *attribution.content[1:]))


def _sends(cue: str) -> bool:
    return any(lemma(word.lower()) in word_list("sending") for word in WORD.findall(cue))


@cache
def _saying() -> re.Pattern[str]:
    """A participle of saying behind nothing but a noun phrase: no quotation, no end of a clause."""
    verbs = "|".join(sorted(word_list("saying_participles")))
    return re.compile(rf"[^.;:!?“”‘\"\n]*?(?<!\w)(?P<cue>{verbs})\s+")


def _without_asker(attribution: Attribution) -> Attribution:
    """“Asked whether …, Ms Holt said”: nobody is named as asking; she is the one who was asked."""
    if not attribution.cue or not attribution.source:
        return attribution
    cue = attribution.cue[0]
    word = WORD.match(cue.text)
    asked = word is not None and word.group().lower() in word_list("questioned")
    opens = cue.text[:1].isupper() and attribution.source[0].start > cue.end
    return replace(attribution, source=()) if asked and opens else attribution


def _by_the_sender(article: Article, attribution: Attribution) -> Attribution:
    """“The union has sent a letter to the mayor accusing …”: the union accuses, not the mayor."""
    if not attribution.cue or not attribution.source:
        return attribution
    cue, source = attribution.cue[0], attribution.source[-1]
    is_saying = cue.text.split()[0].lower() in word_list("saying_participles")
    if not is_saying or article.text[source.end : cue.start].strip():
        return attribution
    begins = _sentence_start(article, source.start)
    sent = _sent().fullmatch(article.text, begins, source.start)
    if sent is None:
        return attribution
    return replace(attribution, source=(article.span(*sent.span("sender")),))


@cache
def _sent() -> re.Pattern[str]:
    """A sentence from its subject to the listener of what was sent."""
    verbs = "|".join(sorted(word_list("sent")))
    return re.compile(
        rf"\W*(?P<sender>\S[^;:!?“”\n]*?\S)\s+(?:(?:has|have|had)\s+)?(?:{verbs})\s(?:[^;:!?“”\n]*\s)?(?:to|with)\s+"
    )


def _sentence_start(article: Article, position: int) -> int:
    ends = [at + len(mark) for mark in SENTENCE_ENDS if (at := article.text.rfind(mark, 0, position)) >= 0]
    return max(ends, default=0)


def _without_listener(attribution: Attribution) -> Attribution:
    """“Families told to pack”, “residents were warned that …”: they hear it; nobody is named as saying it."""
    if not attribution.cue or not attribution.source:
        return attribution
    cue, source = attribution.cue[0], attribution.source[0]
    words = cue.text.lower().split()
    be, told = words[0] in word_list("forms_of_be"), words[-1] in word_list("told")
    to = attribution.content[0].text.startswith("to ")
    passive = (told and be) or (told and len(words) == 1 and to)
    return replace(attribution, source=()) if passive and source.end <= cue.start else attribution


def _by_its_subject(article: Article, attribution: Attribution) -> Attribution:
    """“The company | denies that …”: the subject that opens a sentence before its cue is the source."""
    if not attribution.cue or attribution.source or attribution.content[0].start < attribution.cue[0].start:
        return attribution
    cue = attribution.cue[0]
    begins = _sentence_start(article, cue.start)
    opening = article.text[begins : cue.start].rstrip()
    subject = SUBJECT.fullmatch(opening)
    verb = cue.text.split()[0].lower()
    if subject is None or subject["first"].lower() in word_list("no_subject") or verb.endswith("ing"):
        return attribution
    if any(span.start < begins + len(opening) and span.end > begins for span in attribution.content):
        return attribution
    return replace(attribution, source=(article.span(begins, begins + len(opening)),))


def _behind_the_listener(article: Article, attribution: Attribution) -> Attribution:
    """“warned | the town that it would rain”: what was said begins behind who was told."""
    if not attribution.cue or lemma(attribution.cue[-1].text.split()[-1].lower()) not in word_list("telling"):
        return attribution
    first = attribution.content[0]
    adjacent = not article.text[attribution.cue[-1].end : first.start].strip()
    listener = LISTENER.match(first.text) if adjacent and first.start >= attribution.cue[-1].end else None
    if listener is None:
        return attribution
    rest = article.span(first.start + listener.end(), first.end)
    return replace(attribution, content=(rest, *attribution.content[1:]))
