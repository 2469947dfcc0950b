"""To whom something was said or written.

A verb names its listener as its object (“told reporters”, “urged voters to”), behind “to” (“said to the
crowd”, “wrote to the mayor”), or as the subject of its passive (“the mayor was asked”). An occasion may
name one (“in an interview with the Gazette”, “in a letter to staff”, “a complaint with the board”), and
so may the question that is answered (“asked by Ann Lee if”). Who is accused, praised or spoken about is
no listener. A pronoun stays a pronoun here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.model import Article, Mention
from onrecord.statements import phrases
from onrecord.statements.phrases import OPENING, Phrase, Token, is_listener
from onrecord.statements.surroundings import Stretch, Surroundings
from onrecord.statements.vocabulary import table, word_list

CLAUSE_REACH = 14  # words from the verb to its clause
ASKED_BY = re.compile(r"(?:when\s+)?(?:asked|pressed|questioned|quizzed|challenged)\s+(?:\w+\s+)?by\s+", re.I)
POSSESSIVE = re.compile(r"[’']s?$")
OWNER = re.compile(r"[^’'\n]{2,40}?(?=[’']s?\b)")
# "Asked a question", "promised help": what is asked or promised, not who is spoken to.
NOBODY = re.compile(
    r"\b(?:questions?|answers?|help|it|this|there|that|nothing|something"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
    re.I,
)
CALLED_ON = re.compile(r"\s*(?:on|upon)\s+", re.I)
# "The question posed by", "his request": a noun has no listener as its object.
NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|his|her|their|its|no|any|new|this|that)|[’']s)\s+(?:\w+\s+)?$", re.I
)
# The words in front of “was asked”, and those behind the comma of “Asked about it, …”.
SUBJECT = (
    r"(?:(?:(?!(?:And|But|So|When|As|If)\b)[A-Z][\w.’'-]*|the|a|an)\s+)*"
    r"(?:[A-Z][\w.’'-]*|he|she|they|we|I|[a-z]+)(?=\s*(?:has|had|have)?\s*$)"
)
MAIN_SUBJECT = r"(?:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*|he|she|they|we|I|the [a-z]+)\b"
OPENS_SENTENCE = re.compile(r"\W*(?:(?:when|if|once|after\s+being|being|while|and|but)\s+)*", re.I)
TO = re.compile(r"[\s,”\"’']*to\s+", re.I)
PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\b|n[’']t\s+been", re.I)


@cache
def _speaking_to() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:speaking|talking|in\s+(?:remarks|comments|testimony|an?\s+(?:statement|letter|speech|call"
        r"|message|text|tweet|note|memo|question|plea|reply|response)))\s+(?:to|with|before)"
        r"|(?:questions?|inquiries|queries)\s+from"
        r"|(?:asked|pressed|questioned|quizzed|challenged|interviewed)\s+(?:\w+\s+)?by|addressing)\s+",
        re.I,
    )


@cache
def _filed_with() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:complaints?|lawsuits?|suit|petition|motion|letters?|appeal|report|brief|paperwork|statement"
        r"|message|email|note|written|wrote)\s+(?:with|to|before)\s+",
        re.I,
    )


@cache
def _question_of() -> re.Pattern[str]:
    return re.compile(
        r"\bin\s+(?:response|reply|answer)\s+to\s+(?=(?:an?|the)\s+[\w\s-]{2,30}[’']s\s+question)", re.I
    )


def addressee(
    article: Article,
    scene: Surroundings,
    *,
    listener: Stretch | None,
    occasions: Sequence[Phrase],
    question: Stretch | None,
) -> Mention | None:
    """The listener of an attribution, as the words that name it; None where the article names none.

    ``listener`` is that of the verb, ``occasions`` are those found for the attribution, ``question`` is
    what it answers.
    """
    found = listener or _asked(scene) or _replied_to(scene) or _said_to(scene)
    found = found or next((place.listener for place in occasions if place.listener), None)
    found = found or _in_other_words(scene) or (_asker(scene.text, question) if question else None)
    return _mention(article, scene, found) if found else None


def _mention(article: Article, scene: Surroundings, stretch: Stretch) -> Mention | None:
    start, end = stretch
    text = article.text[start:end]
    start += len(text) - len(text.lstrip(" \t,;:“\"‘'\xa0"))
    end -= len(text) - len(text.rstrip(" \t\n,;:\xa0"))
    if start >= end:
        return None
    if any(start <= s and e <= end for s, e in scene.contents):  # "promised {a strike}"
        return None
    if any(s <= start < e for s, e in scene.sources) or NOBODY.search(article.text[start:end]):
        return None
    span = article.span(start, end)
    return Mention(" ".join(span.text.split()), span)


def frame(scene: Surroundings) -> str | None:
    """How the verb of a cue names its listener: the frame of ``data/listeners.tsv``."""
    return table("listeners.tsv").get(scene.done.lemma.split(" ")[0]) if scene.done else None


def listener_of_verb(scene: Surroundings) -> Stretch | None:
    """The object of a verb of telling or asking: “told *reporters*”, “called on *Congress* to act”."""
    kind, done = frame(scene), scene.done
    if done is None or kind not in ("object", "clause", "on") or _passive(scene):
        return None
    source = scene.source
    start = max(scene.start, scene.verb[0] - 30, source[1] if source and source[1] <= scene.verb[0] else 0)
    if NOUN_BEFORE.search(scene.text[start : scene.verb[0]]):
        return None
    position = scene.verb[1]
    if kind == "on":
        called = CALLED_ON.match(scene.text, position)
        if done.lemma not in ("call on", "call upon") and called is None:
            return None
        position = called.end() if called else position
    return _object(scene, position, needs_clause=kind != "object")


def _object(scene: Surroundings, position: int, *, needs_clause: bool) -> Stretch | None:
    source = scene.source
    if source and position <= source[0] <= position + 2:  # "asked Ms Lee": she asks
        return None
    limit = min(scene.end, position + 200)
    content = next((start for start, _ in scene.contents if start >= position), limit)
    if not needs_clause and scene.text[position:content].strip():
        limit = min(limit, content)
    elif not needs_clause:
        needs_clause = True  # "told {the crowd that …}": the content took the listener in
    words = phrases.tokens(scene.text, position, limit)
    if not words or words[0].lower in word_list("clause") or not _may_open(words):
        return None
    end = phrases.noun_phrase(words, 0, text=scene.text)
    if end == 0:
        return None
    inside_cue = any(start <= words[end - 1].start < stop for start, stop in scene.cues)
    if needs_clause and not inside_cue and not _clause_follows(words, end):
        return None
    return words[0].start, words[end - 1].end


def _may_open(words: Sequence[Token]) -> bool:
    first = words[0]
    if first.lower in ("it", "he", "she", "they", "we", "i", "there", "no", "yes"):
        return False
    quoted_name = first.text in OPENING and len(words) > 1 and words[1].text[0].isupper()
    return first.text[0].isalnum() or first.text[0] == "@" or quoted_name


def _clause_follows(words: Sequence[Token], end: int) -> bool:
    following = [word.lower for word in words[end : end + CLAUSE_REACH]]
    return bool(following) and (following[0] in word_list("clause") or following[0] in (",", ":"))


def _passive(scene: Surroundings) -> bool:
    source = scene.source
    start = source[1] if source and source[1] <= scene.verb[0] else scene.start
    if scene.verb_word.endswith(("ing", "s")):
        return False
    return bool(PASSIVE.search(scene.text[max(start, scene.verb[0] - 20) : scene.verb[0]]))


def _asked(scene: Surroundings) -> Stretch | None:
    """The subject of a passive: “*the mayor* was asked”, “Asked about it, *the mayor* shrugged”."""
    if frame(scene) not in ("object", "clause"):
        return None
    if scene.source and scene.source[0] < scene.verb[1]:
        return None
    if scene.contents and scene.contents[-1][0] < scene.verb[1]:
        return None
    text, verb = scene.text, scene.verb_word
    before = text[scene.start : scene.verb[0]]
    if _passive(scene) and verb.endswith(("ed", "told")):
        passive = list(PASSIVE.finditer(before))
        return _name_before(text, scene.start, scene.start + passive[-1].start()) if passive else None
    opens = verb in ("asked", "pressed", "told", "questioned") and OPENS_SENTENCE.fullmatch(before)
    return _main_subject(scene) if opens else None


def _name_before(text: str, start: int, end: int) -> Stretch | None:
    match = re.search(SUBJECT, text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def _main_subject(scene: Surroundings) -> Stretch | None:
    end = max([stop for start, stop in scene.contents if start >= scene.verb[1]] + [scene.verb[1]])
    comma = re.compile(r"[^,]{0,60},\s+").match(scene.text, end, scene.end)
    name = re.compile(MAIN_SUBJECT).match(scene.text, comma.end()) if comma else None
    return name.span() if name else None


def _said_to(scene: Surroundings) -> Stretch | None:
    """“Said *to reporters*”, also behind the content, the source or a time."""
    if scene.done is None or frame(scene) is not None or scene.done.act not in word_list("speech"):
        return None
    ends = [scene.verb[1]] + [end for _, end in scene.holes if scene.verb[1] <= end <= scene.end]
    for position in ends:
        if found := _behind_to(scene, position):
            return found
    return None


def _behind_to(scene: Surroundings, position: int) -> Stretch | None:
    to = TO.match(scene.text, position)
    if to is None or scene.hole_at(to.end() - 3) or scene.hole_at(to.end()):
        return None
    words = phrases.tokens(scene.text, to.end(), min(scene.end, to.end() + 90))
    end = phrases.noun_phrase(words, 0, text=scene.text)
    return (words[0].start, words[end - 1].end) if end and is_listener(words[:end]) else None


def _replied_to(scene: Surroundings) -> Stretch | None:
    """“Replied to *Ms Lee*”, not “replied to the claim” or “to Ms Lee’s claim”."""
    if scene.done is None or scene.done.lemma not in ("reply", "respond", "answer"):
        return None
    to = TO.match(scene.text, scene.verb[1])
    limit = scene.first_hole(scene.verb[1])
    words = phrases.tokens(scene.text, to.end(), min(limit, to.end() + 90)) if to else []
    name = words[: phrases.noun_phrase(words, 0, text=scene.text)]
    if not name or any(POSSESSIVE.search(word.text) for word in name) or not is_listener(name[-1:]):
        return None
    return name[0].start, name[-1].end


def _in_other_words(scene: Surroundings) -> Stretch | None:
    """“Speaking to the Gazette, he said”, “filed a complaint with the board accusing”, “asked by Ann Lee”."""
    if not scene.has_any("hearing"):
        return None
    source, verb, cue = scene.source, scene.verb, scene.cues[0][0]
    behind_source = source[1] if source and source[1] <= verb[0] else scene.start
    before = source[0] if source and source[0] > scene.start else cue
    return (
        _filed(scene, behind_source, cue)
        or _spoken_to(scene, scene.start, before)
        or _spoken_to(scene, behind_source, cue)
        or _spoken_to(scene, verb[1], scene.end)
        or _questioner(scene)
    )


def _filed(scene: Surroundings, start: int, cue: int) -> Stretch | None:
    """The noun phrase between “a complaint with” and a cue right behind it."""
    found = _named(scene, _filed_with(), start, cue, reach=cue)
    return found if found and cue - found[1] <= 3 else None


def _spoken_to(scene: Surroundings, start: int, end: int) -> Stretch | None:
    return _named(scene, _speaking_to(), start, end, reach=scene.end)


def _named(
    scene: Surroundings, pattern: re.Pattern[str], start: int, end: int, *, reach: int
) -> Stretch | None:
    """The noun phrase behind a pattern that is found between ``start`` and ``end``."""
    match = pattern.search(scene.text, start, end) if start < end else None
    if match is None or scene.hole_at(match.start()):
        return None
    words = phrases.tokens(scene.text, match.end(), min(reach, match.end() + 90))
    name = words[: phrases.noun_phrase(words, 0, text=scene.text)]
    # "Addressing the bridge, he said": only somebody can be spoken to.
    if not name or (match.group().lower().startswith("addressing") and not is_listener(name)):
        return None
    return name[0].start, name[-1].end


def _questioner(scene: Surroundings) -> Stretch | None:
    """“In response to *a caller*’s question”."""
    match = _question_of().search(scene.text, scene.verb[1], scene.end)
    owner = OWNER.match(scene.text, match.end()) if match else None
    return owner.span() if owner else None


def _asker(text: str, question: Stretch) -> Stretch | None:
    """“Asked by *Ann Lee* if”, also where the question stands in the sentence before."""
    by = ASKED_BY.match(text, *question)
    words = phrases.tokens(text, by.end(), question[1]) if by else []
    end = phrases.noun_phrase(words, 0, text=text)
    return (words[0].start, words[end - 1].end) if end else None
