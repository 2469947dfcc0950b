"""The tables that the comparison of wordings reads, as they lie in ``data/``.

They are tab-separated lines that a reviewer can read; a line that starts with ``#`` is a comment. Each is
loaded when first asked for, once in a process.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

REMEMBERED = 65_536  # words that are looked up again and again
PHRASES = ("cues.tsv", "certainty.tsv", "negators.tsv", "qualifiers.tsv")
Phrase = tuple[tuple[str, ...], str]


class Phrases:
    """Phrases, each with what the table says of it, to be looked up by the word that they open with."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._by_word[phrase[0][0]].append(phrase)
        self._known: dict[frozenset[str], tuple[Phrase, ...]] = {}

    def opening(self, lemmas: frozenset[str]) -> tuple[Phrase, ...]:
        """The phrases that open with a form of a word, the longest first."""
        found = self._known.get(lemmas)
        if found is None:
            some = (phrase for lemma in sorted(lemmas) for phrase in self._by_word.get(lemma, ()))
            found = self._known[lemmas] = tuple(sorted(some, key=lambda phrase: -len(phrase[0])))
        return found


def rows(name: str) -> list[list[str]]:
    """The lines of a table, cut at tabs."""
    text = (files("onrecord.record") / "data" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def phrases(name: str, *kinds: str) -> Phrases:
    """A table whose rows end with phrases parted by semicolons.

    The value of a phrase is the first column of its row; ``kinds`` are the rows wanted, all if not given.
    """
    return Phrases(
        (tuple(phrase.split()), kind)
        for kind, told in rows(name)
        if not kinds or kind in kinds
        for phrase in told.split(";")
        if phrase.strip()
    )


@cache
def opening_words() -> frozenset[str]:
    """The words that open a phrase of any table."""
    told = (row[1] for name in PHRASES for row in rows(name))
    words = {phrase.split()[0] for some in told for phrase in some.split(";") if phrase.strip()}
    more = (phrase.split()[0] for table in (opposites(), ranks()) for phrase in table if " " in phrase)
    return frozenset(words | set(more))


@cache
def listed() -> frozenset[str]:
    """The words that open a phrase of a table or judge: known even where the thesaurus has them not."""
    return opening_words() | frozenset(judging())


@cache
def kinds(name: str) -> dict[str, frozenset[str]]:
    """A table whose rows end with single words parted by spaces: the words of each kind."""
    return {row[0]: frozenset(row[-1].split()) for row in rows(name)}


def words(name: str) -> frozenset[str]:
    """One of the short lists of words in ``word_lists.tsv``, by its name."""
    return kinds("word_lists.tsv")[name]


@cache
def judging() -> dict[str, str]:
    """Words that judge more than they tell, and the kind of each; a deed where a word is of two kinds."""
    return {word: kind for kind, words in kinds("tone.tsv").items() for word in sorted(words)}


@cache
def judging_openings() -> frozenset[str]:
    """The first parts of the words that judge and are tied by hyphens."""
    return frozenset(word.split("-")[0] for word in judging() if "-" in word)


@cache
def ranks() -> dict[str, int]:
    """Quantifiers and how much each means, from few (1) to all (6)."""
    return {word: int(rank) for _, rank, words in rows("quantifiers.tsv") for word in _joined(words)}


@cache
def ranked_phrases() -> Phrases:
    """The quantifiers of several words; each is its own value."""
    return Phrases((tuple(phrase.split()), phrase) for phrase in ranks() if " " in phrase)


@cache
def number_words() -> dict[str, tuple[tuple[float, str], ...]]:
    """Number words with their values and what each is: ``fifth`` is a rank and a share."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, value, kind in rows("numbers.tsv"):
        found[word].append((float(value), kind))
    return {word: tuple(some) for word, some in found.items()}


@cache
def aliases() -> dict[str, frozenset[int]]:
    """Names in lower case, and the groups of names for one thing that each stands in."""
    found: dict[str, set[int]] = defaultdict(set)
    for group, (names,) in enumerate(rows("aliases.tsv")):
        for name in names.split("; "):
            found[name.strip()].add(group)
            found[name.replace(".", "").strip()].add(group)
    return {name: frozenset(groups) for name, groups in found.items()}


@cache
def spellings() -> dict[str, str]:
    """Words that are spelt in several ways, and the one spelling that stands for them all."""
    return {other: others.split("; ")[0] for one, others in rows("spellings.tsv") for other in (one,)}


@cache
def opposites() -> dict[str, dict[str, str]]:
    """Words, the opposites of each, and what kind of words they are: both ways."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one, other in rows("antonyms.tsv"):
        if " " not in one + other and one != other:
            found[one][other] = found[other][one] = "listed"
    for kind, one, others in rows("opposites.tsv"):
        for other in _joined(others):
            mine = one.replace("_", " ")
            found[mine][other] = found[other][mine] = kind
    for one, other in _far_ends():
        found[one][other] = found[other][one] = "poles"
    return dict(found)


def _far_ends() -> Iterator[tuple[str, str]]:
    """The phrases at the ends of axes, each with what stands at the other end."""
    ends = {(axis, end): _joined(told) for axis, end, told in rows("poles.tsv")}
    for (axis, end), phrases_there in ends.items():
        for phrase in phrases_there:
            if " " in phrase:
                far = (told for (each, other), told in ends.items() if each == axis and other != end)
                yield from ((phrase, other) for told in far for other in told)


@cache
def converses() -> dict[str, frozenset[str]]:
    """Verbs, and those that tell the same deed from its other end: both ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for verb, others in rows("converse.tsv"):
        for other in others.split():
            found[verb].add(other)
            found[other].add(verb)
    return {verb: frozenset(others) for verb, others in found.items()}


@cache
def people() -> frozenset[str]:
    """Nouns that mean people or bodies of people."""
    return frozenset(word for (word,) in rows("people.tsv")) | words("bodies")


@cache
def poles() -> dict[str, dict[str, str]]:
    """Words, and the end of each axis that each of them stands at."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for axis, end, told in rows("poles.tsv"):
        for word in _joined(told):
            found[word][axis] = end
    return dict(found)


@cache
def opposed_phrases() -> Phrases:
    """The phrases of several words among the opposites; each is its own value."""
    return Phrases((tuple(phrase.split()), phrase) for phrase in opposites() if " " in phrase)


def _joined(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Irregular forms and the lemmas that each may belong to."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, lemma, _ in rows("irregular.tsv"):
        if lemma not in found[form]:
            found[form].append(lemma)
    return {form: tuple(lemmas) for form, lemmas in found.items()}


@cache
def _thesaurus() -> list[str]:
    packed = (files("onrecord.record") / "data" / "thesaurus.tsv.gz").read_bytes()
    return sorted(gzip.decompress(packed).decode("utf-8").splitlines())


@lru_cache(REMEMBERED)
def entry(word: str) -> tuple[str, tuple[str, ...]] | None:
    """What the thesaurus says of a word: its parts of speech (n, v, a, r) and its shared senses."""
    lines, key = _thesaurus(), f"{word}\t"
    place = bisect_left(lines, key)
    if place == len(lines) or not lines[place].startswith(key):
        return None
    _, parts, senses = lines[place].split("\t")
    return parts, tuple(senses.split())


@lru_cache(REMEMBERED)
def senses(word: str) -> frozenset[str]:
    """The senses that a word shares with others."""
    found = entry(word)
    return frozenset(found[1]) if found else frozenset()


def parts(word: str) -> str:
    """The parts of speech of a lemma: some of n, v, a, r."""
    found = entry(word)
    return found[0] if found else ""


@cache
def small(*wanted: str) -> frozenset[str]:
    """Words that carry little by themselves: of some kinds, or of all."""
    table = kinds("small_words.tsv")
    return frozenset().union(*(table[kind] for kind in wanted or table if wanted or kind != "title"))
