"""Makes the thesaurus that two wordings are compared with, out of WordNet 3.0.

    python -m training.wordnet DICT --out onrecord/record/data

DICT is the folder of WordNet's files (Debian's package wordnet-base puts it at /usr/share/wordnet). What is
kept: words in lower case (phrases only of verbs, adjectives and adverbs), the six most used senses of each
in each part of speech, which words are opposites, the irregular forms, and nouns that mean people or bodies
of people in the sense that is used most. Four files are written: ``thesaurus.tsv.gz``, ``antonyms.tsv``,
``irregular.tsv`` and ``people.tsv``.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 6
PEOPLE = {"14", "18"}  # WordNet's files of groups and of persons
WORD = re.compile(r"[a-z][a-z'-]*(?:_[a-z'-]+){0,3}")


@dataclass(frozen=True)
class Synset:
    """One sense: its words in order, and the opposites that two words of it and of another are."""

    words: tuple[str, ...]
    opposites: tuple[tuple[int, str, int], ...]  # index of our word, where the other synset is, index there


def synset(line: str) -> Synset:
    """A line of a data file."""
    fields = line.partition(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * count : 2])
    pointers, opposites = 5 + 2 * count, []
    for n in range(int(fields[pointers - 1])):
        sign, offset, part, places = fields[pointers + 4 * n : pointers + 4 * n + 4]
        if sign == "!" and places != "0000":
            opposites.append((int(places[:2], 16) - 1, f"{part}{offset}", int(places[2:], 16) - 1))
    return Synset(words, tuple(opposites))


def lines(path: Path) -> Iterator[str]:
    """The lines of a file without the licence that opens it."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("  "):
            yield line


def read_synsets(folder: Path) -> dict[str, Synset]:
    """Every synset by part of speech and offset: ``n00001740``."""
    return {
        f"{part}{line[:8]}": synset(line)
        for name, part in PARTS.items()
        for line in lines(folder / f"data.{name}")
    }


def senses(folder: Path, synsets: dict[str, Synset]) -> dict[str, list[str]]:
    """The most used senses of each word, by synset; none in which it is a name and has a capital."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, part in PARTS.items():
        for line in lines(folder / f"index.{name}"):
            fields = line.split()
            keys = (f"{part}{offset}" for offset in fields[-int(fields[2]) :])
            found[fields[0]].extend([key for key in keys if fields[0] in synsets[key].words][:SENSES])
    return found


def thesaurus(words: dict[str, list[str]]) -> Iterator[str]:
    """A line for each word: the word, its parts of speech, the senses that it shares with others."""
    shared = Counter(sense for word, its in words.items() if WORD.fullmatch(word) for sense in its)
    numbers: dict[str, str] = {}
    for word, its in sorted(words.items()):
        told = [numbers.setdefault(s, f"{len(numbers):x}") for s in its if shared[s] > 1]
        parts = "".join(sorted({sense[0] for sense in its}))
        if its and WORD.fullmatch(word) and ("_" not in word or (told and parts != "n")):
            yield f"{word.replace('_', ' ')}\t{parts}\t{' '.join(told)}"


def antonyms(synsets: dict[str, Synset]) -> set[tuple[str, str]]:
    """The words that are opposites of each other."""
    found = set()
    for each in synsets.values():
        for mine, other, theirs in each.opposites:
            pair = (each.words[mine].lower(), synsets[other].words[theirs].lower())
            if all(WORD.fullmatch(word) for word in pair):
                found.add((min(pair).replace("_", " "), max(pair).replace("_", " ")))
    return found


def irregular(folder: Path) -> set[tuple[str, str, str]]:
    """Irregular forms: the form, its lemma, its part of speech."""
    return {
        (form, lemma, part)
        for name, part in PARTS.items()
        for form, *lemmas in map(str.split, lines(folder / f"{name}.exc"))
        for lemma in lemmas
        if WORD.fullmatch(form) and "_" not in form
    }


def people(folder: Path) -> set[str]:
    """The nouns that mean a person or a body of people in the sense that is used most."""
    files = {line[:8]: line[9:11] for line in lines(folder / "data.noun")}
    firsts = (
        re.fullmatch(r"(\S+) n \d+ .*?(\d{8})(?: \d{8})*\s*", line) for line in lines(folder / "index.noun")
    )
    return {
        found[1]
        for found in firsts
        if found and WORD.fullmatch(found[1]) and "_" not in found[1] and files[found[2]] in PEOPLE
    }


def write(path: Path, head: str, rows: list[str]) -> None:
    """Rows below a line that says what they are; packed where the name says so."""
    text = "\n".join([f"# {head}", "# From WordNet 3.0: see wordnet-licence.txt.", *rows]) + "\n"
    data = text.encode("utf-8")
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    synsets = read_synsets(given.dict)
    words = senses(given.dict, synsets)
    write(
        given.out / "thesaurus.tsv.gz",
        "Words, their parts of speech, and numbers for senses: words that share a number are synonyms.",
        list(thesaurus(words)),
    )
    pairs = sorted(antonyms(synsets))
    write(given.out / "antonyms.tsv", "Words that are opposites.", ["\t".join(pair) for pair in pairs])
    write(given.out / "people.tsv", "Nouns that mean people or bodies of people.", sorted(people(given.dict)))
    forms = sorted(irregular(given.dict))
    write(
        given.out / "irregular.tsv", "Irregular forms, lemmas, parts of speech.", list(map("\t".join, forms))
    )


if __name__ == "__main__":
    main()
