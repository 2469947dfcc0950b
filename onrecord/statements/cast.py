"""The cast of an article: who and what is named in it, under all the names that it uses.

Two passes over the names: the first founds a figure for each full name of a person, the second gives
each shorter form to the figure that it may belong to. Two figures are never joined because their
surnames agree; a given name, initial, nickname or title has to fit as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from onrecord.statements import evidence, tables
from onrecord.statements.mentions import MentionKind, NameMention, name_mentions
from onrecord.statements.names import PersonName, given_share, may_agree, person_name
from onrecord.statements.namesakes import person_called
from onrecord.statements.passage import Passage


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something named in the article.

    ``forms`` are the person's names as printed; ``roles`` sets of words that say what the figure is;
    ``male`` adds up what speaks for a man (above 0) or a woman (below 0), 0 being unknown;
    ``gender_told`` is m or f where a title says so. Who is ``anonymous`` is described, not named.
    """

    number: int
    kind: MentionKind
    name: str
    forms: list[PersonName] = field(default_factory=list)
    roles: list[frozenset[str]] = field(default_factory=list)
    keys: frozenset[str] = frozenset()
    male: float = 0.0
    gender_told: str = ""
    places: list[int] = field(default_factory=list)
    anonymous: bool = False


def _may_be_short(figure: Figure, key: str) -> bool:
    """May one word stand for a body: "Peabody" for Peabody Energy, but "Orbis" not for Orbis Falcon Heavy?"""
    words = figure.name.lower().split()
    if len(words) == 1 or figure.kind == "place" or key not in words:
        return True
    return words[-1] in tables.organisation_words() and not is_of_another(words)


def is_of_another(words: list[str]) -> bool:
    """Is what is named (lower case) a thing of the body whose name it begins with: "apple watch"?"""
    return words[0] in tables.well_known() and not tables.words("company_forms").issuperset(
        word.rstrip(".") for word in words[1:]
    )


def _undotted(key: str) -> str:
    """Initials without their full stops: "s.e.c." is "sec"."""
    return key.replace(".", "") if key.endswith(".") and "." in key[:-1] else key


class Named(NamedTuple):
    """A place where a figure is named: ``start`` to ``end`` are words of the passage."""

    start: int
    core: int
    end: int
    figure: Figure


@dataclass(slots=True)
class Cast:
    """All figures of an article and where each is named, in order."""

    figures: list[Figure] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    surnames: dict[str, list[Figure]] = field(default_factory=dict)
    givens: dict[str, list[Figure]] = field(default_factory=dict)
    bodies: dict[str, list[Figure]] = field(default_factory=dict)
    starts: dict[int, Named] = field(default_factory=dict)
    ends: dict[int, Named] = field(default_factory=dict)
    at: dict[int, Named] = field(default_factory=dict)
    wholes: dict[frozenset[str], Figure] = field(default_factory=dict)
    lengths: dict[tuple[str, int], dict[str, None]] = field(default_factory=dict)
    holders: dict[str, list[Figure]] = field(default_factory=dict)
    called: dict[str, list[Figure]] = field(default_factory=dict)

    def body(self, keys: list[str]) -> Figure | None:
        """The fullest body whose name holds all these words (lower case), or whose initials they are."""
        wanted = [_undotted(key) for key in keys if key not in tables.words("small_words")]
        known = self.bodies.get(wanted[-1]) if wanted else None
        if not known:
            return None
        found = [f for f in known if f.keys.issuperset(wanted)]
        if len(wanted) == 1:
            found = [f for f in found if _may_be_short(f, wanted[0])]
        return max(found, key=lambda f: (len(f.keys), -f.number), default=None)

    def learn(self, figure: Figure, role: frozenset[str]) -> None:
        """Note a role of a figure; ``holders`` finds the figures by the words of their roles."""
        figure.roles.append(role)
        for word in role:
            known = self.holders.setdefault(word, [])
            if figure not in known:
                known.append(figure)

    def after(self, place: int) -> Iterator[Named]:
        """The names from a place on, in order."""
        return islice(self.named, bisect_left(self.named, place, key=lambda named: named.start), None)

    def within(self, places: range) -> list[Named]:
        """The names of which any word lies within a stretch of words, in order."""
        at = self.at
        found = {at[place].start: at[place] for place in places if place in at}
        return list(found.values())


def cast(passage: Passage, sources: frozenset[int]) -> Cast:
    """The cast of a passage. ``sources`` are the words that stand in a marked source."""
    made = Cast()
    mentions = name_mentions(passage)
    titled = {passage.keys[m.core] for m in mentions if m.title and m.end - m.core == 1}
    settled = [_settle(passage, mention, titled) for mention in mentions]
    owners: dict[int, Figure] = {}
    for mention in settled:
        if mention.kind == "person" and mention.end - mention.core > 1:
            owners[mention.start] = _found(made, passage, mention)
    _found_couples(made, passage, settled, owners)
    for mention in settled:
        if mention.kind != "person" and mention.end - mention.core > 1:
            owners[mention.start] = _found_body(made, passage, mention)
    for mention in settled:
        figure = owners.get(mention.start) or _give(made, passage, mention, sources)
        if figure is not None:
            _note(made, passage, mention, figure)
    _read_title_case(made, passage)
    made.named.sort(key=lambda named: named.start)
    made.starts = {named.core: named for named in made.named} | {named.start: named for named in made.named}
    made.at = {place: named for named in made.named for place in range(named.start, named.end)}
    made.ends = {named.end: named for named in made.named}
    evidence.weigh_gender(passage, made.named)
    return made


