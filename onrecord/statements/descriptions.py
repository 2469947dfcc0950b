"""Sources that name nobody: "the senator", "the company", "her campaign", "a senior aide".

A description is tried in turn as what it may mean – a role, two people, a body, something spoken of
before – and only what fits nothing keeps its own words as a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import SpeakerType
from onrecord.statements import bodies, roles, tables
from onrecord.statements.cast import Named
from onrecord.statements.nounphrases import Part, described_part, description_type
from onrecord.statements.parties import Party, figure_party, is_outlet
from onrecord.statements.passage import Passage
from onrecord.statements.pronouns import antecedent

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse

_NEAR = 3  # sentences
Found = tuple[Party | None, str]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A description and what is known of it before it is looked for; ``owner`` is a name."""

    number: int
    part: Part
    kind: SpeakerType
    noun: tables.Noun | None
    owner: str | None

    @property
    def is_free(self) -> bool:
        """Does it point back with "the", and belong to nobody?"""
        return self.part.definite and self.owner is None


def _handle_beside(discourse: Discourse, part: Part) -> Party | None:
    """The name under which "another commenter, “Tarn9,”" or "a user named “tarn9”" writes."""
    passage = discourse.passage
    if passage.keys[part.head] not in tables.words("handle_nouns"):
        return None
    place = part.head + 1
    while place < len(passage.keys) and passage.keys[place] in ("named", "called", ","):
        place += 1
    if passage.words[place : place + 1] == [] or passage.words[place] not in '“"‘':
        return None
    end = place + 1
    while end < min(place + 6, len(passage.words)) and passage.words[end][0] not in ',”"’':
        end += 1
    alone = end < len(passage.words) and passage.words[end][0] in ',”"’' and 2 <= end - place <= 4
    return Party(passage.slice(place + 1, end), "person") if alone else None


def described(discourse: Discourse, number: int, part: Part) -> Found:
    """The party of a description: a figure that it fits, an earlier description, or itself."""
    said = discourse.passage.slice(part.start, part.end)
    kind = description_type(discourse.passage, part)
    noun = tables.noun_of(discourse.passage.keys[part.head])
    phrase = _Phrase(number, part, kind, noun, _owner(discourse, number, part))
    handle = _handle_beside(discourse, part)
    if handle is not None:
        return handle, f"‘{said}’: under the name of {handle.name}"
    for attempt in _ATTEMPTS:
        found = attempt(discourse, phrase)
        if found is not None:
            party, why = found
            return party, f"‘{said}’: {party.name}, {why}"
    return party_of(discourse, part, phrase.owner), f"‘{said}’: described, not named"


_Attempt = Callable[["Discourse", _Phrase], tuple[Party, str] | None]


