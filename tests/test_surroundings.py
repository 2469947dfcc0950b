from onrecord.statements.surroundings import is_abbreviated
from tests.attributed import scene


def test_the_sentence_of_a_cue_ends_at_its_full_stop() -> None:
    found = scene("It rained. [Mr. Orme] <said> {it would stop}. It did not.")
    assert found.text[found.start : found.end] == "Mr. Orme said it would stop"


def test_full_stops_inside_the_content_end_no_sentence() -> None:
    found = scene("Rain fell. {“It pours. It does,”} [she] <said> on Monday. Then it stopped.")
    assert found.text[found.start : found.end] == "“It pours. It does,” she said on Monday"


def test_a_sentence_does_not_cross_a_paragraph() -> None:
    found = scene("Rain fell\n\n[she] <said>\n\nThen it stopped")
    assert found.text[found.start : found.end] == "she said"


def test_initials_end_no_sentence() -> None:
    found = scene("[J. P. Orme] of the U.S. Senate <said> {no}. Yes.")
    assert found.start == 0


def test_the_verb_is_the_word_that_tells_the_act() -> None:
    found = scene("[She] <on Sunday told> him {no}.")
    assert found.text[slice(*found.verb)] == "told"


def test_a_participle_hangs_on_another_verb() -> None:
    assert scene("[She] smiled, <adding> {that it rained}.").participle
    assert not scene("[She], <adding> {that it rained}, smiled.").participle


def test_without_a_cue_the_source_is_the_anchor() -> None:
    found = scene("{“It rains”} [Ann Lee], farmer")
    assert found.text[slice(*found.verb)] == "Ann Lee"


def test_the_words_of_content_and_source_are_not_words_around_the_cue() -> None:
    found = scene("[The asked man] <said> {when pressed} in Leeds. He was reminded.")
    assert found.vocabulary == {"said", "in", "leeds"}
    assert not found.has_any("prompting")


def test_an_abbreviation_keeps_its_full_stop() -> None:
    assert is_abbreviated("Mr. Orme", 2)
    assert is_abbreviated("the U.S. Senate", 7)
    assert not is_abbreviated("It rained. Then", 9)
