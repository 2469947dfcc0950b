"""The walk through an article from one attribution to the next, and the choice of each speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.statements import descriptions, roles, tables
from onrecord.statements.cast import Cast, Figure, cast
from onrecord.statements.evidence import PRONOUN_GENDER, gender_of_roles, role_words
from onrecord.statements.nounphrases import Part
from onrecord.statements.parties import Decision, Party, figure_party, is_outlet
from onrecord.statements.parts import beside_cue, read_source
from onrecord.statements.passage import Passage, passage, titles
from onrecord.statements.profiles import Profile, profile
from onrecord.statements.pronouns import Trail, antecedent
from onrecord.statements.relatives import relative
from onrecord.statements.relays import cited_by
from onrecord.statements.things import thing

_POINTERS = PRONOUN_GENDER.keys() | {"the"}


@dataclass(slots=True)
class Discourse:
    """One article being walked through."""

    article: Article
    passage: Passage
    cast: Cast
    trail: Trail
    attributions: Sequence[Attribution]
    parts: list[list[Part]]
    decided: dict[int, Decision] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    recent: list[tuple[int, Party]] = field(default_factory=list)
    anonymous: dict[str, Figure] = field(default_factory=dict)
    sources: frozenset[int] = frozenset()
    profiles: dict[int, Profile] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, attributions: Sequence[Attribution]) -> Discourse:
        """Read the words, the names and the sources of an article."""
        words = passage(article)
        places = {p for one in attributions for span in one.source for p in words.at(span)}
        people = cast(words, frozenset(places))
        parts = [_parts(words, people, one) for one in attributions]
        starts = frozenset(part.start for each in parts for part in each)
        return cls(article, words, people, Trail(words), attributions, parts, sources=starts)

    def decide(self) -> tuple[Decision, ...]:
        """Walk the article once; then settle those who speak of themselves as "I" and "we"."""
        for _, kind, number in self._events():
            if kind == 0:
                named = self.cast.named[number]
                self.trail.see(named, source=named.start in self.sources)
            elif kind == 1:
                self._pass_pronoun(number)
            elif kind == 3:
                self._pass_role(number)
            else:
                self._settle(number)
        for number, parts in enumerate(self.parts):
            if number not in self.decided:
                self.decided[number] = self._speaking(number, parts[0])
        return tuple(self.decided[number] for number in range(len(self.attributions)))

    def _events(self) -> list[tuple[int, int, int]]:
        """What the walk meets, in order: names (0), pronouns (1), attributions (2), roles (3)."""
        quoted = self.passage.quoted
        events = [(named.start, 0, number) for number, named in enumerate(self.cast.named)]
        for place in [place for place, key in enumerate(self.passage.keys) if key in _POINTERS]:
            if self.passage.keys[place] == "the":
                if place + 1 not in self.sources:
                    events.append((place, 3, place))
            elif not quoted[place] and place not in self.sources:
                events.append((place, 1, place))
        for number, parts in enumerate(self.parts):
            if parts and parts[0].pronoun in tables.words("speaking_pronouns"):
                continue
            place = max(part.end for part in parts) - 1 if parts else self._anchor(number)
            events.append((place, 2, number))
        events.sort()
        while events and events[-1][1] != 2:  # who is seen after the last attribution is asked by none
            events.pop()
        return events

    def _anchor(self, number: int) -> int:
        """Where an attribution without a source stands: at its cue, else its content."""
        one = self.attributions[number]
        for span in (*one.cue, *one.content):
            places = self.passage.at(span)
            if places:
                return places[0]
        return 0

    def _pass_pronoun(self, place: int) -> None:
        figure, _ = antecedent(self.trail, self.cast, place, self.passage.keys[place])
        if figure is not None:
            weight = 0.9 if self.passage.keys[place] in ("he", "she") else 0.4
            self.trail.add(place, figure, weight)

    def _pass_role(self, place: int) -> None:
        """See the person whom "the senator" means, though no words are given to them here."""
        part = roles.role_phrase(self.passage, place + 1)
        figure = roles.by_role(self, part) if part is not None else None
        if figure is not None and part is not None:
            self.trail.add(part.head, figure, 0.35 if self.passage.quoted[place] else 0.8)

    def _settle(self, number: int) -> None:
        parts = self.parts[number]
        if not parts:
            self.decided[number] = self._without_source(number)
        else:
            found = [self._party(number, part) for part in parts]
            found = self._behind_relay(number, parts, found) or found
            self.decided[number] = self._decision(number, found)
            for part, (party, _) in zip(parts, found, strict=True):
                self._remember(part, party)
            if len(self.decided[number].parties) > 1:
                speaker = self.decided[number].speaker
                self.recent.append((parts[0].start, Party(speaker.name or "", speaker.type)))
        self.order.append(number)

    def _behind_relay(
        self, number: int, parts: list[Part], found: list[tuple[Party | None, str]]
    ) -> list[tuple[Party | None, str]]:
        """Whom an outlet cites for what it reports; none where it speaks for itself."""
        party = found[0][0]
        if len(found) > 1 or party is None or not is_outlet(party.figure):
            return []
        cited = cited_by(self.passage, self.cast, self.attributions[number], parts[0])
        behind = [(self._party(number, part)[0], part) for part in cited]
        return [
            (other, f"‘{self.passage.slice(part.start, part.end)}’: cited by {party.name}")
            for other, part in behind
            if other is not None and other.name != party.name
        ]

    def _remember(self, part: Part, party: Party | None) -> None:
        if party is None:
            return
        if party.figure is None and (
            party.type == "unnamed" or (party.type == "person" and not _is_many(party))
        ):
            figure = self._anonymous(party)
            self.trail.add(part.start, figure, 1.3 if figure.male else 0.6)
        self.recent.append((part.start, party))
        if party.figure is not None and part.named is None:
            self.trail.add(
                part.start, party.figure, 1.3 if part.pronoun in (None, "he", "she", "who") else 0.8
            )

    def _anonymous(self, party: Party) -> Figure:
        """A figure for somebody described, so that "she" may mean "the woman"."""
        figure = self.anonymous.get(party.name)
        if figure is None:
            number = len(self.cast.figures) + len(self.anonymous)
            figure = Figure(
                number,
                "person",
                party.name,
                roles=[role_words(party.name.split())],
                anonymous=party.type == "unnamed",
            )
            gender_of_roles(figure)
            self.anonymous[party.name] = figure
        return figure

    def _decision(self, number: int, found: list[tuple[Party | None, str]]) -> Decision:
        parties = tuple([party for party, _ in found if party is not None])
        mention = self._mention(number)
        reason = "; ".join([reason for _, reason in found])
        if not parties:
            author = any("author" in reason for _, reason in found)
            return Decision(Speaker(None, "author" if author else "unknown", mention), reason)
        names = dict.fromkeys([party.name for party in parties])
        speaker = Speaker(" + ".join(names), parties[0].type, mention)
        return Decision(self._described(speaker, parties), reason, parties)

    def _described(self, speaker: Speaker, parties: Sequence[Party]) -> Speaker:
        """The speaker with what the article says of that one person."""
        figure = parties[0].figure if len(parties) == 1 else None
        if figure is None or figure.kind != "person" or figure.anonymous:
            return speaker
        told = self.profiles.get(figure.number)
        if told is None:
            told = self.profiles[figure.number] = profile(self.passage, self.cast, figure)
        return replace(speaker, roles=told.roles, party=told.party, organisation=told.organisation)

    def _mention(self, number: int) -> Span | None:
        source, parts = self.attributions[number].source, self.parts[number]
        if len(source) == 1:
            return source[0]
        if source:
            return self.article.span(source[0].start, source[-1].end)
        if not parts:
            return None
        first, last = min(part.start for part in parts), max(part.end for part in parts) - 1
        return self.article.span(self.passage.starts[first], self.passage.ends[last])

    def _party(self, number: int, part: Part) -> tuple[Party | None, str]:
        said = self.passage.slice(part.start, part.end)
        if part.named is not None:
            party = figure_party(part.named.figure)
            by = "by name" if party.name in said else f"named in full as {party.name}"
            return party, f"‘{said}’: {by}"
        if part.relative:
            return relative(self, number, part)
        if part.pronoun in tables.words("personal_pronouns"):
            return self._personal(number, part)
        if part.pronoun in tables.words("spoken_to_pronouns"):
            return Party(part.pronoun or "you", "group"), f"‘{said}’: whoever is spoken to"
        if part.pronoun is not None:
            return self.thing(number, part)
        return descriptions.described(self, number, part)

    def _personal(self, number: int, part: Part) -> tuple[Party | None, str]:
        key = part.pronoun or "he"
        figure, why = antecedent(self.trail, self.cast, part.start, key, self.hidden(number))
        if figure is None:
            return None, f"‘{key}’: {why}"
        return figure_party(figure), f"‘{key}’: {figure.name} {why}"

    def thing(self, number: int, part: Part) -> tuple[Party | None, str]:
        """What "it" or "they" means at a place."""
        return thing(self, number, part)

    def relative(self, number: int, part: Part) -> tuple[Party | None, str]:
        """What "who" or "which" means at a place."""
        return relative(self, number, part)

    def told(self, part: Part) -> set[str]:
        """The words with a capital of a description, in lower case: what names it among others."""
        places = range(part.start, part.end)
        return {
            self.passage.keys[p]
            for p in places
            if self.passage.words[p][0].isupper() and not self.passage.first[p]
        }

    def title_before(self, place: int) -> str | None:
        """The last title of a work printed in quotation marks before a word."""
        return next((title for start, title in reversed(titles(self.passage)) if start < place), None)

    def title_after(self, place: int) -> str | None:
        """The title of a work that follows a word closely."""
        return next((title for start, title in titles(self.passage) if 0 <= start - place < 5), None)

    def hidden(self, number: int) -> list[range]:
        """The words of an attribution's own content: who is named there does not speak it."""
        return [self.passage.at(span) for span in self.attributions[number].content]

    def _speaking(self, number: int, part: Part) -> Decision:
        """Who says "I" or "we": the speaker of the quotation around it, else the author."""
        around = self._around(number, part.start)
        if around is not None and around in self.decided:
            outer = self.decided[around]
            reason = f"‘{part.pronoun}’: inside the words of {outer.speaker.name or 'somebody unknown'}"
            speaker = replace(outer.speaker, mention=self._mention(number))
            return Decision(speaker, reason, outer.parties)
        if self.passage.quoted[part.start]:
            return Decision(
                Speaker(None, "unknown", self._mention(number)), "inside a quotation that has no speaker"
            )
        return Decision(
            Speaker(None, "author", self._mention(number)), f"‘{part.pronoun}’: the author’s own voice"
        )

    def _around(self, number: int, place: int) -> int | None:
        """The attribution whose content most closely surrounds a word."""
        start = self.passage.starts[place]
        sizes = [
            (span.end - span.start, other)
            for other, one in enumerate(self.attributions)
            if other != number and self.parts[other] is not self.parts[number]
            for span in one.content
            if span.start <= start < span.end
        ]
        return min(sizes)[1] if sizes else None

    def _without_source(self, number: int) -> Decision:
        """No words name the speaker: the one before, if this goes on with what was said."""
        if self.order and self._goes_on(number, self.order[-1]):
            before = self.decided[self.order[-1]]
            speaker = replace(before.speaker, mention=None)
            return Decision(speaker, "no source: goes on with the statement before", before.parties)
        topic = self._topic(number)
        if topic is not None:
            party = figure_party(topic)
            speaker = self._described(Speaker(party.name, party.type), (party,))
            return Decision(speaker, "no source: the subject left out is the one before", (party,))
        return Decision(Speaker(), "no source, and nothing that goes on from another statement")

    def _topic(self, number: int) -> Figure | None:
        """Who is meant where a sentence leaves out its subject: "Keeps saying that …", in a list."""
        one, passage = self.attributions[number], self.passage
        places = passage.at(one.cue[0]) if one.cue else range(0)
        if not places or not passage.keys[places[0]].endswith("s") or passage.quoted[places[0]]:
            return None
        start = passage.sentence_starts[passage.sentence[places[0]]]
        opens = passage.keys[start]
        if not opens.endswith("s") or opens in tables.common_words() or start in self.cast.starts:
            return None
        if tables.noun_of(opens) is not None or passage.keys[start + 1] in ("are", "have", "were"):
            return None
        if places[0] != start and passage.keys[places[0] - 1] not in ("and", "but", "or"):
            return None
        standing = self.trail.standing(places[0], self.hidden(number))
        return max(standing.values(), key=lambda found: found[0], default=(0.0, None))[1]

    def _goes_on(self, number: int, before: int) -> bool:
        """Is this a quotation that goes on right after the statement before it, without a cue of its own?"""
        one, other = self.attributions[number], self.attributions[before]
        if not one.content or not other.content or self.decided[before].speaker.name is None:
            return False
        if one.cue and not self._is_participle(one):
            return False
        block = self._block(one)
        return block - self._block(other) in (0, 1) and (bool(one.cue) or self._quoted(one))

    def _block(self, one: Attribution) -> int:
        places = self.passage.at(one.content[0])
        return self.passage.block[places[0]] if places else -9

    def _quoted(self, one: Attribution) -> bool:
        places = self.passage.at(one.content[0])
        return any(self.passage.quoted[place] for place in places[1:3])

    def _is_participle(self, one: Attribution) -> bool:
        places = self.passage.at(one.cue[0])
        if not places or not self.passage.keys[places[0]].endswith("ing"):
            return False
        after = self.passage.keys[places[1]] if len(places) > 1 else "that"
        return after in tables.words("prepositions") or after in ("that", "it", "out", "down")


def _is_many(party: Party) -> bool:
    return " + " in party.name


def _parts(words: Passage, people: Cast, one: Attribution) -> list[Part]:
    """The parties of a source; those of the cue where the two were taken for each other ("said" Lee)."""
    parts = read_source(words, people, one.source, one.cue)
    if not one.source or _is_far(words, one):
        return beside_cue(words, people, one.cue) or parts
    if len(parts) == 1 and words.keys[parts[0].start] in tables.words("speech") and one.cue:
        swapped = read_source(words, people, one.cue)
        if any(part.named is not None for part in swapped):
            return swapped
    return parts


def _is_far(words: Passage, one: Attribution) -> bool:
    """Does a source stand in another sentence than its cue, so that a subject beside the cue is likelier?"""
    cue = {words.sentence[place] for span in one.cue for place in words.at(span)}
    if not cue:
        return False
    source = {words.sentence[place] for span in one.source for place in words.at(span)}
    return bool(source and cue.isdisjoint(source))
