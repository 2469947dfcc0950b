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
LONGEST_ERRAND = 90  # code points between a verb of sending and what the thing sent says


def repaired(article: Article, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, mended."""
    mended = (_without_asker(_at_the_saying(article, each)) for each in attributions)
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
