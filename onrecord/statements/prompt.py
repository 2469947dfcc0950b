"""The question or event that a statement answers, as far as the article says so.

“Asked if …, the mayor said”; “said when pressed on …”; “Responding to …”, “In reply to …”; “When a caller
suggested …, she replied”; a question in the paragraph before, in an interview printed as questions and
answers or where the article says who asked. A prompt runs from its first word (“Asked”, “In”, “When”)
to the comma before the source. What it does not know: a question that stands further back.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.statements.acts import lemma
from onrecord.statements.surroundings import Stretch, Surroundings, is_abbreviated
from onrecord.statements.vocabulary import table, word_list

ASKED = (
    r"(?:asked|pressed|questioned|quizzed|grilled|probed|queried|prodded|challenged|confronted|pushed|pressured"
    r"|reminded)\b"
)
ADVERBS = r"(?:(?:again|being|repeatedly|specifically|directly|then|later|further|recently)\s+)*"
ASKED_WHAT = (
    r"(?:if|whether|about|on|by|what|why|how|who|when|where|which|for|to|over|in|at|during|with|whom|that)\b"
)
NAME = r"(?:(?:he|she|they|it)\s+|(?:[A-Z][\w.’'-]*\s+){1,3})"
CLAUSE = r"(?:[^.;“”\n]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.){2,70}?\s"  # "When Ms Lee, at a debate, asked"
QUESTION = rf"""(?<![\w’'-])(?:
      (?:(?:when|while|after|once|if)\s+)?{ADVERBS}{ASKED}(?=\s+{ADVERBS}{ASKED_WHAT}|\s*,)
    | (?:when|after|once|as)\s+{NAME}(?:was|were|is|had\s+been|has\s+been)\s+(?:\w+ly\s+)?{ASKED}
    | (?:when|after)\s+(?!asked){CLAUSE}
        (?:suggested|recommended|pointed\s+out|inquired|(?:asked|pressed|questioned|challenged)
           (?:\s+(?!to\b)[\w.’'-]+){{0,5}}?\s*\b(?:if|whether|about|why|how|what|who|which|on)\b)
    | in\s+(?:a\s+)?(?:direct\s+)?(?:response|reply|answer|reaction)\s+to
    | (?:in\s+)?(?:(?:responding|replying|reacting)\s+to|answering)\s
    | (?:while\s+|in\s+)?commenting\s+on
    | faced\s+with\s+(?:questions|criticism|accusations)
    )"""
PARTICIPLE = re.compile(rf"{ASKED}|(?:responding|replying|reacting|answering)\b", re.I)
FAR = 12  # words between the cue or content and a question that hangs on it
# Behind "and" or ", was" another clause has begun: "he said, and when asked about it, she laughed".
OTHER_CLAUSE = re.compile(r"(?:\b(?:and|but|or)|,\s+(?:was|is|were|are)\b.*)\s*$")
# "Q:", "INTERVIEWER:" or a name in capitals, in bold or not.
QUESTION_LINE = re.compile(
    r"\s*(?:\*\*)?(?:Q|Question|Interviewer|Reporter|[A-Z][A-Z.’' -]{2,40})\s*(?:\*\*)?[.:]\s*(?:\*\*)?"
)
SOMEBODY_ASKED = (
    r"\b(?:asked|(?:pressed|questioned|challenged)(?=(?:\s+\S+){0,4}\s+(?:on|about|if|whether)\b))\b"
    r"(?:\s+(?!to\b)[\w’'.-]+){0,7}?\s+(?:if|whether|about|what|why|how|who|which|on)\b"
)
QUOTED_ASKED = re.compile(r"[?][”\"’],?\s.{0,60}\basked\b")
SENTENCE_END = re.compile(r"[.?!][”\"’)]*\s+(?=[A-Z“\"‘])")
# "In an interview with the Gazette", in the clause of a question and at its end.
OCCASION_AT_END = (
    r"\s+(?:in|during)\s+(?:an?|the|his|her|their)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:interview|statement|speech|email|letter|tweet|post|call|debate)\b"
    r"(?:\s+(?:with|to|on|at|in|for)\s+(?:[\w’'-]+\s*){1,8})?(?=\s*$)"
)
LEAST_QUESTION = 12  # code points: "Asked about it" is kept whole
ANSWERED = re.compile(
    r"\s+(?=(?:an?|the|his|her|questions?)\b)(?!\w+\s+(?:\w+\s+)?(?:day|week|month|year|hour|minute|moment)s?\b)",
    re.I,
)
REPLY_ENDS = re.compile(r"\s+(?:by\s+)?(?!during)\w+ing\b|,|\s+with\b|:|\.\s")
REPLIED_TO = re.compile(r"\s+to\s+(?!(?:me|him|her|us|them)\b)", re.I)


def prompt(scene: Surroundings) -> Stretch | None:
    """The stretch of the article that holds what the statement answers, or None."""
    found = _in_sentence(scene) or _replied_to(scene) or _question_before(scene)
    return _without_occasion(scene.text, found) if found else None


def _in_sentence(scene: Surroundings) -> Stretch | None:
    if not scene.has_any("prompting"):
        return None
    return _opening(scene) or _trailing(scene)


@cache
def _question() -> re.Pattern[str]:
    return re.compile(QUESTION, re.X | re.I)


@cache
def _occasion_at_end() -> re.Pattern[str]:
    return re.compile(OCCASION_AT_END)


@cache
def _somebody_asked() -> re.Pattern[str]:
    return re.compile(SOMEBODY_ASKED, re.I)


def _without_occasion(text: str, question: Stretch) -> Stretch:
    """“Responding to the claim *in a radio interview*”: that is where the answer was given."""
    occasion = _occasion_at_end().search(text, question[0] + LEAST_QUESTION, question[1])
    return (question[0], occasion.start()) if occasion else question


def _opening(scene: Surroundings) -> Stretch | None:
    """In front of the source, up to the comma before it."""
    source = scene.source
    limit = min(scene.cues[0][0], source[0] if source else scene.end, scene.verb[0])
    match = _question().search(scene.text, scene.start, limit)
    if match is None or scene.hole_at(match.start()) or _relative(scene):
        return None
    if not _detached(scene, match.start()):
        return None
    end = scene.first_hole(match.end())
    end = min(end, limit) if end > match.end() else limit
    comma = scene.text.rfind(",", match.end(), end)
    if comma > 0 and len(re.findall(r"\w+", scene.text[comma:end])) <= 8:
        end = comma
    elif end == limit:
        return None  # "Asked about {his} criticism": the source stands inside the question
    return _trimmed(scene.text, match.start(), end)


def _relative(scene: Surroundings) -> bool:
    """“Asked about the mayor, {who} insulted”: the statement hangs on a word of the question."""
    pieces = scene.sources[:1] + scene.contents[:1]
    return any(scene.text[start:end].strip(" ,").lower() in word_list("relatives") for start, end in pieces)


def _detached(scene: Surroundings, start: int) -> bool:
    """Does the phrase stand at the start of the sentence or behind a comma, not in “has asked”?"""
    before = scene.text[scene.start : start].rstrip()
    if not before or before[-1] in ',—–-(“"‘':
        return True
    words = before.split()
    if len(words) <= 2 and words[-1].lower() in ("but", "and", "still", "yet", "so", "then", "later"):
        return True
    return scene.text[start].isupper() or scene.text[start : start + 4].lower() in ("when", "whil", "afte")


def _trailing(scene: Surroundings) -> Stretch | None:
    """Behind the cue: “…, she said when asked about it”, to the end of the sentence or the content."""
    position = scene.verb[1]
    while position < scene.end:
        if hole := scene.hole_at(position):
            position = hole[1]
            continue
        limit = scene.first_hole(position)
        match = _question().search(scene.text, position, limit)
        if match and _hangs_on(scene, match, position):
            return _trimmed(scene.text, match.start(), _clause_end(scene.text, match.end(), limit))
        position = limit + 1 if limit == position else limit
    return None


def _hangs_on(scene: Surroundings, match: re.Match[str], position: int) -> bool:
    """Does a question behind the cue belong to it: at once, behind a comma, or with “when”?"""
    gap = scene.text[position : match.start()]
    if len(gap.split()) > FAR or OTHER_CLAUSE.search(gap):
        return False
    return not PARTICIPLE.match(match.group()) or gap.rstrip().endswith(",") or not gap.strip(' ,”"’\n\xa0')


def _clause_end(text: str, start: int, limit: int) -> int:
    for stop in re.compile(r"\s[—–]\s|;|:\s*[“\"‘]|\.\s").finditer(text, start, limit):
        if stop.group()[0] != "." or not is_abbreviated(text, stop.start()):
            return stop.start()
    return limit


def _replied_to(scene: Surroundings) -> Stretch | None:
    """“Replied to the mayor’s claim by saying”: what follows a verb of answering outside the content."""
    verbs = [word for word in scene.words if word.lemma in word_list("replying")]
    if not verbs:
        return None
    verb = verbs[0]
    limit = scene.first_hole(verb.end)
    pattern = ANSWERED if verb.lemma == "answer" else REPLIED_TO
    match = pattern.match(scene.text, verb.end, limit)
    if match is None:
        return None
    start = match.end() if verb.lemma == "answer" else verb.end
    stop = REPLY_ENDS.search(scene.text, match.end(), limit)
    if stop is None and scene.hole_at(limit):
        return None  # "responded to questions about {the vote}": the content is part of the question
    end = stop.start() if stop else limit
    if re.fullmatch(r"\s*(?:to\s+)?(?:[A-Z][\w.-]*\s*){1,4}", scene.text[start:end]):
        return None  # "replied to Ms Lee": a listener
    return _trimmed(scene.text, start, end) if scene.text[match.end() : end].strip() else None


def _question_before(scene: Surroundings) -> Stretch | None:
    """A question in the sentence or paragraph before the statement."""
    if not _may_answer(scene):
        return None
    first = min([scene.start, *(start for start, _ in scene.contents[:1])])
    paragraph = _paragraph_before(scene.text, first)
    if paragraph is None:
        return None
    start, end = paragraph
    label = QUESTION_LINE.match(scene.text, start, end)
    if label and scene.text[label.end() : end].rstrip(' ”"’*').endswith("?"):
        return _trimmed(scene.text, label.end(), end)
    return _last_sentence_asks(scene, start, end)


def _may_answer(scene: Surroundings) -> bool:
    """Speech that opens with its content, a bare mark or a verb of answering may answer what was before."""
    if scene.done is None:
        return not scene.words
    if scene.done.lemma not in word_list("answering"):
        return False
    opens = bool(scene.contents) and scene.contents[0][0] <= scene.start + 2
    return opens or scene.done.lemma in word_list("strictly_answering")


def _paragraph_before(text: str, position: int) -> Stretch | None:
    """What stands before ``position``: the rest of its paragraph, or the paragraph before."""
    line = text.rfind("\n", 0, position) + 1
    if text[line:position].strip(" \t“\"‘'\xa0"):
        return line, len(text[:position].rstrip(" \t“\"‘'\xa0"))
    end = len(text[: max(line - 1, 0)].rstrip())
    if end == 0:
        return None
    return max(text.rfind("\n", 0, end) + 1, end - 1500), end


def _last_sentence_asks(scene: Surroundings, start: int, end: int) -> Stretch | None:
    text = scene.text
    last = start
    for stop in SENTENCE_END.finditer(text, start, end):
        if not is_abbreviated(text, stop.start(), start):
            last = stop.end()
    sentence = text[last:end]
    strictly = scene.done is not None and scene.done.lemma in word_list("strictly_answering")
    if sentence.rstrip(' ”"’').endswith("?") and (strictly or not scene.words):
        return _trimmed(text, last, end)
    if not any(word in sentence.lower() for word in ("asked", "pressed", "questioned", "challenged")):
        return None
    asked = _somebody_asked().search(text, last, end) or QUOTED_ASKED.search(text, last, end)
    return _clause_of(text, last, asked, end) if asked else None


def _clause_of(text: str, start: int, asked: re.Match[str], end: int) -> Stretch | None:
    """The clause of a question, without “Last month,” before it or the main clause behind it."""
    when = re.compile(r"\b(?:when|after)\s+(?=[^,;]*$)", re.I).search(text, start, asked.start())
    if when or asked.start() - start < 3:
        return _trimmed(text, when.start() if when else start, _answer_after(text, asked.end(), end))
    lead = re.compile(r"[^,]{0,90},\s+(?=[A-Z])").match(text, start, asked.start())
    return _trimmed(text, lead.end() if lead else start, end)


def _answer_after(text: str, start: int, end: int) -> int:
    """The comma behind which the answer begins: “Asked about it, *Ms Lee said*”; ``end`` without one."""
    for comma in re.compile(r",\s+(?!which|who|where|and\b)").finditer(text, start, end):
        words = re.findall(r"[\w’']+", text[comma.end() : min(comma.end() + 80, end)])[1:6]
        verbs = (word for word in words if word.islower())
        if any(word.endswith("ed") or lemma(word) in table("acts.tsv") for word in verbs):
            return comma.start()
    return end


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.—–"):
        end -= 1
    if end - 1 > start and text[end - 1] in '“‘"' and text.count(text[end - 1], start, end) == 1:
        return _trimmed(text, start, end - 1)
    return (start, end) if start < end else None
