"""Forms of words, opposites and slips, and the tables that they are looked up in."""

from __future__ import annotations

import pytest

from onrecord.record import lexicon
from onrecord.record.morphology import denies, lemmas, opposed, related, same_lemma, slip, synonyms
from onrecord.record.tokens import read
from onrecord.record.verbs import is_verb


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("favoured", "favors"),
        ("organise", "organized"),
        ("centre", "centers"),
        ("fell", "fall"),
        ("won", "win"),
    ],
)
def test_forms_and_spellings_of_one_word(one: str, other: str) -> None:
    assert same_lemma(one, other)


@pytest.mark.parametrize(("one", "other"), [("hour", "hor"), ("four", "for"), ("noted", "not")])
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not same_lemma(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "fell"), ("against", "for"), ("fair", "unfair"), ("welcomed", "deplored"), ("freed", "jailed")],
)
def test_opposites_both_ways(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(("one", "other"), [("rose", "climbed"), ("inspire", "spire"), ("said", "told")])
def test_no_opposites(one: str, other: str) -> None:
    assert opposed(one, other) is None


def test_synonyms_families_and_slips() -> None:
    assert synonyms("bought", "purchased")
    assert not synonyms("gate", "minister")
    assert related("explosion", "exploded")
    assert slip("relationshp", "relationship")
    assert not slip("there", "these")


def test_no_word_is_its_own_opposite() -> None:
    assert not [word for word, others in lexicon.opposites().items() if word in others]


@pytest.mark.parametrize("name", ["cues.tsv", "certainty.tsv", "negators.tsv", "qualifiers.tsv"])
def test_every_phrase_can_be_found_by_its_first_word(name: str) -> None:
    table = lexicon.phrases(name)
    for kind, told in lexicon.rows(name):
        for phrase in filter(None, map(str.strip, told.split(";"))):
            words = tuple(phrase.split())
            assert any(each[0] == words for each in table.opening(frozenset((words[0],)))), (kind, phrase)


def test_verbs_are_told_by_what_stands_around_them() -> None:
    tokens = read("Nordlink plans to cut its plans").tokens
    assert [n for n in range(len(tokens)) if is_verb(tokens, n)] == [1, 3]


@pytest.mark.parametrize(
    ("one", "other"), [("questioned", "charged"), ("resigned", "sacked"), ("brother", "father")]
)
def test_things_of_which_only_one_can_be_so(one: str, other: str) -> None:
    assert opposed(one, other) == opposed(other, one) == "rungs"


def test_an_adverb_and_an_adjective_may_be_opposites() -> None:
    assert opposed("unfairly", "fair") == "prefix"


@pytest.mark.parametrize("word", ["unclear", "impossible", "unpaid"])
def test_a_prefix_may_deny(word: str) -> None:
    assert denies(word)


@pytest.mark.parametrize("word", ["uncovered", "important", "under", "increase"])
def test_letters_that_look_like_a_prefix_deny_nothing(word: str) -> None:
    assert not denies(word)


def test_words_of_the_tables_have_forms_where_the_thesaurus_has_them_not() -> None:
    assert "whinge" in lemmas("whinged")
