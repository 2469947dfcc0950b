from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.columns import ITSELF, MARK, NUL, read, written

ODD = st.text(st.sampled_from(["\0", MARK, "0", "1", "a"]))


@given(st.text() | ODD)
def test_text_is_read_as_it_was_written_and_holds_no_nul(text: str) -> None:
    assert "\0" not in written(text)
    assert read(written(text)) == text


def test_only_what_is_not_taken_is_changed() -> None:
    assert written("“Café” 😀\ufffd") == "“Café” 😀\ufffd"
    assert written("a\0b") == f"a{NUL}b"
    assert written(NUL) == f"{ITSELF}0"
