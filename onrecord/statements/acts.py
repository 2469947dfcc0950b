"""What a cue does: say, deny, urge …, and whether it is said not to have been done.

The act follows from the cue's words by their lemmas, through ``data/acts.tsv``; a phrase of the table
(“rule out”) goes before its verb. Words that only carry another (“issued a *warning*”, “refused to
say”, “seemed to confirm”) give way to the word they carry; where the cue has no such word, the first
words of the content are asked (“expressed {his concern}”).

Decisions that the table alone does not show:

- “told”, “asked”, “want” and their like followed by somebody “to do” something: urge for telling and
  asking, whatever the table says. “Asked for” is urge, “asked if” ask.
- “Called X a liar” is say: to name a thing; “called for”, “called on” urge; “called out” criticise.
- Refusing and declining are deny, whatever was refused; the polarity stays positive. “Did not say” and
  “never claimed” keep the act of the verb and are negative, as are “nobody believes”, “not all want”
  and “stopped short of saying”.
- A record (a poll, study, report, lawsuit) that “finds”, “suggests” or “reveals” shows; one that “says”
  says. People who find or conclude believe or say.
- “Is considered”, “was seen as” and “is expected” are believe; to consider a step is to plan it.
- Cues that are marks or bare function words are in ``data/bare_cues.tsv``; a colon or dash is say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from onrecord.model import Act, Polarity
from onrecord.statements.vocabulary import table, word_list

WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
LONGEST_PHRASE = 4
NEGATED_ENDS = ("of", "than", "from", "not", "n’t", "n't", "never", "ly")  # of the words before a cue
NEGATING = ("no", "neither", "few")  # how a source that negates begins: "nobody", "not all"
CONTENT_WORDS = 5  # how far into the content the word carried by a light verb is looked for

# "Makes no secret of", "leaves no doubt" and the like say something, and "not only" says more.
NOT_NEGATED = re.compile(
    r"\b(?:no (?:secret|doubt|bones|apolog)|not (?:only|just)|help but|minc\w+ words)|^no one to\b", re.I
)
SHORT_OF = re.compile(r"\b(?:short of|instead of|rather than|far from|stopped short of)\s*$", re.I)
INFINITIVE = re.compile(
    r"(?:not\s+)?to\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|my\b|our\b)[a-z]+", re.I
)
SOMEBODY_TO = (
    r"(?!(?:if|whether|how|why|what|when|where|who|which|that|about|for|it)\b)"
    r"[\w-]+(?:[’']\w+)*\.?(?:\s+(?!that\b|would\b|will\b|is\b|was\b|has\b|had\b|should\b|if\b|how\b|about\b)"
    r"[\w-]+(?:[’']\w+)*\.?){0,7}?"
    r"\s+(?:not\s+)?to\s+(?!the\b|a\b|an\b|his\b|her\b|their\b|its\b)[a-z]{2,}"
)
VOTED = re.compile(r"to (?P<verb>[a-z]+)\b")  # “vote to demand”: the council demands
NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever)(?:\s+\w+ly)?\s*$", re.I)


class CueWord(NamedTuple):
    """A word of a cue with its offsets in the text and its lemma."""

    start: int
    end: int
    lower: str
    lemma: str


@cache
def lemma(word: str) -> str:
    """The lemma of a lower-case English word: “denied” deny, “accusations” accusation.

    Words that the table of acts does not hold come back with the plainest ending taken off.
    """
    if irregular := table("irregular_forms.tsv").get(word):
        return irregular
    known = _known_words()
    if word in known:
        return word
    stems = tuple(_stems(word))
    return next((stem for stem in stems if stem in known), stems[0] if stems else word)


@cache
def _known_words() -> frozenset[str]:
    first = {phrase.split(" ")[0] for phrase in table("acts.tsv")}
    return frozenset(first) - {"not"} | word_list("light")


@cache
def _acts() -> dict[str, Act]:
    """The table of acts with every word of a phrase as its lemma: “take shot” is found by “took shots”."""
    rows = table("acts.tsv").items()
    return {" ".join(lemma(word) for word in phrase.split(" ")): cast(Act, act) for phrase, act in rows}


@cache
def _opening_lemmas() -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in _acts())


def _stems(word: str) -> list[str]:
    for ending in ("’s", "'s", "’", "'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return [word.removesuffix(ending)]
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    for ending in ("ing", "ed", "es", "er", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            undoubled = [stem[:-1]] if stem[-1] == stem[-2] else []
            return [*undoubled, stem, stem + "e"]
    return []


def cue_words(text: str, start: int, end: int) -> list[CueWord]:
    """The words of ``text[start:end]`` with their lemmas; “n’t” and “’s” are words of their own."""
    words: list[CueWord] = []
    for match in WORD.finditer(text, start, end):
        lower = match.group().lower().replace("’", "'")
        if lower.endswith("n't") and len(lower) > 3:
            cut = match.end() - 3
            words.append(CueWord(match.start(), cut, lower[:-3], lemma(lower[:-3])))
            words.append(CueWord(cut, match.end(), "n't", "not"))
        else:
            words.append(CueWord(match.start(), match.end(), lower, lemma(lower)))
    return words


class Done(NamedTuple):
    """The act of a cue and the index of its words that decided it (first to last, exclusive)."""

    act: Act
    lemma: str
    first: int
    last: int


def head(words: Sequence[CueWord]) -> Done | None:
    """The word or phrase of a cue that says what is done; None if the table knows none of them."""
    carried: Done | None = None
    by = [n + 1 for n in range(1, len(words) - 1) if _by_doing(words, n)]
    for n in range(by[0] if by else 0, len(words)):
        found = _longest_phrase(words, n)
        if found is None:
            continue
        if found.lemma not in word_list("light"):
            return found
        if carried is None or carried.act == "other":
            carried = found
    return carried


def _by_doing(words: Sequence[CueWord], n: int) -> bool:
    """“Answered by *insisting*”: what was done is the second verb."""
    return (
        words[n].lower == "by"
        and words[n + 1].lower.endswith("ing")
        and words[n + 1].lemma in table("acts.tsv")
    )


def _longest_phrase(words: Sequence[CueWord], n: int) -> Done | None:
    phrase = words[n].lemma
    if phrase not in _opening_lemmas():
        return None
    known = _acts()
    alone = phrase in known and phrase not in word_list("auxiliaries")
    found = Done(known[phrase], phrase, n, n + 1) if alone else None
    following = [m for m in range(n + 1, len(words)) if words[m].lower not in word_list("skipped")]
    for m in following[: LONGEST_PHRASE - 1]:
        phrase += " " + words[m].lemma
        if phrase in known:
            found = Done(known[phrase], phrase, n, m + 1)
    return found


def act_of(words: Sequence[CueWord], done: Done | None, *, cue: str, source: str, content: str) -> Act:
    """The act of a cue.

    ``words`` and ``done`` are those of the cue and their ``head``; ``cue`` and ``source`` are the words as
    printed, ``content`` the beginning of what follows the cue
    (nothing where its content stands in front of it).
    """
    if done is None:
        if cue.strip().lower() in ("in", "according") and _is_record(source):
            return "show"
        bare = table("bare_cues.tsv").get(cue.strip().lower().replace("’", "'"))
        if bare is not None:
            return cast(Act, bare)
        return "other" if words and not cue.strip().startswith("[") else "say"
    if done.lemma in word_list("carrying") and (carried := _carried(content)):
        return carried
    return _by_company(done, words, source=source, content=content)


def _carried(content: str) -> Act | None:
    stop = re.search(r"[,.;:“”\"]|\b(?:that|to|on|for|about|over|of|with|in)\b", content[:80])
    words = cue_words(content, 0, stop.start() if stop else min(len(content), 80))[:CONTENT_WORDS]
    done = next((found for n in range(len(words)) if (found := _longest_phrase(words, n))), None)
    return done.act if done and done.lemma not in word_list("light") and done.act != "other" else None


def _by_company(done: Done, words: Sequence[CueWord], *, source: str, content: str) -> Act:
    if done.lemma in word_list("judged_by_what_follows"):
        follows = " ".join([word.lower for word in words[done.last :]]) + " " + content
        if act := _by_what_follows(done.lemma, follows.strip().lstrip("\"'“‘")):
            return act
    if done.lemma.replace(" ", "_") in word_list("shown_by_records") and _is_record(source):
        return "show"
    return done.act


def _by_what_follows(verb: str, follows: str) -> Act | None:
    if verb in ("tell", "ask", "beg", "call") and (
        INFINITIVE.match(follows) or (verb != "call" and re.match(SOMEBODY_TO, follows, re.I))
    ):
        return "urge"
    if verb in ("ask", "call") and follows.startswith("for "):
        return "urge"
    if verb == "vote" and (voted := VOTED.match(follows)):
        act = _acts().get(lemma(voted["verb"]))
        return act if act in ("urge", "criticise", "praise", "deny", "agree") else "plan"
    if verb in ("consider", "contemplate") and re.match(r"\w+ing\b|an? (?:run|bid)\b", follows):
        return "plan"
    if verb in ("decide", "determined", "determine") and re.match(r"that\b|the\b", follows):
        return "believe"
    return None


def _is_record(source: str) -> bool:
    """Is a source a poll, a report or another record? Its noun stands last before “by”, “of”, “that”."""
    noun_phrase = re.split(
        r"\b(?:by|of|from|that|which|in|on|released|conducted)\b|,", source.lower(), maxsplit=1
    )[0]
    words = WORD.findall(noun_phrase)
    return bool(words) and (
        words[-1] in word_list("records")
        or lemma(words[-1]) in word_list("records")
        or words[-1].rstrip("s") in word_list("records")
    )


def polarity_of(
    words: Sequence[CueWord], done: Done | None, *, cue: str, source: str, before: str
) -> Polarity:
    """Negative where the attribution itself is negated.

    ``before`` are the words between the source and the cue (or those in front of the cue).
    """
    own = words[: done.first] if done else words
    negated = any(word.lower in word_list("negations") or word.lemma == "not" for word in own)
    if negated or _negated_noun(words, done):
        return "positive" if NOT_NEGATED.search(cue) else "negative"
    if _negated_before(before) or _nobody(source.lower()):
        return "negative"
    return "positive"


def _negated_before(before: str) -> bool:
    """“Stopped short *of*”, “did *not* publicly”."""
    last = before.rstrip()[-len("never") :].lower()
    return last.endswith(NEGATED_ENDS) and bool(SHORT_OF.search(before) or NOT_BEFORE.search(before))


def _nobody(source: str) -> bool:
    """“Nobody”, “no senator”, “few farmers”, but not “No. 10”."""
    if not source.startswith(NEGATING):
        return False
    first = WORD.match(source)
    nobody = first is not None and first.group() in word_list("negated_sources")
    few = source.startswith(("not all ", "not every", "few "))
    return few or (nobody and not source.startswith(("no.", "no 10")))


def _negated_noun(words: Sequence[CueWord], done: Done | None) -> bool:
    """“Made no mention of”, “is not”: the negation between a light verb and its noun, or behind “is”."""
    if done is None or done.lemma not in word_list("light"):
        return False
    return any(word.lower in ("no", "n't", "not") for word in words[done.first : done.last + 1])
