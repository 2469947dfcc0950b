from onrecord.language.tags import TAGS, follows


def test_there_are_two_tags_for_each_span_and_one_for_none() -> None:
    assert TAGS == ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")


def test_the_inside_of_a_span_follows_its_own_kind_only() -> None:
    assert follows("I-cue", "B-cue")
    assert follows("I-cue", "I-cue")
    assert not follows("I-cue", "B-source")
    assert not follows("I-cue", "O")
    assert not follows("I-cue", None)
    assert follows("B-cue", None)