def _settle(passage: Passage, mention: NameMention, titled: set[str]) -> NameMention:
    """Decide on a name of two words or more whose kind its own words do not tell."""
    size = mention.end - mention.core
    if size == 1 or mention.kind in ("person", "place"):
        return mention
    given = passage.keys[mention.core] in tables.given_names()
    is_person = passage.keys[mention.end - 1] in titled and (given or mention.kind == "unsure")
    if mention.kind == "unsure" and size <= 3 and not is_person:
        is_person = evidence.looks_like_person(passage, mention.start, mention.end, loosely=size == 2)
    if not is_person:
        return mention
    return NameMention(mention.start, mention.core, mention.end, "person", mention.title, mention.roles)


def _found(made: Cast, passage: Passage, mention: NameMention) -> Figure:
    """The figure of a full name: an earlier one that it agrees with, or a new one."""
    name = person_name(passage.printed(mention.core, mention.end))
    for figure in made.surnames.get(name.surname, ()):
        if _ends_in(passage, name, figure.forms[0]):
            return figure
        if _ends_in(passage, figure.forms[0], name):
            figure.forms[0], figure.name = name, name.full
            return figure
        if all(may_agree(name, form) for form in figure.forms):
            if name not in figure.forms:
                figure.forms.append(name)
                _index_given(made, figure, name)
                figure.name = max(figure.forms, key=_fullness).full
            return figure
    return _new_person(made, name)


def _ends_in(passage: Passage, name: PersonName, known: PersonName) -> bool:
    """Is a name one that stands elsewhere without a word in front: "Eyewitness Ned Oake"?"""
    more = len(name.words) - len(known.words)
    if more < 1 or len(known.words) < 2 or name.words[more:] != known.words:
        return False
    given, front = tables.given_names(), [word.lower().rstrip(".") for word in name.words[:more]]
    if any(word in given or len(word) == 1 for word in front):
        return False
    is_whole = bool(known.given) and known.given[0] in given
    return is_whole or all(passage.is_lowered(word) for word in front)


def _fullness(name: PersonName) -> tuple[int, bool]:
    """The more words the fuller; of two alike, the one that is not shouted."""
    return len(name.words), not name.full.isupper()


def _new_person(made: Cast, name: PersonName) -> Figure:
    figure = Figure(len(made.figures), "person", name.full, [name])
    share = given_share(name)
    figure.male = 0.0 if share is None else 3.0 * (share - 0.5)
    made.figures.append(figure)
    made.surnames.setdefault(name.surname, []).append(figure)
    made.lengths.setdefault((name.surname[0], len(name.surname)), {})[name.surname] = None
    _index_given(made, figure, name)
    return figure


def _index_given(made: Cast, figure: Figure, name: PersonName) -> None:
    for given in name.given:
        known = made.givens.setdefault(given, [])
        if figure not in known:
            known.append(figure)


def _found_couples(
    made: Cast, passage: Passage, mentions: list[NameMention], owners: dict[int, Figure]
) -> None:
    """Give "Edwin" in "Edwin and Clara Vosper" the surname that they share."""
    for one, other in pairwise(mentions):
        if other.start not in owners or passage.keys[one.end : other.start] != ["and"]:
            continue
        alone = one.end - one.core == 1 and passage.keys[one.core] in tables.given_names()
        if not alone or passage.keys[one.core] in made.surnames or one.title:
            continue
        second = owners[other.start].forms[0] if owners[other.start].forms else None
        if second is not None and passage.keys[other.start] in tables.given_names():
            name = person_name([passage.words[one.core], *second.words[len(second.given) :]])
            known = [f for f in made.surnames.get(name.surname, ()) if may_agree(name, f.forms[0])]
            owners[one.start] = known[0] if known else _new_person(made, name)


def _found_body(made: Cast, passage: Passage, mention: NameMention) -> Figure:
    """The figure of a body or place named in two words or more, told apart by its words."""
    words = passage.words[mention.start : mention.end]
    keys = frozenset(word.lower() for word in words) - tables.words("small_words")
    known = made.wholes.get(keys)
    if known is not None:
        return known
    figure = made.wholes[keys] = _new_body(
        made, " ".join(passage.slice(mention.start, mention.end).split()), keys, mention.kind
    )
    _add_initials(made, passage, mention, figure)
    return figure


def _new_body(made: Cast, name: str, keys: frozenset[str], kind: MentionKind) -> Figure:
    figure = Figure(len(made.figures), kind, name, keys=keys)
    made.figures.append(figure)
    for key in keys:
        made.bodies.setdefault(key, []).append(figure)
    for noun in callings(figure):
        made.called.setdefault(noun, []).append(figure)
    return figure


