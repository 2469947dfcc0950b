import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from onrecord.model import Article, Attribution, Role, Span, Speaker
from onrecord.statements.speakers import explain, speakers
from tests.storytelling import article, attribution, read

HARD = [
    json.loads(line)
    for line in Path(__file__).with_name("hard_speakers.jsonl").read_text(encoding="utf-8").splitlines()
]


def is_right(case: dict[str, object]) -> bool:
    text, roles = str(case["text"]), case.get("roles", ())
    wanted = case["statements"]
    assert isinstance(wanted, list)
    assert isinstance(roles, list | tuple)
    parts = [attribution(text, one["source"], one["cue"], one["content"]) for one in wanted]
    found = speakers(article(text, roles), parts)
    return all(
        speaker.name in (one["name"] if isinstance(one["name"], list) else [one["name"]])
        and speaker.type == one["type"]
        for one, speaker in zip(wanted, found, strict=True)
    )


def test_at_most_three_hard_cases_are_wrong() -> None:
    wrong = [case["claim"] for case in HARD if not is_right(case)]
    assert len(HARD) >= 99
    assert len(wrong) <= 3, wrong


def test_no_attributions_have_no_speakers() -> None:
    assert speakers(article("Nothing was said."), ()) == ()


def test_an_empty_article_is_no_trouble() -> None:
    one = Attribution((), (), (), 0.5)
    assert speakers(Article("a", "", ()), [one]) == (Speaker(),)


def test_the_mention_is_the_source_as_printed() -> None:
    text = "Mayor Tobias Wren arrived. He said it was late."
    (speaker,) = read(text, ("He", "said", "it was late"))
    assert speaker.mention is not None
    assert (speaker.name, speaker.mention.text) == ("Tobias Wren", "He")


def test_every_speaker_is_explained_in_one_line() -> None:
    text = "Mayor Tobias Wren arrived. He said it was late. Snow fell, it is said."
    parts = [attribution(text, "He", "said", "it was late"), attribution(text, None, "is said", "Snow fell")]
    lines = explain(article(text), parts)
    assert len(lines) == 2
    assert "Tobias Wren" in lines[0]
    assert all(line and "\n" not in line for line in lines)


def test_the_order_of_attributions_does_not_matter() -> None:
    text = "Mayor Tobias Wren arrived. He said it was late. Ida Lund said it was early."
    one = attribution(text, "He", "said", "it was late")
    two = attribution(text, "Ida Lund", "said", "it was early")
    assert speakers(article(text), [one, two]) == speakers(article(text), [two, one])[::-1]


@pytest.mark.parametrize("mark", ["’", "'"])
def test_a_team_is_named_with_the_apostrophe_of_its_article(mark: str) -> None:
    text = f"Gerald Maddox lost. Mr Maddox{mark}s team said the count was wrong."
    (speaker,) = read(text, (f"Mr Maddox{mark}s team", "said", "the count was wrong"))
    assert speaker.name == f"Gerald Maddox{mark}s team"


def test_words_in_a_repeated_block_do_not_count() -> None:
    text = "Ida Lund spoke.\nNeil Strand on stage\nNeil Strand on stage\nShe said no."
    roles: tuple[Role, ...] = ("body", "caption", "caption", "body")
    (speaker,) = speakers(article(text, roles), [attribution(text, "She", "said", "no")])
    assert speaker.name == "Ida Lund"


WORDS = strategies.lists(
    strategies.sampled_from(
        [
            "the",
            "a",
            "She",
            "he",
            "They",
            "it",
            "who",
            "Mr",
            "Sir",
            "senator",
            "Ida",
            "Lund",
            "Lund’s",
            "and",
            ",",
            ".",
            "“",
            "”",
            "’",
            "‘",
            "(",
            ")",
            "said",
            "of",
            "her",
            "company",
            "report",
            "Norvane",
            "Foods",
            "many",
            "voters",
            "I",
            "we",
            "\n",
            "\x00",
            "\u200f",
            "é",
            "É",
            "ﬁ",
            "12",
            "one",
            "two",
            "both",
        ]
    ),
    min_size=1,
    max_size=60,
)


@given(WORDS, strategies.data())
def test_any_words_and_any_spans_have_a_speaker_or_none(
    words: list[str], data: strategies.DataObject
) -> None:
    text = " ".join(words)
    edges = strategies.lists(strategies.integers(0, len(text)), min_size=2, max_size=2).map(sorted)
    spans = [Span.of(text, *data.draw(edges)) for _ in range(3)]
    one = Attribution((spans[0],), (spans[1],), (spans[2],), 0.5)
    found = speakers(article(text), [one, one])
    assert len(found) == 2
    assert all(speaker.name is None or speaker.name.strip() for speaker in found)
    assert all(speaker.name is not None or speaker.type in ("unknown", "author") for speaker in found)
