"""Wordings for tests, made from literal strings, and who they are by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from onrecord.model import Act, Kind, Polarity, Saying, SpeakerType, Wording, digest
from onrecord.people.identity import Identities
from onrecord.record.sayings import Heard, Pair, fold, heard, same

NOBODY = Identities()


def wording(
    text: str,
    speaker: str | None = "Mara Holt",
    *,
    speaker_type: SpeakerType = "person",
    article: str = "",
    kind: Kind = "direct",
    act: Act = "say",
    polarity: Polarity = "positive",
    published: str | None = None,
) -> Wording:
    """A wording; each of another article unless they name one."""
    article = article or digest(text, speaker or "", published or "")
    key = digest("statement", article, text)
    return Wording(key, article, text, kind, act, polarity, speaker, speaker_type, published)


def are_one(one: Wording, other: Wording, who: Identities = NOBODY) -> bool:
    """Are two wordings a pair?"""
    return same(heard(one, who), heard(other, who), who) is not None


def pairs(known: Sequence[Heard], who: Identities = NOBODY) -> list[Pair]:
    """All pairs among some wordings."""
    return [pair for one, other in combinations(known, 2) if (pair := same(one, other, who))]


def folded(*wordings: Wording, who: Identities = NOBODY) -> list[Saying]:
    """The sayings of some wordings."""
    known = [heard(each, who) for each in wordings]
    return fold({each.wording.id: each for each in known}, pairs(known, who), who)


def texts(sayings: Sequence[Saying]) -> set[frozenset[str]]:
    """The words of each saying's witnesses."""
    return {frozenset(each.text for each in saying.witnesses) for saying in sayings}
