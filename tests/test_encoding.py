"""Bytes become characters by mark, by what is true, by what is declared, by guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.encoding import decode

ENGLISH = "The café’s owner said “no” – and £500 was not enough, he said. "
RUSSIAN = "Министр заявила во вторник, что мост будет закрыт до окончания работ. "
JAPANESE = "大臣は火曜日、技術者が作業を終えるまで橋は閉鎖されたままで、誰も危険にさらされていないと述べた。"
POLISH = "Minister powiedziała, że most pozostanie zamknięty do końca miesiąca. "


def meta(text: str, label: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_a_mark_or_the_form_of_utf_16_tells_the_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).text == ENGLISH


def test_utf_8_needs_no_declaration_and_no_notice() -> None:
    assert decode(ENGLISH.encode()).notices == ()


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("text", "encoding"), [(ENGLISH, "cp1252"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis")]
)
def test_a_declared_encoding_is_used(text: str, encoding: str) -> None:
    found = decode(meta(text, encoding).encode(encoding), markup=True)
    assert text in found.text
    assert found.notices == ()


def test_what_is_called_latin_1_is_windows_1252_as_in_a_browser() -> None:
    assert "“no”" in decode(ENGLISH.encode("cp1252"), carrier="iso-8859-1").text


def test_a_page_that_declares_another_encoding_but_is_utf_8_is_read_as_utf_8() -> None:
    found = decode(meta(ENGLISH, "windows-1251").encode(), markup=True)
    assert ENGLISH in found.text
    assert found.notices == ("Declared as windows-1251 but is not: read as UTF-8.",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ENGLISH, "cp1252"), (RUSSIAN * 3, "cp1251"), (JAPANESE * 3, "shift_jis"), (POLISH * 3, "cp1250")],
)
def test_an_encoding_that_nobody_declared_is_guessed_and_the_guess_is_said(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert "a guess" in found.notices[0]


def test_a_wrong_declaration_is_said() -> None:
    found = decode(meta(ENGLISH, "utf-8").encode("cp1252"), markup=True)
    assert ENGLISH in found.text
    assert found.notices == ("Declared as UTF-8 but is not: read as windows-1252.",)


def test_a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding() -> None:
    found = decode(ENGLISH.encode() * 3 + b"\xff!")
    assert found.text == ENGLISH * 3 + "\ufffd!"
    assert found.notices == ("1 place is not UTF-8 and became U+FFFD.",)


def test_lone_surrogates_become_one_sign_each() -> None:
    assert decode("a\ud800\udfffb".encode("utf-8", "surrogatepass")).text == "a\ufffd\ufffdb"


@pytest.mark.parametrize("label", ["hex", "nonsense", "utf-16", "\u00e9"])
def test_a_label_that_means_nothing_changes_nothing(label: str) -> None:
    assert decode(ENGLISH.encode(), carrier=label).text == ENGLISH


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "euc-kr", "iso-2022-jp", "x"]))
def test_any_bytes_become_characters_without_surrogates(content: bytes, carrier: str | None) -> None:
    found = decode(content, carrier=carrier, markup=True)
    found.text.encode("utf-8")
    assert found == decode(content, carrier=carrier, markup=True)
