"""Sources that name nobody: "the senator", "the company", "her campaign", "who", "it", "a senior aide".

A description with "the" is first looked for among the figures, by the roles that the article gives
them; only what fits none keeps its own words as a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.cast import Figure
from onrecord.statements.evidence import role_words
from onrecord.statements.parties import Party, figure_party
from onrecord.statements.passage import Passage
from onrecord.statements.pronouns import agreement, antecedent
from onrecord.statements.sources import Part, description_type

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse

Found = tuple[Party | None, str]


def described(discourse: Discourse, number: int, part: Part) -> Found:
    """The party of a description: a figure that it fits, an earlier description, or itself."""
    passage = discourse.passage
    said = passage.slice(part.start, part.end)
    key = passage.keys[part.head]
    noun = tables.noun_of(key)
    kind = description_type(passage, part)
    owned = _owned(discourse, number, part)
    if noun is not None and noun.kind in tables.PEOPLE and kind == "unnamed":
        figure = by_role(discourse, part)
        if figure is not None:
            return figure_party(figure), f"‘{said}’: {figure.name}, who has that role"
    if kind == "organisation" and part.definite and owned is None and noun is not None:
        body = _by_class(discourse, part, noun.same)
        if body is not None:
            return figure_party(body), f"‘{said}’: {body.name}, the body of that kind spoken of"
    if part.definite and owned is None:
        earlier = _earlier(discourse, part, noun.same if noun else tables.singular(key))
        if earlier is not None:
            return earlier, f"‘{said}’: {earlier.name}, spoken of before"
    if part.definite and part.start == part.head and noun is not None and noun.kind == "anybody":
        other = _last_unnamed(discourse, part)
        if other is not None:
            return other, f"‘{said}’: {other.name}, spoken of just before"
    if part.definite and owned is None and noun is not None and noun.kind == "person" and kind == "unnamed":
        figure = _in_view(discourse, number, part)
        if figure is not None:
            return figure_party(figure), f"‘{said}’: {figure.name}, who stands out most here"
    return party_of(discourse, part, owned), f"‘{said}’: described, not named"


def party_of(discourse: Discourse, part: Part, owned: str | None) -> Party:
    """A description as a party of its own, called by its own words."""
    key = discourse.passage.keys[part.head]
    noun = tables.noun_of(key)
    kind = description_type(discourse.passage, part)
    return Party(_name(discourse, part, owned), kind, None, noun.same if noun else tables.singular(key))


def phrase_start(passage: Passage, place: int, first: int) -> int:
    """Where the noun phrase that ends at a word begins: after a determiner, preposition or verb."""
    start = place
    while start > first and place - start < 5:
        before = passage.keys[start - 1]
        if before in tables.words("phrase_edges") or not before[0].isalnum() or before.endswith(("ly", "ed")):
            break
        start -= 1
    return start


def _owned(discourse: Discourse, number: int, part: Part) -> str | None:
    """The name of whoever stands before the noun in the genitive: "her campaign", "Mr Tull’s firm"."""
    if part.owner is None:
        return None
    named = discourse.cast.starts.get(part.owner)
    if named is not None:
        return named.figure.name
    key = discourse.passage.keys[part.owner]
    if key in ("his", "her"):
        figure, _ = antecedent(discourse.trail, discourse.cast, part.owner, key, discourse.hidden(number))
        return figure.name if figure is not None else None
    if key in ("its", "their"):
        from onrecord.statements.things import thing

        party, _ = thing(discourse, number, Part(part.owner, part.owner + 1, part.owner, pronoun=key))
        return party.name if party is not None else None
    return None


def _name(discourse: Discourse, part: Part, owned: str | None) -> str:
    """The description in the article's words, its owner by full name."""
    passage = discourse.passage
    start, end = part.start, part.end
    named = discourse.cast.starts.get(part.owner) if part.owner is not None else None
    if owned is not None and part.owner is not None:
        start = named.end if named is not None else part.owner + 1
        mark = "'" if "’" not in passage.text and "'" in passage.text else "’"
        return f"{owned}{mark}s {passage.slice(start, end)}"
    words = passage.slice(start, end)
    return words[0].lower() + words[1:] if _is_lowered(discourse, start) else words


def _is_lowered(discourse: Discourse, start: int) -> bool:
    """Has a word its capital only because it opens a sentence?"""
    passage, key = discourse.passage, discourse.passage.keys[start]
    if not passage.first[start] or start in discourse.cast.starts or passage.words[start].isupper():
        return False
    known = key in tables.parties() or key in tables.organisation_words()
    return not known and passage.words[start] not in tables.places()


def _modifiers(discourse: Discourse, part: Part) -> frozenset[str]:
    passage = discourse.passage
    keys = list(passage.keys[part.start : part.end])
    meant = [tables.place_meant().get(word, "") for word in passage.words[part.start : part.end]]
    words = set(role_words(keys)) | {w.lower() for place in meant for w in place.split()}
    return frozenset(words - tables.words("weak_modifiers") - tables.words("prepositions"))


def role_phrase(passage: Passage, place: int) -> Part | None:
    """The description that begins at a word after "the", if it is headed by somebody with a role."""
    for head in range(place, min(place + 4, len(passage.words))):
        noun = tables.nouns().get(passage.keys[head])
        after = passage.keys[head + 1] if head + 1 < len(passage.words) else "."
        if noun is not None and noun.kind == "person" and tables.noun_of(after) is None:
            return (
                None
                if passage.words[head + 1 : head + 2] and after[0].isupper()
                else Part(place, head + 1, head, definite=True)
            )
        if not passage.keys[head][0].isalnum() or passage.keys[head] in tables.words("phrase_edges"):
            return None
    return None


