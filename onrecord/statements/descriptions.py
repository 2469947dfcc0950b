"""Sources that name nobody: "the senator", "the company", "her campaign", "who", "it", "a senior aide".

A description with "the" is first looked for among the figures, by the roles that the article gives
them; only what fits none keeps its own words as a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.cast import Figure, Named
from onrecord.statements.evidence import role_words
from onrecord.statements.parties import Party, figure_party
from onrecord.statements.passage import Passage
from onrecord.statements.pronouns import antecedent
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
    if part.definite and owned is None and noun is not None and noun.kind == "person" and kind == "unnamed":
        figure = _in_view(discourse, number, part)
        if figure is not None:
            return figure_party(figure), f"‘{said}’: {figure.name}, who stands out most here"
    name = _name(discourse, part, owned)
    return Party(name, kind, None, noun.same if noun else key), f"‘{said}’: described, not named"


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
    opens = passage.first[start] and start not in discourse.cast.starts and not passage.words[start].isupper()
    return words[0].lower() + words[1:] if opens and tables.noun_of(passage.keys[start]) else words


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
    extra = wanted - {head, same}
    hits = len(extra & roles)
    own = len(roles - wanted - tables.words("weak_modifiers"))
    if extra and not hits and own > 1:
        return -1.0
    return 1.0 + hits - 0.4 * (len(extra) - hits)


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
        score = (2.0 if fits else 0.0) + len(before) * 0.1 - distance * 0.15
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


def _in_view(discourse: Discourse, number: int, part: Part) -> Figure | None:
    """The person who stands out most, for an epithet such as "the billionaire"."""
    standing = discourse.trail.standing(part.start, discourse.hidden(number))
    best = max(standing.values(), key=lambda found: found[0], default=None)
    return best[1] if best is not None and best[0] >= 0.4 else None


def relative(discourse: Discourse, part: Part) -> Found:
    """The antecedent of "who", "which", "that" and "many of whom": the phrase right before it."""
    passage, place = discourse.passage, part.start - 1
    first = passage.sentence_starts[passage.sentence[part.start]]
    while place > first and (
        passage.keys[place] in (",", "”", "of", "many", "some", "most", "all", "both", "--", "—", "–", ")")
    ):
        place -= 1
    named = _ending_at(discourse, place)
    after_comma = passage.keys[part.start - 1] == ","
    person = part.pronoun in ("who", "whom", "whose")
    if person and after_comma:
        over = _over_apposition(discourse, place, first)
        if over is not None:
            return figure_party(
                over.figure
            ), f"‘{part.pronoun}’: {over.figure.name}, described just before it"
    if person and not after_comma:
        subject = _subject_of_predicate(discourse, place, first)
        if subject is not None:
            return figure_party(
                subject.figure
            ), f"‘{part.pronoun}’: {subject.figure.name}, of whom that is said"
    if named is not None and not (person and named.figure.kind != "person"):
        return figure_party(named.figure), f"‘{part.pronoun}’: {named.figure.name}, right before it"
    name, head = _phrase_ending_at(discourse, place, first)
    kind = description_type(passage, Part(place, place + 1, head))
    noun = tables.noun_of(passage.keys[head])
    return Party(
        name, kind, None, noun.same if noun else passage.keys[head]
    ), f"‘{part.pronoun}’: {name}, right before it"


def _ending_at(discourse: Discourse, place: int) -> Named | None:
    for start in range(place, max(-1, place - 8), -1):
        named = discourse.cast.starts.get(start)
        if named is not None:
            return named if named.end == place + 1 and not discourse.passage.possessive[place] else None
    return None


def _over_apposition(discourse: Discourse, place: int, first: int) -> Named | None:
    """The person before ", a professor of law at Westmere," when the clause follows that."""
    passage = discourse.passage
    comma = next((p for p in range(place, first, -1) if passage.keys[p] == ","), None)
    if comma is None:
        return None
    named = _ending_at(discourse, comma - 1)
    opens = (
        passage.keys[comma + 1] in ("a", "an", "the", "his", "her")
        or passage.keys[comma + 1].isdigit()
        or bool(tables.noun_of(passage.keys[comma + 1]))
    )
    return named if named is not None and named.figure.kind == "person" and opens else None


def _subject_of_predicate(discourse: Discourse, place: int, first: int) -> Named | None:
    """The subject of "X is a former lawyer who": X, not the lawyer."""
    keys = discourse.passage.keys
    for verb in range(place - 1, max(first, place - 7), -1):
        if keys[verb] in ("is", "was") and keys[verb + 1] in ("a", "an", "the"):
            named = _ending_at(discourse, verb - 1)
            return named if named is not None and named.figure.kind == "person" else None
    return None


def _phrase_ending_at(discourse: Discourse, place: int, first: int) -> tuple[str, int]:
    """The noun phrase that ends at a word: back to a determiner, and over one "of"."""
    passage = discourse.passage
    start = place
    while start > first and place - start < 5:
        before = passage.keys[start - 1]
        if before in tables.words("phrase_edges") or not before[0].isalnum() or before.endswith(("ly", "ed")):
            break
        start -= 1
    return passage.slice(start, place + 1), place


def thing(discourse: Discourse, number: int, part: Part) -> Found:
    """What "it" or "they" means: the body, group or document that stands out most."""
    passage, key = discourse.passage, part.pronoun or "it"
    plural = key in ("they", "them", "their", "theirs", "these", "those", "themselves")
    scores: dict[str, tuple[float, Party]] = {}
    here = passage.sentence[part.start]
    for place, party in discourse.recent:
        many = party.type == "group" or (party.type == "person" and "+" in party.name)
        if (
            party.type == "person"
            or party.type == "unnamed"
            or (plural and not many and party.type == "document")
        ):
            continue
        weight = (1.5 if many == plural else 0.5) * 0.5 ** max(0, here - passage.sentence[place])
        old = scores.get(party.name, (0.0, party))[0]
        scores[party.name] = (old + weight, party)
    for weight, figure in discourse.trail.standing(part.start, discourse.hidden(number), "body").values():
        if figure.kind == "place" and plural:
            continue
        party = figure_party(figure)
        old = scores.get(party.name, (0.0, party))[0]
        scores[party.name] = (
            old + weight * (0.5 if plural else 0.8) * (0.4 if figure.kind == "place" else 1.0),
            party,
        )
    for weight, party in _phrases_before(discourse, part, plural):
        old = scores.get(party.name, (0.0, party))[0]
        scores[party.name] = (old + weight, party)
    if not scores:
        return None, f"‘{key}’: nothing before it agrees"
    _, party = max(scores.values(), key=lambda score: score[0])
    return party, f"‘{key}’: {party.name}, spoken of just before"


def _phrases_before(discourse: Discourse, part: Part, plural: bool) -> list[tuple[float, Party]]:
    """The nouns of this sentence and the one before that agree in number; a likely subject counts double."""
    passage, here = discourse.passage, discourse.passage.sentence[part.start]
    found: list[tuple[float, Party]] = []
    for sentence in (here, here - 1):
        start = passage.sentence_starts[max(0, sentence)]
        stop = min(part.start, passage.sentence_end(max(0, sentence)))
        behind = False
        for place in range(start, stop):
            key = passage.keys[place]
            behind = behind or key in tables.words("prepositions")
            noun = tables.noun_of(key)
            if noun is None or passage.quoted[place] or not _agrees(key, noun, plural):
                continue
            subject = not behind and place - start < 6
            name, head = _phrase_ending_at(discourse, place, start)
            kind = description_type(passage, Part(place, place + 1, head))
            name = name[0].lower() + name[1:] if passage.first[start] else name
            found.append((0.9 if subject else 0.4, Party(name, kind, None, noun.same)))
    return found


def _agrees(key: str, noun: tables.Noun, plural: bool) -> bool:
    """May a noun be meant by "they" (people, in the plural) or by "it" (one thing or body)?"""
    if plural:
        return noun.kind == "group" or (tables.is_plural(key) and noun.kind != "document")
    return noun.kind in ("organisation", "document") and not tables.is_plural(key)
