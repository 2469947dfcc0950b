"""Which language a text is in, as an ISO 639-1 code.

The script settles most languages that have one of their own, the share of a language's commonest
words most others. Where neither does, py3langid (Lui and Baldwin 2012, "langid.py") is asked; it
takes half a second to load. Too little text has no language unless its page declares one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 6000
_LEAST_WORDS = 10
_SHARE = 0.16
_LEAD = 1.4
_DISTINCT = 4
_CONFIDENT = 0.95
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("kn", re.compile(r"[\u0c80-\u0cff]")),
    ("ml", re.compile(r"[\u0d00-\u0d7f]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
)
# Letters of the Latin script, spaces and marks: what is left of an English text is next to nothing.
_LATIN_TEXT = re.compile(r"[\x00-\u036f\u2000-\u206f]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
# Letters that only one language of a script (of those in the news) has, asked in this order.
_LETTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "cyrillic": (("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћљњџ"), ("kk", "әғқңұ"), ("uk", "іїєґ"), ("ru", "ыэё")),
    "arabic": (("ur", "ٹڈڑےں"), ("fa", "پچژگک"), ("ar", "ةىأإك")),
}
_FAMILIES: dict[str, frozenset[str]] = {
    "cyrillic": frozenset(["be", "mk", "sr", "kk", "uk", "ru", "bg", "mn", "ky", "tg", "tt"]),
    "arabic": frozenset(["ar", "fa", "ur", "ps", "ug", "ku", "sd"]),
    "devanagari": frozenset(["hi", "mr", "ne", "sa"]),
}
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*")


def code(label: str | None) -> str | None:
    """``en`` for "en", "en-GB" or "en_US"; None for what is no such tag."""
    found = _TAG.fullmatch(label.strip()) if label else None
    return found[1].lower() if found else None


def identify(text: str, declared: str | None = None) -> str | None:
    """The language of ``text``; ``declared`` is what its page says, which the text may prove wrong."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script is None:
        return declared
    if script == "latin":
        return _by_words(sample, declared)
    return _by_letters(script, sample, declared)


def _script(sample: str) -> str | None:
    """The script of most letters; None where there are too few letters to tell."""
    latin = sum(map(len, _LATIN.findall(sample)))
    if sample.isascii():
        return "latin" if latin >= 2 * _LEAST_WORDS else None
    rest = _LATIN_TEXT.sub("", sample)
    counts = {name: len(pattern.findall(rest)) for name, pattern in _SCRIPTS}
    if counts["kana"] > 0.05 * (counts["kana"] + counts["han"]):  # Japanese: Chinese has no kana
        counts["kana"] += counts["han"]
    # One sign of these scripts is a syllable or a word.
    best, count = max(
        counts.items(), key=lambda item: item[1] * (2 if item[0] in ("han", "kana", "hangul") else 1)
    )
    if 2 * count > latin and count >= _LEAST_WORDS:
        return best
    return "latin" if latin >= 2 * _LEAST_WORDS else None


def _by_letters(script: str, sample: str, declared: str | None) -> str | None:
    alone = {"kana": "ja", "hangul": "ko", "han": "zh"}.get(script, script)
    if script not in _LETTERS and script not in _FAMILIES:
        return alone
    counted = Counter(sample)
    letters = sum(count for character, count in counted.items() if character.isalpha())
    if declared in _FAMILIES[script] and declared not in dict(_LETTERS.get(script, ())):
        return declared
    for language, signs in _LETTERS.get(script, ()):
        if sum(counted[sign] for sign in signs) > 0.005 * letters:
            return language
    return _by_model(sample, _FAMILIES[script], declared)


def _by_words(sample: str, declared: str | None) -> str | None:
    words = _WORD.findall(sample.lower())
    if len(words) < _LEAST_WORDS:
        return declared
    shares = _shares(words)
    (best, share), (_, second) = shares[0], shares[1]
    if share >= _SHARE and share >= _LEAD * second and len(_common()[best].intersection(words)) >= _DISTINCT:
        return best
    likely = {language for language, found in shares if found >= _SHARE and _LEAD * found > share}
    if declared in likely:
        return declared
    return _by_model(sample, None, declared)


def _shares(words: Iterable[str]) -> list[tuple[str, float]]:
    """Languages with the share of the words that are among their commonest, the largest share first."""
    counted = Counter(words)
    total = counted.total()
    shares = (
        (language, sum(counted[word] for word in counted.keys() & common) / total)
        for language, common in _common().items()
    )
    return sorted(shares, key=lambda item: -item[1])


@cache
def _common() -> dict[str, frozenset[str]]:
    lines = (Path(__file__).parent / "data" / "languages.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {language: frozenset(words.split()) for language, words in rows}


def _by_model(sample: str, among: frozenset[str] | None, declared: str | None) -> str | None:
    language, probability = _model_says(sample)
    if probability >= _CONFIDENT and (among is None or language in among):
        return language
    return declared if among is None or declared in among else None


def _model_says(sample: str) -> tuple[str, float]:
    language, probability = _model().classify(sample)
    return str(language), float(probability)


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
