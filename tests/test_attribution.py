import pytest

from bench.attribution import Found, count, figures, from_readings, intervals, is_saying, total

TEXT = "“We won,” Ann Lee said. Bob\nsaid the vote was “a big sham.” ‘It’s off,’ said Cy."


def at(part: str) -> list[tuple[int, int]]:
    return [(TEXT.index(part), TEXT.index(part) + len(part))]


GOLD = [
    Found(at("“We won,”"), at("said"), at("Ann Lee")),
    Found(at("the vote was “a big sham.”"), [], at("Bob")),
    Found(at("‘It’s off,’"), [], at("Cy")),
]


def test_gold_against_itself_is_all_right() -> None:
    table = figures(count(TEXT, GOLD, GOLD))
    assert {rate.f1 for name, rate in table.items() if "indirect" not in name} == {1.0}


def test_nothing_found_is_nothing_right() -> None:
    assert {rate.f1 for rate in figures(count(TEXT, GOLD, [])).values()} == {0.0}


def test_a_pair_needs_half_of_the_words_and_a_shared_source_word() -> None:
    found = [Found(at("We won"), [], at("Lee")), Found(at("the vote was"), [], at("Ann"))]
    table = figures(count(TEXT, GOLD, found))
    assert table["content overlap"].precision == 1.0
    assert table["content overlap"].recall == pytest.approx(2 / 3)
    assert table["content exact"].precision == 0.5
    assert table["end to end"].precision == 0.5
    assert table["end to end, direct"].recall == 0.5
    assert table["end to end, mixed"].recall == 0


def test_readings_are_known_by_the_name_of_their_file() -> None:
    line = (
        '{"page": {"source": "texts/a.b.txt"}, "statements": '
        '[{"content": [{"start": 1, "end": 2, "text": "x"}], "cue": [], "source": []}]}'
    )
    assert from_readings([line]) == {"a.b": [Found([(1, 2)], [], [])]}


def test_the_interval_of_documents_that_are_alike_is_narrow() -> None:
    alike = [count(TEXT, GOLD, GOLD)] * 5
    assert intervals(alike, draws=100)["end to end"] == (1.0, 1.0)
    mixed = [count(TEXT, GOLD, GOLD), count(TEXT, GOLD, [])] * 5
    low, high = intervals(mixed, draws=100)["end to end"]
    assert low < figures(total(mixed))["end to end"].f1 < high


def test_a_cue_of_saying_holds_a_verb_of_saying_in_any_form() -> None:
    text = "had told pointed out hopes wrote"
    assert is_saying(text, [(0, 8)])
    assert is_saying(text, [(9, 20)])
    assert not is_saying(text, [(21, 26)])
    assert not is_saying(text, [])