def callings(figure: Figure) -> frozenset[str]:
    """The nouns by which the article may call a body later: by its name, and by what it says that it is."""
    called, words = tables.organisation_words(), figure.name.lower().split()
    by_name = () if is_of_another(words) else tables.well_known().get(words[0], ())
    return figure.keys.union(by_name, *figure.roles, *(called.get(key, ()) for key in figure.keys))


def _add_initials(made: Cast, passage: Passage, mention: NameMention, figure: Figure) -> None:
    """Let the body answer to its initials, and to what stands in brackets after it."""
    small = tables.words("small_words")
    words = [w for w in passage.words[mention.start : mention.end] if w.lower() not in small]
    short = {"".join(word[0] for word in words[skip:]).lower() for skip in (0, 1)}
    after = mention.end
    if after + 2 < len(passage.words) and passage.words[after] == "(" and passage.words[after + 2] == ")":
        short.add(passage.keys[after + 1])
    for key in short:
        if len(key) > 1:
            figure.keys |= {key}
            made.bodies.setdefault(key, []).insert(0, figure)


def _give(made: Cast, passage: Passage, mention: NameMention, sources: frozenset[int]) -> Figure | None:
    """The figure of a name of one word: one known already, or a new one if it is a name at all."""
    word, key = passage.words[mention.core], passage.keys[mention.core]
    known = key in tables.well_known() and not made.surnames.get(key)
    person = None if known else person_called(made, passage, mention, sources)
    if person is not None:
        return person
    if mention.title or mention.kind == "person":
        return _new_person(made, person_name([word]))
    body = made.body([key])
    if body is not None and not (mention.kind == "place" and body.kind != "place"):
        return body
    if mention.kind != "place" and passage.first[mention.start] and not _is_name(passage, mention, sources):
        return None
    if mention.kind == "unsure":
        return _new_single(made, passage, mention, mention.core in sources)
    return _new_body(made, word, frozenset({key}), mention.kind)


def _new_single(made: Cast, passage: Passage, mention: NameMention, is_source: bool) -> Figure:
    """A lone word of unknown kind: a person if it speaks or acts, unless "the" or a plural is against it."""
    word, key = passage.words[mention.core], passage.keys[mention.core]
    known = is_source or key in tables.given_names() or passage.capitals.get(key, 0) > 1
    after_the = mention.start > 0 and passage.keys[mention.start - 1] in ("the", "a", "an", "every", "no")
    mixed = any(c.isupper() for c in word[1:]) and not word.isupper()
    if key not in tables.given_names() and evidence.stands_as_place(passage, word):
        return _new_body(made, word, frozenset({key}), "place")
    if (
        after_the
        or tables.is_plural(key)
        or key in tables.parties()
        or not (known or evidence.acts_as_person(passage, mention.start, mention.end))
        or (mixed and "-" not in word and not word.startswith(("Mc", "Mac", "O")))
    ):
        return _new_body(made, word, frozenset({key}), "unsure")
    return _new_person(made, person_name([word]))


def _is_name(passage: Passage, mention: NameMention, sources: frozenset[int]) -> bool:
    """Is a lone capital word that opens a sentence a name? If it is a source and no plain noun."""
    key = passage.keys[mention.core]
    if tables.noun_of(key) is not None or (tables.is_plural(key) and not passage.possessive[mention.core]):
        return False
    if mention.core in sources or key in tables.given_names() or passage.words[mention.core].isupper():
        return True
    return key in passage.capitals and not passage.is_lowered(key)


def _note(made: Cast, passage: Passage, mention: NameMention, figure: Figure) -> None:
    """Write down that a figure is named here, and what stands beside the name about it."""
    figure.places.append(mention.start)
    if figure.kind == "place" and figure.name.isupper():
        figure.name = passage.slice(mention.start, mention.end)  # a dateline is shouted
    made.named.append(Named(mention.start, mention.core, mention.end, figure))
    if mention.title and mention.title in tables.titles():
        gender = tables.titles()[mention.title].gender
        if gender != "-" and not figure.gender_told:
            figure.gender_told, figure.male = gender, 4.0 if gender == "m" else -4.0
    if figure.kind == "person":
        for roles in evidence.roles_of(passage, mention.roles, mention.start, mention.end):
            made.learn(figure, evidence.role_words(roles))
        evidence.gender_of_roles(figure)
    elif kind := evidence.kind_told(passage, mention.start, mention.end):
        figure.roles.append(frozenset([kind]))
        made.called.setdefault(kind, []).append(figure)


def _read_title_case(made: Cast, passage: Passage) -> None:
    """Find known surnames and bodies in headlines where every word has a capital, and shouted names."""
    taken = {p for named in made.named for p in range(named.start, named.end)}
    for place in passage.capital_places():
        key = passage.keys[place]
        everywhere = passage.block[place] in passage.titled or passage.words[place].isupper()
        if len(key) < 3 or not everywhere or place in taken:
            continue
        figures = made.surnames.get(key) or made.bodies.get(key) or ()
        if figures and key not in tables.common_words():
            figure = max(figures, key=lambda f: len(f.places))
            made.named.append(Named(place, place, place + 1, figure))
