import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.marks import AMERICAN, BRITISH, STRAIGHT_DOUBLE, STRAIGHT_SINGLE, STYLES, Style, restyled

TEXT = "“I don’t like ‘fake news’ at all,” she said."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (AMERICAN, TEXT),
        (BRITISH, "‘I don’t like “fake news” at all,’ she said."),
        (STRAIGHT_DOUBLE, "\"I don't like 'fake news' at all,\" she said."),
        (STRAIGHT_SINGLE, "'I don't like \"fake news\" at all,' she said."),
    ],
)
def test_each_style_has_its_marks(style: Style, expected: str) -> None:
    assert restyled(TEXT, style) == expected


@given(st.text("“”‘’'\"ab s.\n", max_size=60), st.sampled_from(STYLES))
def test_no_offset_moves(text: str, style: Style) -> None:
    other = restyled(text, style)
    assert len(other) == len(text)
    assert all(a == b or a in "“”‘’'\"" for a, b in zip(text, other, strict=True))
