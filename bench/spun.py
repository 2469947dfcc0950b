"""Articles made of pieces of others, and copies of them that were rewritten: for ``bench.spinning``."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.model import Article, Block
from onrecord.record import lexicon
from onrecord.record.morphology import lemmas
from onrecord.record.tokens import SENTENCE_END

PIECES = re.compile(r"\w+(?:['’]\w+)?|\W+")
LENGTH = (9, 18)  # sentences of an article
SOURCES = 3  # articles that the sentences of one are taken from
CAST = 8  # names that an article uses
EXCHANGED = 0.3  # of the other words, that are exchanged for any word with the same ending
FORMS = ("s", "ed", "ing", "d", "es")


@dataclass(frozen=True)
class Strength:
    """How far a copy is rewritten: the shares of its words that are exchanged and of its sentences that are
    cut; whether sentences are moved within their paragraphs, or paragraphs, or everything.
    """

    name: str
    words: float
    cut: float
    moved: str


STRENGTHS = (
    Strength("10 % of words, 10 % cut, neighbours exchanged", 0.1, 0.1, "neighbours"),
    Strength("25 % of words, 30 % cut, paragraphs moved", 0.25, 0.3, "paragraphs"),
    Strength("40 % of words, 50 % cut, all sentences moved", 0.4, 0.5, "all"),
)


class Maker:
    """Makes articles by their numbers: the same number, the same article."""

    def __init__(self, corpora: Path) -> None:
        self.sources = [found for text in _texts(corpora) if len(found := _sentences(text)) > LENGTH[1] // 2]
        pieces = {piece for some in self.sources[::7] for each in some for piece in each}
        self.names = sorted(p for p in pieces if p[0].isupper() and len(p) > 3 and p.lower() not in pieces)
        self.endings = defaultdict[str, list[str]](list)
        for piece in sorted(pieces):
            if piece.islower() and len(piece) > 4:
                self.endings[piece[-2:]].append(piece)

    def sentences(self, number: int) -> list[str]:
        """The sentences of an article."""
        chance = random.Random(number)
        drawn = [chance.choice(self.sources) for _ in range(SOURCES)]
        cast = chance.sample(self.names, CAST)
        length = chance.randint(*LENGTH)
        return [self._distinct(chance.choice(chance.choice(drawn)), cast, chance) for _ in range(length)]

    def _distinct(self, pieces: Sequence[str], cast: Sequence[str], chance: random.Random) -> str:
        made = []
        for place, piece in enumerate(pieces):
            if piece.isdigit():
                made.append(str(chance.randint(2, 10 ** min(6, len(piece)))))
            elif place and piece[0].isupper():
                made.append(chance.choice(cast))
            elif piece.islower() and len(piece) > 4 and chance.random() < EXCHANGED:
                made.append(chance.choice(self.endings.get(piece[-2:], [piece])))
            else:
                made.append(piece)
        return "".join(made)

    def copy(self, number: int, strength: Strength) -> list[str]:
        """The sentences of an article, rewritten."""
        chance = random.Random(f"{number} {strength.name}")
        kept = self.sentences(number)
        for _ in range(round(strength.cut * len(kept))):
            kept.pop(chance.randrange(len(kept)))
        return [_reworded(each, strength.words, chance) for each in _moved(kept, strength.moved, chance)]


def article(sentences: Sequence[str]) -> Article:
    """An article of some sentences, three a paragraph."""
    paragraphs = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
    blocks, start = list[Block](), 0
    for each in paragraphs:
        blocks.append(Block("body", start, start + len(each)))
        start += len(each) + 2
    return Article("", "\n\n".join(paragraphs), tuple(blocks))


def _moved(sentences: list[str], how: str, chance: random.Random) -> list[str]:
    if how == "neighbours":
        n = chance.randrange(max(1, len(sentences) - 1))
        return [*sentences[:n], *reversed(sentences[n : n + 2]), *sentences[n + 2 :]]
    size = 3 if how == "paragraphs" else 1
    groups = [sentences[n : n + size] for n in range(0, len(sentences), size)]
    chance.shuffle(groups)
    return [each for group in groups for each in group]


def _reworded(sentence: str, share: float, chance: random.Random) -> str:
    pieces = PIECES.findall(sentence)
    for place, piece in enumerate(pieces):
        if piece.islower() and piece not in lexicon.small() and chance.random() < share:
            pieces[place] = chance.choice(_synonyms(piece))
    return "".join(pieces)


@cache
def _synonyms(word: str) -> tuple[str, ...]:
    """Words that mean what a word means, in its form as far as that is easy; itself where there is none."""
    found = set[str]()
    for lemma in lemmas(word):
        ending = word[len(lemma) :] if word.startswith(lemma) and word[len(lemma) :] in FORMS else ""
        for sense in lexicon.senses(lemma):
            found.update(other + ending for other in _senses()[sense] if other != lemma and other.isalpha())
    return tuple(sorted(found)) or (word,)


@cache
def _senses() -> dict[str, list[str]]:
    packed = (files("onrecord.record") / "data" / "thesaurus.tsv.gz").read_bytes()
    found = defaultdict[str, list[str]](list)
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    for word, _, senses in (row for row in rows if len(row) == 3):
        for sense in senses.split():
            found[sense].append(word)
    return found


def _sentences(text: str) -> list[list[str]]:
    whole = (" ".join(each.split()) for each in SENTENCE_END.split(text))
    return [PIECES.findall(each) for each in whole if 40 < len(each) < 300]


def _texts(corpora: Path) -> Iterator[str]:
    csv.field_size_limit(10**9)
    with (corpora / "rumours" / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["articleBody"] for row in csv.DictReader(file))
    for path in sorted((corpora / "clusters" / "news_cluster").glob("*.json")):
        yield json.loads(path.read_text("utf-8"))["text"] or ""
    for path in sorted((corpora / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text("utf-8")
