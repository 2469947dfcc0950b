"""Two wordings with their differences, as rows and as JSON."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.faces import altered, beside, pairs
from onrecord.faces.contrasts import contrast, contrast_json, summary, swaps
from onrecord.faces.sides import Side

ROSE, FELL = "The gates rose. Lena Ostwick explained it.", "The gates fell. Lena Ostwick elucidated it."
WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "gates",
            "rose",
            "fell.",
            "“not",
            "safe”",
            "3.5m",
            "Ostwick",
            "\n",
            "may",
            "will",
            "‸",
            "\x1b[1m",
        ]
    )
).map(" ".join)


def sides(one: str, other: str) -> tuple[Side, Side]:
    return Side(one, "words"), Side(other, "words")


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=60), WORDS), st.one_of(st.text(max_size=60), WORDS))
def test_any_two_strings_can_be_shown(one: str, other: str) -> None:
    found = contrast(*sides(one, other))
    shown = json.loads(json.dumps(contrast_json(found)))
    assert (shown["original"]["text"], shown["copy"]["text"]) == (one, other)
    for each in shown["differences"]:
        assert one[each["original"]["start"] : each["original"]["end"]] == each["original"]["text"]
        assert other[each["copy"]["start"] : each["copy"]["end"]] == each["copy"]["text"]
    output = io.StringIO()
    beside.write(pairs.pair_lines(found, brief=False), output)
    assert "\x1b" not in output.getvalue()
    assert altered.pair_page(found).endswith("</html>\n")


def test_what_changes_the_meaning_comes_first() -> None:
    shown = contrast_json(contrast(*sides(ROSE, FELL)))
    assert [each["meaning"] for each in shown["differences"]] == ["changed", "kept"]
    assert (shown["changed"], shown["kept"]) == (1, 1)


def test_harmless_words_are_named() -> None:
    found = contrast(*sides(ROSE, FELL))
    assert swaps(found.harmless) == ["explained → elucidated"]
    assert summary([found]) == "1 change of meaning, 1 harmless."
    assert summary([contrast(*sides(ROSE, ROSE))]) == "No difference."


def test_a_change_in_quotation_marks_is_marked() -> None:
    inside = contrast(*sides("She said: “The gates rose.”", "She said: “The gates fell.”"))
    assert [inside.is_quoted(each) for each in inside.dangerous] == [True]
    outside = contrast(*sides("She said: “The gates rose.”", "She said that the gates fell."))
    assert not any(outside.is_quoted(each) for each in outside.dangerous)


def test_sentences_stand_beside_their_counterparts() -> None:
    tail = " ".join(f"The ferry to Baltry left pier {n} on a quiet morning in spring." for n in range(9))
    found = contrast(*sides(f"The gates rose. {tail}", f"{tail} The gates fell."))
    rows = [(row.original, row.copy) for row in found.rows if not row.alike]
    one, other = found.original.text, found.copy.text
    assert ("The gates rose.", "The gates fell.") in [
        (one[slice(*mine)], other[slice(*theirs)]) for mine, theirs in rows if mine and theirs
    ]
