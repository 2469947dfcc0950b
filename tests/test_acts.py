import pytest

from onrecord.model import Act
from onrecord.statements.acts import cue_words, lemma
from tests.attributed import read


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", "say"),
        ("told", "tell"),
        ("denied", "deny"),
        ("accusations", "accusation"),
        ("slammed", "slam"),
        ("urging", "urge"),
        ("insisted", "insist"),
        ("criticised", "criticise"),
        ("thought", "think"),
        ("refuses", "refuse"),
        ("sued", "sue"),
        ("noted", "note"),
        ("sided", "side"),
        ("was", "be"),
    ],
)
def test_a_form_leads_to_its_lemma(form: str, expected: str) -> None:
    assert lemma(form) == expected


def test_a_contracted_not_is_a_word_of_its_own() -> None:
    assert [word.lower for word in cue_words("didn’t say", 0, 10)] == ["did", "n't", "say"]


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[Ann Lee] <said> {that the bridge was shut}.", "say"),
        ("{The bridge is shut}, <according to> [the council].", "say"),
        ("[LEE]<:> {The bridge is shut.}", "say"),
        ("{“The bridge is shut”} <–> [Ann Lee], engineer", "say"),
        ("[The mayor] <called> {the plan a mess}.", "say"),
        ("[Ann Lee] <asked> {whether it would rain}.", "ask"),
        ("[He] <insisted> {that the bridge was safe}.", "insist"),
        ("[He] <made it clear> {that the bridge was safe}.", "insist"),
        ("[The union] <claims> {that jobs will go}.", "insist"),
        ("[Mr Orme’s team] filed a complaint <accusing> {the town of fraud}.", "accuse"),
        ("[Her] <accusations> {of fraud} were heard.", "accuse"),
        ("[She] <has dismissed> {the idea}.", "deny"),
        ("[She] <ruled out> {a second vote}.", "deny"),
        ("[She] <refused to say> {whether she would stand}.", "deny"),
        ("[She] <declined> {to comment}.", "deny"),
        ("[The firm] <admitted> {that it had failed}.", "admit"),
        ("[The paper] <sided with> {the union}.", "agree"),
        ("[She] <endorsed> {Mr Orme}.", "agree"),
        ("[He] <vowed> {to rebuild the bridge}.", "promise"),
        ("[The union] <threatened> {to strike}.", "threaten"),
        ("[Engineers] <are raising the alarm> {about the bridge}.", "warn"),
        ("[He] <called for> {an inquiry}.", "urge"),
        ("[He] <called on> {the council to act}.", "urge"),
        ("[She] <told> {her staff to go home}.", "urge"),
        ("[She] <asked> {the council to act}.", "urge"),
        ("[She] <asked for> {more time}.", "urge"),
        ("[She] <praised> {the firemen}.", "praise"),
        ("[He] <took aim at> {the council}.", "criticise"),
        ("[He] <took some shots at> {the council}.", "criticise"),
        ("[The council] <announced> {a new bridge}.", "announce"),
        ("{The bridge} <is expected> {to open in May}.", "believe"),
        ("{The bridge}, <seen as> {a failure}, is shut.", "believe"),
        ("[She] <is confident> {that it will open}.", "believe"),
        ("[He] <wants> {a new bridge}.", "want"),
        ("[His] <plan to> {build a bridge} failed.", "plan"),
        ("[Voters] <fear> {that the bridge will fall}.", "fear"),
        ("[She] <expressed> {her concern about the bridge}.", "fear"),
        ("[A poll] <found> {that most want a bridge}.", "show"),
        ("[A report by the council] <suggests> {that it will fall}.", "show"),
        ("[Ann Lee] <found> {the report odd}.", "believe"),
        ("[He] <issued a statement saying> {that he was ill}.", "say"),
        ("[He] <issued a warning> {that it would fall}.", "warn"),
        ("[He] <seemed to confirm> {the report}.", "admit"),
        ("[He] <answered a question by insisting> {that it was safe}.", "insist"),
        ("[The town] <is obsessed> {with bridges}.", "other"),
    ],
)
def test_the_words_of_a_cue_tell_its_act(marked: str, act: Act) -> None:
    assert read(marked).act == act


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <did not say> {that it was safe}.",
        "[She] <didn’t say> {that it was safe}.",
        "[She] <never claimed> {that it was safe}.",
        "[She] <does not deny> {that it fell}.",
        "[Nobody] <believes> {the council}.",
        "[Not all voters] <want> {a bridge}.",
        "[The union] <stopped short of calling for> {a strike}.",
        "[She] did not <say> {that it was safe}.",
        "[She] <made no mention of> {the bridge}.",
    ],
)
def test_a_negated_attribution_is_negative(marked: str) -> None:
    assert read(marked).polarity == "negative"


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <said> {it was not safe}.",
        "[She] <refused to say> {whether it was safe}.",
        "[He] <denied> {that it fell}.",
        "[She] <made no secret of> {her doubts}.",
        "[The mayor, who does not drive,] <said> {it was safe}.",
    ],
)
def test_a_refusal_and_a_negated_content_stay_positive(marked: str) -> None:
    assert read(marked).polarity == "positive"
