"""Whom a name of one word means: by surname, given name, nickname or a slip of the pen, and among several
people of one name, the likeliest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.mentions import NameMention
from onrecord.statements.names import bare_surname, is_misspelt, same_given
from onrecord.statements.passage import Passage

if TYPE_CHECKING:
    from onrecord.statements.cast import Cast, Figure


def person_called(
    made: Cast, passage: Passage, mention: NameMention, sources: frozenset[int]
) -> Figure | None:
    """The person whom a name of one word means, by surname, given name or a slip of the pen."""
    surname, key = bare_surname(passage.words[mention.core]), passage.keys[mention.core]
    same = made.surnames.get(surname, [])
    first = [f for f in made.givens[key] if f not in same] if key in made.givens else []
    if mention.title in tables.words("titles_of_given_names") and first:
        same, first = first, []
    if not same and (not mention.title or mention.title not in tables.titles()):
        same = first or _by_nickname(made, key)
    if not same and len(key) > 4 and tables.noun_of(key) is None and surname + "s" not in made.surnames:
        same = _by_slip(made, surname) or _by_short_slip(made, mention, surname, sources)
    return _likeliest(passage, mention, same)


def _by_slip(made: Cast, surname: str) -> list[Figure]:
    """The people with a given name whose surname this may be, misspelt; a plural is no slip."""
    size = len(surname)
    like = [known for n in (size, size - 1, size + 1) for known in made.lengths.get((surname[0], n), ())]
    return [
        figure
        for known in like
        if known + "s" != surname and is_misspelt(known, surname)
        for figure in made.surnames[known]
        if any(form.given for form in figure.forms)
    ]


def _by_short_slip(made: Cast, mention: NameMention, surname: str, sources: frozenset[int]) -> list[Figure]:
    """The same for a name of five letters, if it speaks, and the last person named bears the other."""
    named = [f for f in made.figures if f.kind == "person" and f.places]
    last = max(named, key=lambda f: f.places[-1], default=None)
    if last is None or mention.core not in sources or not last.forms or not last.forms[0].given:
        return []
    return [last] if is_misspelt(last.forms[0].surname, surname, shortest=5) else []


def _by_nickname(made: Cast, key: str) -> list[Figure]:
    if key not in tables.nicknames():
        return []
    return [
        f
        for given, figures in made.givens.items()
        if len(given) > 1 and same_given(key, given)
        for f in figures
    ]


def _likeliest(passage: Passage, mention: NameMention, figures: list[Figure]) -> Figure | None:
    """Among people of one name, the one whose title fits, then whom the article keeps to, then the last."""
    if not figures:
        return None
    title = tables.titles().get(mention.title) if mention.title else None
    fitting = [f for f in figures if _gender_fits(f, title.gender if title else "-")]
    if title is not None and title.role != "-":
        fitting = [f for f in fitting if any(title.role in roles for roles in f.roles)] or fitting
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    here = passage.sentence[mention.start]

    def weight(figure: Figure) -> float:
        last = max((passage.sentence[p] for p in figure.places if p < mention.start), default=-99)
        return len(figure.places) + 3.0 / (1 + max(0, here - last)) - 0.01 * figure.number

    return max(fitting, key=weight)


def _gender_fits(figure: Figure, gender: str) -> bool:
    if gender == "-":
        return True
    if figure.gender_told:
        return figure.gender_told == gender
    return figure.male > -0.9 if gender == "m" else figure.male < 0.9
