"""People called by what they are: "the senator", "the two ministers", "the real estate developer".

The article gives roles beside names; a description finds the person whose role has the same head and
agrees in the other words. An epithet that nobody's role holds goes to whoever stands out most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.cast import Figure
from onrecord.statements.evidence import role_words
from onrecord.statements.nounphrases import Part
from onrecord.statements.passage import Passage
from onrecord.statements.pronouns import agreement

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse

_LONGEST = 4
_IN_VIEW = 0.25


def role_phrase(passage: Passage, place: int) -> Part | None:
    """The description that begins at a word after "the", if it is headed by somebody with a role."""
    nouns, edges = tables.nouns(), tables.words("phrase_edges")
    for head, key in enumerate(passage.keys[place : place + _LONGEST], place):
        noun = nouns.get(key)
        if noun is not None and noun.kind == "person":
            after = passage.words[head + 1] if head + 1 < len(passage.words) else "."
            if tables.noun_of(after) is None:
                return None if after[0].isupper() else Part(place, head + 1, head, definite=True)
        if key in edges or not key[0].isalnum():
            return None
    return None


def modifiers(passage: Passage, part: Part) -> frozenset[str]:
    """The words of a description that tell it from others, places under their full names."""
    meant = [tables.place_meant().get(word, "") for word in passage.words[part.start : part.end]]
    words = set(role_words(passage.keys[part.start : part.end]))
    words |= {word.lower() for place in meant for word in place.split()}
    return frozenset(words - tables.words("weak_modifiers") - tables.words("prepositions"))


def by_role(discourse: Discourse, part: Part) -> Figure | None:
    """The person to whom the article gives the role that a description names."""
    passage = discourse.passage
    if not part.definite and passage.keys[max(0, part.start - 1)] in ("a", "an"):
        return None
    ranked = _ranked(discourse, part)
    least = 0.0 if part.definite else 2.0
    return ranked[0][1] if ranked and ranked[0][2] >= least else None


def _ranked(discourse: Discourse, part: Part) -> list[tuple[float, Figure, float]]:
    """The people whose roles fit a description, the likeliest first, each with how well it fits."""
    noun = tables.noun_of(discourse.passage.keys[part.head])
    if noun is None:
        return []
    same, head = noun.same, noun.same.split()[-1]
    holders = discourse.cast.holders.get(head)
    if not holders:
        return []
    wanted = modifiers(discourse.passage, part)
    standing = discourse.trail.standing(part.start, ())
    found: list[tuple[float, Figure, float]] = []
    for figure in holders:
        fit = max(_fit(wanted, roles, head, same) for roles in figure.roles)
        seen = bool(figure.places) and figure.places[0] < part.start
        if fit > 0 and (seen or fit >= 2):
            found.append((fit + min(1.5, standing.get(figure.number, (0.0, figure))[0]), figure, fit))
    return sorted(found, key=lambda one: (-one[0], one[1].number))


def _fit(wanted: frozenset[str], roles: frozenset[str], head: str, same: str) -> float:
    """How well a role fits what is wanted; 0 or less where the head differs or others are meant."""
    ranks, weak = tables.words("ranks"), tables.words("weak_modifiers")
    if head not in roles and same not in roles:
        return 0.0
    if wanted & ranks != roles & ranks or other_party(wanted, roles):
        return -1.0
    extra = wanted - {head, same}
    hits = len(extra & roles)
    if extra and not hits and len(roles - wanted - weak) > 1:
        return -1.0
    return 1.0 + hits - 0.4 * (len(extra) - hits)


def other_party(wanted: frozenset[str], roles: frozenset[str]) -> bool:
    """Do two sets of words name different parties?"""
    known = tables.parties().keys()
    return bool(wanted & known and roles & known and not wanted & roles & known)


def pair(discourse: Discourse, number: int, part: Part) -> tuple[Figure, Figure] | None:
    """The two of "both senators" or "the two men": by role, else the two who stand out most."""
    passage = discourse.passage
    before = passage.keys[max(0, part.start - 2) : part.start]
    key = passage.keys[part.head]
    counted = (before in (["the", "two"], ["these", "two"]) or before[-1:] == ["both"]) and _is_people(key)
    if not counted and key not in ("couple", "pair", "two"):
        return None
    fitting = [figure for _, figure, _ in _ranked(discourse, part)]
    standing = discourse.trail.standing(part.start, discourse.hidden(number))
    in_view = sorted(standing.values(), key=lambda found: -found[0])
    alone = part.start == part.head and key not in tables.parties()
    if len(fitting) < 2 and alone:
        fitting = [figure for weight, figure in in_view if weight >= _IN_VIEW / 2 and not figure.anonymous]
    elif len(fitting) == 1:
        fitting += [figure for _, figure in in_view if figure is not fitting[0] and not figure.anonymous]
    elif len(fitting) != 2:
        return None
    chosen = sorted(fitting[:2], key=lambda figure: figure.places[:1])
    return (chosen[0], chosen[1]) if len(chosen) == 2 else None


def _is_people(key: str) -> bool:
    noun = tables.noun_of(key)
    return key in ("men", "women") or (
        noun is not None and noun.kind in tables.PEOPLE and tables.is_plural(key)
    )


def in_view(discourse: Discourse, number: int, part: Part) -> Figure | None:
    """The person who stands out most, for an epithet such as "the billionaire"."""
    passage = discourse.passage
    wanted, head = modifiers(passage, part), passage.keys[part.head]
    # An office says which of its holders is meant; other words only paint the one in view.
    printed = passage.words[part.start : part.end] if head not in tables.words("offices") else []
    others = wanted - role_words([head]) - _words_of_places(passage, part)
    if any(not (_says_little(word) or word in printed) for word in others):
        return None
    gender = -1 if head.endswith(("woman", "lady")) else 1 if head.endswith("man") else 0
    standing = discourse.trail.standing(part.start, discourse.hidden(number))
    fitting = [
        (weight * (agreement(figure, gender) if gender else 1.0), figure)
        for weight, figure in standing.values()
        if not figure.anonymous and not any(other_party(wanted, roles) for roles in figure.roles)
    ]
    best = max(fitting, key=lambda found: found[0], default=None)
    least = _IN_VIEW if wanted - role_words([head]) else _IN_VIEW / 2
    if best is not None and not best[1].roles and _is_alone(discourse, best[1], part.start):
        least = 0.0
    if best is None or best[0] < least:
        return None
    discourse.cast.learn(best[1], wanted)  # "the harbour minister" once found is known by that name later
    return best[1]


def _is_alone(discourse: Discourse, figure: Figure, place: int) -> bool:
    """Is nobody else named before a place?"""
    people = (one for one in discourse.cast.figures if one.kind == "person" and one is not figure)
    return not any(one.places and one.places[0] < place for one in people)


def _words_of_places(passage: Passage, part: Part) -> frozenset[str]:
    """The words that a description spends on places, as printed and in full: "us", "united", "states"."""
    meant, known = tables.place_meant(), tables.places()
    letters = tables.words("countries_by_letters").intersection(passage.keys[part.start : part.end])
    printed = [word for word in passage.words[part.start : part.end] if word in known]
    return letters | frozenset(
        each for word in printed for each in f"{word} {meant.get(word, '')}".lower().split()
    )


def _says_little(word: str) -> bool:
    """Is a modifier no more than a party, a place or an office: nothing that would point elsewhere?"""
    if word in tables.parties() or word in tables.nouns() or word.title() in tables.places():
        return True
    return word.endswith(("ential", "-old")) or (word.endswith("ed") and "-" in word)


def introduced(discourse: Discourse, part: Part) -> Figure | None:
    """The person named just after a paragraph that only says what he or she is.

    News likes to open with "A Leeds baker says …" and to name the baker in the next paragraph: that is
    whoever is first named there, and speaks; later in the text only if nothing else tells who that is.
    """
    passage, here = discourse.passage, discourse.passage.block[part.start]
    opening = next((n for n, role in enumerate(passage.roles) if role == "body"), 0)
    for named in discourse.cast.after(part.end):
        block = passage.block[named.start]
        if named.figure.kind != "person" or passage.quoted[named.start] or block <= here:
            continue
        if block > here + 2:
            return None
        after = passage.keys[named.end : named.end + 1]
        speaks = passage.keys[named.start - 1] == "that" and not tables.words("speech").isdisjoint(after)
        if named.start in discourse.sources or speaks:
            first = not named.figure.places or named.figure.places[0] >= part.start
            return named.figure if first and (here <= opening or not named.figure.roles) else None
    return None
