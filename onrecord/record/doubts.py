"""Long quotations that two pages print alike and give to two people, of whom one page names both.

Nobody else says the same dozen words in quotation marks. Where one of the pages has the name that the other
gives beside the quotation, it was most likely read wrong, or one of the two has it wrong: they are witnesses
of one saying, each with the speaker that was found for it. Where each page knows nothing but its own speaker,
the words have changed hands, and stay two sayings.
"""

from __future__ import annotations

import re

from onrecord.people import names
from onrecord.people.identity import Identities
from onrecord.record.likeness import likeness
from onrecord.record.prints import AMONG, LONG
from onrecord.record.sayings import ALIKE, Heard, may_be_one, speakers_agree

WORDS = 12  # in a row that both print alike ...
CONTENT = LONG + AMONG - 1  # ... and content words, so that the index brings every such pair together
NEAR = 600  # code points before and behind a quotation in which a name stands beside it
_WORD = re.compile(r"[^\W_]+")


def is_possible(one: Heard, other: Heard, who: Identities) -> bool:
    """Do two wordings by two named speakers quote so many words alike that the names are in doubt? Not
    where somebody judged that the two are two.
    """
    one, other = sorted((one, other), key=lambda each: each.wording.id)  # as ``same`` does
    if not may_be_one(one.wording, other.wording):
        return False
    if not (one.is_named and other.is_named) or "indirect" in (one.wording.kind, other.wording.kind):
        return False
    if speakers_agree(one, other, who) is not False or _are_judged(one, other, who):
        return False
    like = likeness(one.stems, other.stems)
    return like.run >= WORDS and like.inner >= ALIKE and _content_alike(one, other) >= CONTENT


def _are_judged(one: Heard, other: Heard, who: Identities) -> bool:
    return any(who.are_apart(mine, yours) for mine in one.nodes for yours in other.nodes)


def _content_alike(one: Heard, other: Heard) -> int:
    """The content words in the longest row of them that both have."""
    mine, yours = ([stem.key for stem in each.stems if stem.is_content] for each in (one, other))
    longest, above = 0, [0] * (len(yours) + 1)
    for word in mine:
        row = [0] * (len(yours) + 1)
        for place, their in enumerate(yours):
            if word == their:
                row[place + 1] = above[place] + 1
                longest = max(longest, row[place + 1])
        above = row
    return longest


def is_doubtful(one: Heard, other: Heard, around: tuple[str, str]) -> bool:
    """Does one of the two pages name the other's speaker beside the quotation? ``around`` is what stands
    ``NEAR`` each of them.
    """
    return _stands_in(other, around[0]) or _stands_in(one, around[1])


def _stands_in(heard: Heard, text: str) -> bool:
    name = heard.wording.speaker
    return name is not None and names.key(name) in {names.key(word) for word in _WORD.findall(text)}
