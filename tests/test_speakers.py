import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.model import Article, Attribution, Block, Role, Span, Speaker
from onrecord.statements.speakers import explain, speakers

HARD = [
    json.loads(line)
    for line in Path(__file__).with_name("hard_speakers.jsonl").read_text(encoding="utf-8").splitlines()
]


def article(text: str, roles: Sequence[Role] = ()) -> Article:
    """Each line of a text as a block; a line that was there before repeats it."""
    blocks: list[Block] = []
    lines: dict[str, int] = {}
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        role: Role = roles[number] if roles else "body"
        blocks.append(Block(role, match.start(), match.end(), lines.get(match.group())))
        lines.setdefault(match.group(), number)
    return Article("a", text, tuple(blocks))


def find(text: str, words: str | None, near: Span) -> tuple[Span, ...]:
    """Where words stand in a text: the place nearest to another span."""
    if words is None:
        return ()
    edge = r"(?<!\w)" if words[0].isalnum() else ""
    starts = [match.start() for match in re.finditer(edge + re.escape(words) + r"(?!\w)", text)]
    start = min(starts, key=lambda at: near.start - at if at < near.start else at - near.end)
    return (Span.of(text, start, start + len(words)),)


def attribution(text: str, source: str | None, cue: str | None, content: str) -> Attribution:
    start = text.index(content)
    span = Span.of(text, start, start + len(content))
    return Attribution((span,), find(text, cue, span), find(text, source, span), 1.0)


def read(text: str, *statements: tuple[str | None, str | None, str]) -> tuple[Speaker, ...]:
    return speakers(article(text), [attribution(text, *one) for one in statements])


def is_right(case: dict[str, object]) -> bool:
    text, roles = str(case["text"]), case.get("roles", ())
    wanted = case["statements"]
    assert isinstance(wanted, list)
    assert isinstance(roles, list | tuple)
    given = [attribution(text, one["source"], one["cue"], one["content"]) for one in wanted]
    found = speakers(article(text, roles), given)
    return all(
        speaker.name in (one["name"] if isinstance(one["name"], list) else [one["name"]])
        and speaker.type == one["type"]
        for one, speaker in zip(wanted, found, strict=True)
    )


def test_at_most_three_hard_cases_are_wrong() -> None:
    wrong = [case["claim"] for case in HARD if not is_right(case)]
    assert len(HARD) >= 60
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
    given = [attribution(text, "He", "said", "it was late"), attribution(text, None, "is said", "Snow fell")]
    lines = explain(article(text), given)
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
