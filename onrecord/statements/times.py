"""Times in words: dates, days, “last week”, “two days later”, “after the vote”.

What it does not know: which day is meant; and that “May” is a name, where “in” stands before it.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.statements.vocabulary import word_list

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
YEAR = r"(?:1[89]|20)\d\d"
PART = r"(?:morning|afternoon|evening|night|lunchtime|midday)"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
UNIT = (
    r"(?:second|moment|minute|hour|day|night|week|weekend|month|year|decade|century|season|cycle|quarter"
    rf"|{SEASON}|{PART})s?"
)
NUMBER = (
    r"(?:an?(?:\s+(?:few|couple(?:\s+of)?|half|full|dozen))?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|several|many|some|few|dozens\s+of|\d+|a\s+good)"
)
ROUGHLY = r"(?:(?:only|just|about|nearly|almost|roughly|barely|less\s+than|more\s+than|not|even|some)\s+)*"
EARLY = r"(?:early|late|earlier|later)"
THIS = r"(?:this|that|last|next|past|previous|following|same|other)"
# What follows “after”: words up to a comma, a mark of quotation or the end of the sentence.
REST = r"(?:\s+(?!said\b|says\b)[^\s,.;:!?—–\"“”()]+(?:[.,](?=[^\s]))?){1,14}"
HEARERS = r"(?:crowd|audience|court|congress|committee|panel|judge|cameras?|group)"

# "After months of {talk}": the rest stands in the content or the source.
UNFINISHED = re.compile(r"\s(?:of|for|by|with|to|the|a|an|her|his|their)$", re.IGNORECASE)
FIRST_WORD = re.compile(r"[A-Za-z]+\b|\d")
# Names of programmes, not times.
PROGRAMME = re.compile(r"This Week|Last Week|Tonight Show|Today Show")


@cache
def _time() -> re.Pattern[str]:
    day = rf"{DAY}\b(?!['’]s)(?:\s+{PART})?(?:,?\s+{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+{YEAR})?)?"
    month = rf"{MONTH}(?![\w'’])(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+(?:of\s+)?{YEAR})?"
    part = r"(?:early|late|mid)[\s-]+"
    forms = (
        rf"(?:(?:back|again|first|just|only|{EARLY})\s+)*(?:(?:on|as\s+of|by|since)\s+)?(?:(?:early|late)\s+)?"
        rf"(?:the\s+(?:previous|following|same)\s+|(?:this|last|next|that)\s+)?{day}",
        rf"(?:(?:back|as)\s+)?(?:(?:{EARLY}|mid)[\s-]+)?(?:in|on|by|since|around|until|of)\s+"
        rf"(?:{part}|the\s+(?:end|start|beginning)\s+of\s+)?{month}",
        rf"{MONTH}\s+\d{{1,2}}\b(?:,\s+{YEAR})?",
        rf"(?:back\s+)?(?:in|since|by|around|during)\s+(?:the\s+(?:{part})?{YEAR}s"
        rf"|(?:{part})?(?:(?:the\s+)?{SEASON}\s+(?:of\s+)?)?{YEAR}s?)\b(?!\s+\w+\s+(?:interview|speech|debate))",
        rf"(?:(?:{EARLY}|just|only|back|sometime)\s+)?(?:(?:in|on|over|during|at)\s+)?(?:the\s+)?(?:very\s+)?{THIS}"
        rf"(?:\s+same)?\s+(?:{NUMBER}\s+)?(?:{UNIT}|{MONTH})(?!\w|['’]s)(?:\s+{PART})?",
        rf"{EARLY}\s+in\s+the\s+(?:{UNIT}|campaign|race|primary|primaries|season|cycle)\b",
        rf"{ROUGHLY}(?:{NUMBER}\s+)?{UNIT}\s+(?:ago|later|earlier|prior|beforehand|afterwards?)\b",
        r"the\s+(?:night|day|week|month|year|morning)\s+(?:before|after|prior)\b",
        rf"(?:over|during|on)\s+the\s+weekend\b|in\s+recent\s+{UNIT}\b|these\s+days\b",
        r"at\s+(?:the|that|this)\s+(?:time|moment|point|outset)\b(?!\s+(?:of|when)\b)",
        r"(?:(?:at|around|about)\s+)*\d{1,2}(?::\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)",
        rf"(?:{EARLY}\s+)?(?:today|tonight|yesterday|tomorrow|overnight)\b(?!['’]s)",
        r"(?:(?:more|most|only|very|just)\s+)?(?:recently|lately|previously|earlier|later|afterwards?|now|once"
        r"|originally|initially|nowadays)\b(?!\s+(?:than|that|of)\b)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _clause() -> re.Pattern[str]:
    before = rf"before(?!\s+(?:(?:an?|the)\s+)?(?:\w+\s+){{0,2}}{HEARERS}\b)"
    course = (
        r"(?:wake|aftermath|run-?up|midst|middle|(?:(?:early|final|closing)\s+)?(?:hours|days|weeks|months))"
    )
    forms = (
        rf"(?:(?:shortly|soon|immediately|right|not\s+long|long|just|only|even|{ROUGHLY}(?:{NUMBER}\s+)?{UNIT})\s+)*"
        rf"(?:after|{before}|following|ahead\s+of|prior\s+to|until"
        rf"|in\s+the\s+{course}\s+(?:of|to|after|before|following|leading)"
        r"|on\s+the\s+(?:eve|heels|day|night|morning)\s+of"
        rf"|at\s+the\s+(?:end|start|beginning|height|outset|time|moment)\s+(?:of|when)){REST}",
        rf"while\s+(?:still\s+)?(?:an?|in|campaigning|running|serving|secretary|president)\b{REST}",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _during() -> re.Pattern[str]:
    return re.compile(rf"(?:during|throughout){REST}", re.IGNORECASE)


@cache
def _date_of_occasion() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{DAY}(?:['’]s)?(?:\s+{PART}(?:['’]s)?)?|(?:last|this)\s+(?:{UNIT}|{DAY}|{MONTH})['’]s"
        rf"|{YEAR}|{MONTH}\s+\d{{1,2}}(?:,\s+{YEAR})?|{MONTH}\s+{YEAR}"
        r"|(?:yesterday|today|tonight)['’]s)(?!\w)"
    )


@cache
def _day_or_month() -> re.Pattern[str]:
    return re.compile(rf"{MONTH}|{DAY}|\d+s?")


def time_at(text: str, start: int, end: int, *, clauses: bool = True) -> int | None:
    """The end of the time that begins at ``start``; with ``clauses``, “after the vote” is one."""
    # Asked first, as the patterns are long and most words begin no time.
    if first_word(text, start, end) not in word_list("time_openers"):
        return None
    for pattern in (_clause(), _time()) if clauses else (_time(),):
        match = pattern.match(text, start, end)
        if match is None or PROGRAMME.search(match.group()):
            continue
        if not (UNFINISHED.search(match.group()) and not text[match.end() : end].strip()):
            return start + len(match.group().rstrip(" ,;\xa0"))
    return None


def first_word(text: str, start: int, end: int) -> str:
    """The word that begins at ``start``, in lower case, or the first digit of a number; else nothing."""
    first = FIRST_WORD.match(text, start, end)
    return first.group().lower() if first else ""


def during_at(text: str, start: int, end: int) -> int | None:
    """The end of “during the campaign”, whatever its noun is."""
    match = _during().match(text, start, end)
    return match.end() if match else None


def date_of_occasion(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The date inside an occasion: “at a *Tuesday* rally”, “in *last month’s* debate”."""
    match = _date_of_occasion().search(text, start, end)
    return match.span() if match else None


def dates_an_occasion(text: str, start: int) -> bool:
    """Does such a date begin at ``start``?"""
    return _date_of_occasion().match(text, start) is not None


def is_day_or_month(word: str) -> bool:
    """Is a word the name of a day or month, or a number?"""
    return _day_or_month().fullmatch(word) is not None
