"""What the model is known to get wrong, mended by rule where the words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Article, Attribution
from onrecord.statements.acts import lemma
from onrecord.statements.vocabulary import word_list

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_ENDS = (". ", "! ", "? ", "\n", "” ", "’ ")
LONGEST_ERRAND = 90  # code points between a verb of sending and what the thing sent says


def repaired(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, mended."""
    mended = []
    for each in attributions:
        each = _at_the_saying(article, each)
        each = _by_the_sender(article, each)
        mended.append(_without_listener(_without_asker(each)))
    return tuple(sorted(mended, key=lambda each: each.content))


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
    begins = max(article.text.rfind(mark, 0, source.start) + len(mark) for mark in SENTENCE_ENDS)
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
