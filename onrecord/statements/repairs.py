"""What the model is known to get wrong, mended by rule where the words leave no doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Article, Attribution, Role, Span
from onrecord.statements.acts import lemma
from onrecord.statements.surroundings import is_abbreviated
from onrecord.statements.vocabulary import word_list

WORD = re.compile(r"[^\W\d_]+")
DENIAL = re.compile(r"(?P<verb>(?:ha[sd]\s+|have\s+)?den(?:y|ies|ied))\s+(?=\w+ing\b)")
LISTENER = re.compile(r"(?!that\b)(?:[\w’'-]+\s+){1,8}?(?=that\s)")
SUBJECT = re.compile(r"(?:[A-Z][\w’'.-]*)(?:\s[\w’'-]+){0,3}")
CLAUSE = re.compile(r"(?P<subject>[A-Z][\w’'.-]*(?:\s[\w’'-]+){0,3}),\s(?:which|who)\s[^.;:!?“”]+,")
RELATIVE = re.compile(r"\s(?P<who>which|that|who)\s")
DOING = re.compile(r"\w+ing\s")
NAMED = re.compile(r"\s+(?P<who>(?:[Tt]he|[Aa]n?|[A-Z])[^,.;:!?“”]{1,60}),\s+")
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
        each = _by_its_subject(article, _by_the_sender(article, _according_to(article, each)))
        each = _in_its_sentence(article, _behind_the_listener(article, each))
        mended.append(_without_listener(article, _without_asker(each)))
    return tuple(sorted(_with_what_was_denied(article, mended), key=lambda each: each.content))


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


def _with_what_was_denied(article: Article, attributions: Sequence[Attribution]) -> list[Attribution]:
    """“denies hiding a report | which found that …”: what the report found is part of what is denied."""
    by_source = {each.source[0].start: each for each in attributions if each.source}
    found, taken = [], []
    for each in attributions:
        last = each.content[-1]
        clause = RELATIVE.match(article.text, last.end) if _denies_doing(each) else None
        other = by_source.get(clause.start("who")) if clause else None
        if other is not None and other is not each:
            whole = article.span(last.start, max(last.end, other.content[0].end))
            taken.append(other)
            found.append(replace(each, content=(*each.content[:-1], whole)))
        else:
            found.append(each)
    return [each for each in found if not any(each is other for other in taken)]


def _denies_doing(attribution: Attribution) -> bool:
    cue = attribution.cue[-1].text.lower().split() if attribution.cue else [""]
    return lemma(cue[-1]) == "deny" and bool(DOING.match(attribution.content[-1].text))


def _according_to(article: Article, attribution: Attribution) -> Attribution:
    """“According to | the board, the gates closed”: whose word it is stands before the comma."""
    if not attribution.cue or attribution.cue[-1].text.lower() != "according to":
        return attribution
    cue, first = attribution.cue[-1], attribution.content[0]
    named = NAMED.match(article.text, cue.end, max(first.end, cue.end))
    if named is None or first.start != named.start("who") or named.end() >= first.end:
        return attribution
    rest = article.span(named.end(), first.end)
    return replace(
        attribution, source=(article.span(*named.span("who")),), content=(rest, *attribution.content[1:])
    )


def _in_its_sentence(article: Article, attribution: Attribution) -> Attribution:
    """“The gates were old. Engineers reported | that two were rusting”, “It is late. It will rain, according
    to the board”: without quotation marks, the sentence before is the article's own.
    """
    if not attribution.cue or any(mark in span.text for span in attribution.content for mark in '“"‘'):
        return attribution
    cue, last = attribution.cue[0], attribution.content[-1]
    if last.start >= cue.end and last.text.startswith("that "):
        begins = sentence_start(article, cue.start)
        kept = tuple(span for span in attribution.content if span.start >= begins)
        return replace(attribution, content=kept) if kept else attribution
    begins = sentence_start(article, last.end - 1)
    if cue.text.lower() == "according to" and last.start < begins <= last.end < cue.start:
        return replace(attribution, content=(article.span(begins, last.end),))
    return attribution


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
    begins = sentence_start(article, source.start)
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


def sentence_start(article: Article, position: int) -> int:
    """Where the sentence that holds ``position`` begins; a quotation that ends in it ends one."""
    return max((_after_last(article.text, mark, position) for mark in SENTENCE_ENDS), default=0)


def _after_last(text: str, mark: str, position: int) -> int:
    """What follows the last end of a sentence with this mark before a position; 0 for none."""
    at = text.rfind(mark, 0, position)
    while at >= 0 and mark == ". " and is_abbreviated(text, at):
        at = text.rfind(mark, 0, at)
    return at + len(mark) if at >= 0 else 0


def _without_listener(article: Article, attribution: Attribution) -> Attribution:
    """“Families told to pack”, “residents were warned that …”: they hear it; nobody is named as saying it.
    “The council urged the mayor | to act” names whom between the two.
    """
    if not attribution.cue or not attribution.source:
        return attribution
    cue, source = attribution.cue[0], attribution.source[0]
    words = cue.text.lower().split()
    be, told = words[0] in word_list("forms_of_be"), words[-1] in word_list("told")
    first = attribution.content[0]
    to = first.text.startswith("to ") and not article.text[cue.end : first.start].strip()
    passive = (told and be) or (told and len(words) == 1 and to)
    return replace(attribution, source=()) if passive and source.end <= cue.start else attribution


def _by_its_subject(article: Article, attribution: Attribution) -> Attribution:
    """“The company | denies that …”: the subject that opens a sentence before its cue is the source."""
    if not attribution.cue or attribution.source or attribution.content[0].start < attribution.cue[0].start:
        return attribution
    cue = attribution.cue[0]
    begins = sentence_start(article, cue.start)
    opening = article.text[begins : cue.start].rstrip()
    subject = CLAUSE.fullmatch(opening) or SUBJECT.fullmatch(opening)
    verb = cue.text.split()[0].lower()
    if (
        subject is None
        or subject.group().split()[0].lower() in word_list("no_subject")
        or verb.endswith("ing")
    ):
        return attribution
    if any(span.start < begins + len(opening) and span.end > begins for span in attribution.content):
        return attribution
    named = subject.end("subject") if subject.re is CLAUSE else subject.end()
    return replace(attribution, source=(article.span(begins, begins + named),))


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