def _as_apposition(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """ "Walter Energy, another mining company": the name right before."""
    comma = phrase.part.start - 1
    while comma > 0 and discourse.passage.keys[comma] in tables.words("quantifiers"):
        comma -= 1
    if phrase.part.definite or comma < 1 or discourse.passage.keys[comma] != ",":
        return None
    named = _ending_at(discourse, comma - 1)
    if named is None or (named.figure.kind == "person") != (phrase.kind == "unnamed"):
        return None
    fits = phrase.kind in ("unnamed", "organisation") and named.figure.kind != "place"
    return (figure_party(named.figure), "named right before it") if fits else None


def _as_role(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    if phrase.noun is None or phrase.kind != "unnamed":
        return None
    figure = roles.by_role(discourse, phrase.part)
    return None if figure is None else (figure_party(figure), "who has that role")


def _as_pair(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    two = roles.pair(discourse, phrase.number, phrase.part)
    return None if two is None else (Party(f"{two[0].name} + {two[1].name}", "person"), "the two of them")


def _as_body(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    if phrase.kind != "organisation" or phrase.owner is not None or phrase.noun is None:
        return None
    of_others = discourse.passage.keys[phrase.part.head + 1 : phrase.part.end][:1] == ["of"]
    if of_others and phrase.part.definite and phrase.part.head not in discourse.cast.at:
        return None
    named = discourse.cast.ends.get(phrase.part.head)
    plain = (
        phrase.noun.same in tables.words("any_body")
        and not discourse.passage.possessive[phrase.part.head - 1]
    )
    if (
        named is not None
        and named.start <= phrase.part.start
        and named.figure.kind == "organisation"
        and plain
    ):
        return figure_party(named.figure), "named right before its kind"
    if phrase.part.definite:
        figure = bodies.by_class(discourse, phrase.part, phrase.noun.same)
        return None if figure is None else (figure_party(figure), "the body of that kind spoken of")
    figure = bodies.announced(discourse, phrase.part, phrase.noun.same)
    return None if figure is None else (figure_party(figure), "the body of that kind named below")


def _as_force(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """ "Police", where the article names one force and no other."""
    passage, part = discourse.passage, phrase.part
    if passage.keys[part.start : part.end] != ["police"]:
        return None
    forces = [
        f for f in discourse.cast.bodies.get("police", ()) if f.kind == "organisation" and len(f.keys) > 1
    ]
    if len(forces) != 1 or forces[0].places[0] > part.start:
        return None
    return figure_party(forces[0]), "the only force that is named"


def _as_earlier(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """An earlier source of the same head noun: "the report" after "a report by the council"."""
    passage, part = discourse.passage, phrase.part
    inside = part.owner is not None and part.start <= part.owner and part.owner not in discourse.cast.starts
    if not (phrase.is_free or inside):
        return None
    same = phrase.noun.same if phrase.noun else tables.singular(passage.keys[part.head])
    said = {passage.keys[place] for place in range(part.start, part.end) if place != part.head}
    said -= tables.words("weak_modifiers")
    for _, party in reversed(discourse.recent):
        known = party.figure is None and party.head == same
        if known and said.issubset(party.name.lower().replace("’", "'").split()):
            return party, "spoken of before"
    return None


def _as_issued(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """What an outlet published: "the report" after what the Herald wrote."""
    passage, part = discourse.passage, phrase.part
    if (
        not phrase.is_free
        or part.end - part.start > 1
        or passage.words[part.head] not in tables.words("published")
    ):
        return None
    for place, party in reversed(discourse.recent[-4:]):
        if passage.sentence[part.start] - passage.sentence[place] > _NEAR or party.type == "document":
            return None
        if is_outlet(party.figure):
            mark = "'" if "’" not in passage.text and "'" in passage.text else "’"
            name = f"{party.name}{mark}s {passage.slice(part.start, part.end)}"
            return Party(name, "document", None, passage.keys[part.head]), "published by whoever spoke before"
    return None


def _as_work(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """A work by its title: "the film" after “Harvest”; ", titled “Harvest”" right after it."""
    key, part = discourse.passage.keys[phrase.part.head], phrase.part
    if key not in tables.works():
        return None
    after = discourse.passage.keys[part.end : part.end + 4]
    titled = not tables.words("titled").isdisjoint(after)
    title = discourse.title_after(part.end) if titled else None
    if title is None and phrase.is_free:
        title = discourse.title_before(part.start)
    return (
        None
        if title is None
        else (Party(title, "document", None, phrase.noun.same if phrase.noun else key), "the title given")
    )


def _as_unnamed(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """The unnamed person who spoke in the last few sentences: "the aide" after "a senior official"."""
    part, passage = phrase.part, discourse.passage
    anybody = phrase.noun is not None and (
        phrase.noun.kind == "anybody" or phrase.noun.same in ("man", "woman")
    )
    if not (phrase.is_free and anybody and part.start == part.head):
        return None
    for place, party in reversed(discourse.recent):
        if passage.sentence[part.start] - passage.sentence[place] > 3:
            return None
        if party.type == "unnamed" and _may_be(passage.keys[part.head], party):
            return party, "spoken of just before"
    return None


def _may_be(key: str, party: Party) -> bool:
    """Does nothing in a description speak against its being "the man" or "the woman"?"""
    words = set(party.name.lower().replace("’", "'").split())
    if key == "man":
        return words.isdisjoint(tables.words("female_roles"))
    return key != "woman" or words.isdisjoint(tables.words("male_roles"))


def _as_epithet(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    if not phrase.is_free or phrase.noun is None or phrase.noun.kind != "person" or phrase.kind != "unnamed":
        return None
    figure = roles.in_view(discourse, phrase.number, phrase.part)
    return None if figure is None else (figure_party(figure), "who stands out most here")


def _as_introduced(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    if phrase.noun is None or phrase.noun.kind != "person" or phrase.kind != "unnamed":
        return None
    figure = roles.introduced(discourse, phrase.part)
    owner = discourse.cast.starts.get(phrase.part.owner) if phrase.part.owner is not None else None
    owns = owner is not None and owner.figure is figure
    return None if figure is None or owns else (figure_party(figure), "named in the next paragraph")


def _as_one_of_many(discourse: Discourse, phrase: _Phrase) -> tuple[Party, str] | None:
    """One of the people just spoken of: "one wrote" after "she had supporters"."""
    passage, part = discourse.passage, phrase.part
    if part.start != part.head or passage.keys[part.head] not in ("one", "another"):
        return None
    if passage.keys[part.end : part.end + 1][:1] == [] or passage.keys[part.end] not in tables.words(
        "speech"
    ):
        return None
    first = passage.sentence_starts[max(0, passage.sentence[part.start] - 3)]
    for place in range(part.start - 1, first - 1, -1):
        noun = tables.noun_of(passage.keys[place])
        if noun is None or noun.kind not in tables.PEOPLE or passage.quoted[place]:
            continue
        if tables.is_plural(passage.keys[place]) or passage.keys[place - 1] in ("one", "another"):
            name = tables.singular(passage.keys[place])
            return Party(name, "unnamed", None, noun.same), "one of those spoken of just before"
    return None


_ATTEMPTS: tuple[_Attempt, ...] = (
    _as_apposition,
    _as_one_of_many,
    _as_role,
    _as_pair,
    _as_body,
    _as_force,
    _as_issued,
    _as_earlier,
    _as_work,
    _as_unnamed,
    _as_epithet,
    _as_introduced,
)


def _ending_at(discourse: Discourse, place: int) -> Named | None:
    named = discourse.cast.ends.get(place + 1)
    return None if named is None or discourse.passage.possessive[place] else named


def party_of(discourse: Discourse, part: Part, owner: str | None) -> Party:
    """A description as a party of its own, called by its own words."""
    key = discourse.passage.keys[part.head]
    noun = tables.noun_of(key)
    if is_handle(discourse.passage, part.head):
        return Party(discourse.passage.slice(part.head, part.head + 1), "person")
    kind = description_type(discourse.passage, part)
    return Party(_name(discourse, part, owner), kind, None, noun.same if noun else tables.singular(key))


def is_handle(passage: Passage, place: int) -> bool:
    """Is a word the name under which somebody writes: "user lamplighter", "tarn_9"?"""
    word = passage.words[place]
    if tables.noun_of(word) is not None or passage.quoted[place] or not word[0].isalnum():
        return False
    after_noun = place > 0 and passage.keys[place - 1] in tables.words("handle_nouns")
    return "_" in word or (after_noun and passage.keys[place] not in tables.common_words())


def phrase_start(passage: Passage, place: int, first: int) -> int:
    """Where the noun phrase that ends at a word begins: after a determiner, preposition or verb."""
    start = place
    while start > first and place - start < 5:
        before = passage.keys[start - 1]
        if before in tables.words("phrase_edges") or not before[0].isalnum() or before.endswith(("ly", "ed")):
            break
        start -= 1
    return start


def _owner(discourse: Discourse, number: int, part: Part) -> str | None:
    """The name of whoever stands before the noun in the genitive: "her campaign", "Mr Tull’s firm"."""
    if part.owner is None:
        return None
    named = discourse.cast.starts.get(part.owner)
    if named is not None:
        return named.figure.name
    key = discourse.passage.keys[part.owner]
    if key in tables.words("personal_pronouns"):
        figure, _ = antecedent(discourse.trail, discourse.cast, part.owner, key, discourse.hidden(number))
        return figure.name if figure is not None else None
    if key in tables.words("thing_pronouns"):
        pronoun = Part(part.owner, part.owner + 1, part.owner, pronoun=key)
        party, _ = discourse.thing(number, pronoun)
        return party.name if party is not None else None
    if key == "whose":
        party, _ = discourse.relative(number, Part(part.owner, part.owner + 1, part.owner, pronoun=key))
        return party.name if party is not None else None
    if discourse.passage.possessive[part.owner]:
        inner = described_part(discourse.passage, discourse.cast, part.start - 1, part.owner + 1)
        party, why = described(discourse, number, inner)
        return party.name if party is not None and "described" not in why else None
    return None


def _name(discourse: Discourse, part: Part, owner: str | None) -> str:
    """The description in the article's words, its owner by full name."""
    passage = discourse.passage
    if owner is not None and part.owner is not None:
        named = discourse.cast.starts.get(part.owner)
        start = named.end if named is not None else part.owner + 1
        mark = "'" if "’" not in passage.text and "'" in passage.text else "’"
        ending = "" if owner[0].islower() and tables.is_plural(owner.split()[-1]) else "s"
        count = "one of " if part.one_of else ""
        return f"{count}{owner}{mark}{ending} {passage.slice(start, part.end)}"
    words = passage.slice(part.start, part.end)
    return words[0].lower() + words[1:] if _is_lowered(discourse, part.start) else words


def _is_lowered(discourse: Discourse, start: int) -> bool:
    """Has a word its capital only because it opens a sentence?"""
    passage, key = discourse.passage, discourse.passage.keys[start]
    if not passage.first[start] or start in discourse.cast.starts or passage.words[start].isupper():
        return False
    if key in tables.parties() or passage.words[start] in tables.places():
        return False
    return passage.is_lowered(key) or tables.noun_of(key) is not None or key in tables.common_words()