def by_role(discourse: Discourse, part: Part) -> Figure | None:
    """The person to whom the article gives the role that a description names."""
    same = (tables.noun_of(discourse.passage.keys[part.head]) or tables.Noun("", "")).same
    if (
        not part.definite
        and part.start == part.head
        and discourse.passage.keys[part.start - 1] in ("a", "an")
    ):
        return None
    wanted = _modifiers(discourse, part)
    head = same.split()[-1]
    standing = discourse.trail.standing(part.start, ())
    best: tuple[float, Figure] | None = None
    for figure in discourse.cast.figures:
        if figure.kind != "person" or not figure.roles:
            continue
        fit = max(_fit(wanted, roles, head, same) for roles in figure.roles)
        if fit <= 0 or (not part.definite and fit < 2):
            continue
        score = fit + min(1.5, standing.get(figure.number, (0.0, figure))[0])
        if best is None or score > best[0]:
            best = (score, figure)
    return best[1] if best is not None else None


def _fit(wanted: frozenset[str], roles: frozenset[str], head: str, same: str) -> float:
    """How well a role fits what is wanted; 0 or less where the head differs or others are meant."""
    if head not in roles and same not in roles:
        return 0.0
    if wanted & tables.words("ranks") != roles & tables.words("ranks"):
        return -1.0
    if _other_party(wanted, roles):
        return -1.0
    extra = wanted - {head, same}
    hits = len(extra & roles)
    own = len(roles - wanted - tables.words("weak_modifiers"))
    if extra and not hits and own > 1:
        return -1.0
    return 1.0 + hits - 0.4 * (len(extra) - hits)


def _other_party(wanted: frozenset[str], roles: frozenset[str]) -> bool:
    """Do two sets of words name different parties?"""
    known = tables.parties().keys()
    return bool(wanted & known and roles & known and not wanted & roles & known)


def _by_class(discourse: Discourse, part: Part, same: str) -> Figure | None:
    """The body that "the union" or "the agency" means, by the words in its name."""
    called, here = tables.organisation_words(), discourse.passage.sentence[part.start]
    best: tuple[float, Figure] | None = None
    for figure in discourse.cast.figures:
        if figure.kind not in ("organisation", "unsure") or figure.keys == {same}:
            continue
        fits = any(same in called.get(key, ()) or key == same for key in figure.keys)
        before = [discourse.passage.sentence[p] for p in figure.places if p < part.start]
        if (not before and not fits) or (
            not fits
            and same
            not in ("company", "group", "network", "agency", "firm", "organisation", "newspaper", "team")
        ):
            continue
        distance = here - before[-1] if before else 12
        if not fits and distance > 3:
            continue
        score = (2.0 if fits else 0.0) + min(len(before), 5) * 0.1 - min(distance, 8) * 0.3
        if best is None or score > best[0]:
            best = (score, figure)
    return best[1] if best is not None else None


def _earlier(discourse: Discourse, part: Part, same: str) -> Party | None:
    """An earlier source of the same head noun: "the report" after "a report by the council"."""
    passage = discourse.passage
    said = {passage.keys[p] for p in range(part.start, part.end) if p != part.head} - tables.words(
        "weak_modifiers"
    )
    for _, party in reversed(discourse.recent):
        if (
            party.figure is None
            and party.head == same
            and said.issubset(party.name.lower().replace("’", "'").split())
        ):
            return party
    return None


def _last_unnamed(discourse: Discourse, part: Part) -> Party | None:
    """The unnamed person who spoke in the last few sentences: "the aide" after "a senior official"."""
    passage = discourse.passage
    for place, party in reversed(discourse.recent):
        if passage.sentence[part.start] - passage.sentence[place] > 3:
            break
        if party.type == "unnamed":
            return party
    return None


def _in_view(discourse: Discourse, number: int, part: Part) -> Figure | None:
    """The person who stands out most, for an epithet such as "the billionaire"."""
    standing = discourse.trail.standing(part.start, discourse.hidden(number))
    wanted = _modifiers(discourse, part)
    head = discourse.passage.keys[part.head]
    gender = -1 if head.endswith("woman") else 1 if head.endswith("man") else 0
    loose = head in tables.words("epithets")
    if any(
        not (_says_little(word) or (loose and _is_small(discourse, part, word)))
        for word in wanted - role_words([head])
    ):
        return None
    fitting = [
        (weight * (agreement(figure, gender) if gender else 1.0), figure)
        for weight, figure in standing.values()
        if not figure.anonymous and not any(_other_party(wanted, roles) for roles in figure.roles)
    ]
    best = max(fitting, key=lambda found: found[0], default=None)
    return best[1] if best is not None and best[0] >= 0.4 else None


def _is_small(discourse: Discourse, part: Part, word: str) -> bool:
    """Is a modifier printed without a capital, as in "the real estate developer"?"""
    return word in discourse.passage.words[part.start : part.end]


def _says_little(word: str) -> bool:
    """Is a modifier no more than a party, a place or an office: nothing that would point elsewhere?"""
    return (
        word in tables.parties()
        or word in tables.nouns()
        or word.title() in tables.places()
        or word.endswith(("ential", "-old", "-year-old"))
    )
