from importlib.resources import files

from onrecord.model import ACTS
from onrecord.statements.vocabulary import table, word_list

TABLES = (
    "acts.tsv",
    "bare_cues.tsv",
    "irregular_forms.tsv",
    "listeners.tsv",
    "occasions.tsv",
    "context_words.tsv",
)


def test_every_phrase_stands_for_one_of_the_twenty_acts() -> None:
    assert set(table("acts.tsv").values()) == set(ACTS)
    assert set(table("bare_cues.tsv").values()) <= set(ACTS)


def test_no_row_is_printed_twice() -> None:
    for name in TABLES:
        lines = (files("onrecord.statements") / "data" / name).read_text("utf-8").splitlines()
        keys = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
        assert len(keys) == len(set(keys)), name


def test_comments_are_no_words() -> None:
    assert not any(key.startswith("#") for name in TABLES for key in table(name))


def test_a_list_is_found_by_its_name() -> None:
    assert "poll" in word_list("records")
