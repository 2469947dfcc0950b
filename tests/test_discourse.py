from onrecord.model import Speaker
from tests.storytelling import read


def test_i_in_the_authors_voice_is_the_author() -> None:
    (speaker,) = read("I doubt that it rained.", ("I", "doubt", "that it rained"))
    assert (speaker.name, speaker.type) == (None, "author")


def test_i_in_a_quotation_without_a_speaker_is_not_known() -> None:
    (speaker,) = read("“I think it rained.”", ("I", "think", "it rained"))
    assert (speaker.name, speaker.type) == (None, "unknown")


def test_a_participle_goes_on_with_the_speaker() -> None:
    text = "Ida Lund said it rained, adding that it was cold."
    found = read(text, ("Ida Lund", "said", "it rained"), (None, "adding", "that it was cold"))
    assert found[1].name == "Ida Lund"


def test_a_subject_left_out_is_the_one_before() -> None:
    text = "Ida Lund is running again.\nKeeps saying the tax is too high."
    assert read(text, (None, "Keeps saying", "the tax is too high"))[0].name == "Ida Lund"


def test_what_nobody_says_has_no_speaker() -> None:
    text = "Ida Lund came. It is expected that it will rain."
    assert read(text, (None, "is expected", "that it will rain")) == (Speaker(),)


def test_source_and_cue_that_changed_places_are_told_apart() -> None:
    text = "“It rained,” said Ida Lund."
    assert read(text, ("said", "Ida Lund", "It rained"))[0].name == "Ida Lund"


def test_a_subject_right_beside_the_cue_speaks_though_no_source_was_marked() -> None:
    text = "Ida Lund came. “It rained,” she said."
    (speaker,) = read(text, (None, "said", "It rained"))
    assert (speaker.name, speaker.mention and speaker.mention.text) == ("Ida Lund", "she")


def test_what_seems_or_is_done_has_no_speaker_beside_it() -> None:
    text = "Ida Lund came. Ida Lund seemed sure that it rained."
    assert read(text, (None, "seemed sure", "that it rained"))[0].name is None
