"""From bytes to characters: by mark, by what is true (UTF-8), by what is declared, by guess.

UTF-8 is tried before anything that is declared, because text in another encoding hardly ever
decodes as UTF-8 by chance while pages often declare what they are not. A byte order mark is no
character of the text: offsets begin after it. Labels mean what they mean to a browser
(WHATWG Encoding Standard): ``iso-8859-1`` is windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.intake import media

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_:.-]+)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_SHOWN = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "cp1254": "windows-1254",
}
_ESCAPING = {"iso2022_jp": b"\x1b", "hz": b"~{"}
_SAMPLE = 65_536
_MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what a person should know about it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(content: bytes, *, carrier: str | None = None, markup: bool = False) -> Decoded:
    """The characters of ``content``; ``carrier`` is the encoding that the carrier declared, if any.

    ``markup`` says that the bytes may declare an encoding themselves, as HTML does. Lone surrogates
    are replaced by U+FFFD, one for one. Never raises: what cannot be decoded is shown as U+FFFD.
    """
    marked = _by_mark(content)
    if marked is not None:
        return _without_surrogates(marked)
    named = [name for name in (carrier, _declared(content) if markup else None) if name]
    declared = next((codec for codec in map(_codec, named) if codec), None)
    return _without_surrogates(_by_trial(content, declared))


def replace_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with every lone surrogate replaced by U+FFFD, and a notice where there were any."""
    if text.isascii():
        return text, ()
    replaced, count = _SURROGATE.subn("\ufffd", text)
    if not count:
        return text, ()
    noun = (
        "half of a character (a lone surrogate)" if count == 1 else "halves of characters (lone surrogates)"
    )
    return replaced, (f"{count} {noun} cannot be shown and became U+FFFD.",)


def _without_surrogates(decoded: Decoded) -> Decoded:
    text, notices = replace_surrogates(decoded.text)
    return Decoded(text, decoded.encoding, decoded.notices + notices) if notices else decoded


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in media.BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _forced(content[len(mark) :], encoding)
    silent = media.utf_16_without_mark(content)
    return _forced(content, silent) if silent else None


def _by_trial(content: bytes, declared: str | None) -> Decoded:
    escape = _ESCAPING.get(declared or "")
    text = None if escape and escape in content else _strictly(content, "utf-8")
    if text is not None:
        notices = () if text.isascii() else _disagreement(declared, "utf-8")
        return Decoded(text, "utf-8", notices)
    if _mostly_utf_8(content) or _SURROGATE_BYTES.search(content):
        return _forced(content, "utf-8")
    if declared and declared != "utf-8":
        text = _strictly(content, declared)
        if text is not None:
            return Decoded(text, declared)
    return _guessed(content, declared)


def _guessed(content: bytes, declared: str | None) -> Decoded:
    encoding = _guess(content)
    text = _strictly(content, encoding)
    if text is None:
        forced = _forced(content, encoding)
        return Decoded(forced.text, encoding, _disagreement(declared, encoding) + forced.notices)
    if declared is None:
        return Decoded(text, encoding, (f"No encoding declared: read as {_shown(encoding)}, a guess.",))
    return Decoded(text, encoding, _disagreement(declared, encoding))


def _guess(content: bytes) -> str:
    sample = _telling(content)
    japanese = next((codec for codec in ("cp932", "euc_jp") if _is_japanese(sample, codec)), None)
    if japanese is not None:
        return japanese
    from charset_normalizer import from_bytes  # slow to load, and nearly all pages are UTF-8

    best = from_bytes(sample).best()
    guess = _codec(best.encoding) if best else None
    # Short Western texts pass for any one-byte code page: windows-1252 is by far the likeliest of them.
    if guess is None or (best is not None and best.alphabets and not _foreign(best.alphabets)):
        western = _strictly(sample, "cp1252")
        return "cp1252" if western is not None and (guess is None or _western(western)) else guess or "cp1252"
    return guess


def _is_japanese(sample: bytes, codec: str) -> bool:
    """Whether much of what ``sample`` decodes to is kana, which other bytes hardly ever give."""
    text = sample.decode(codec, "ignore")
    high = sum(character > "\x7f" for character in text)
    kana = sum("\u3040" <= character <= "\u30ff" for character in text)
    return len(text) > 0.5 * len(sample) - 2 and kana > 0.25 * high


def _foreign(alphabets: list[str]) -> bool:
    known = ("Latin", "Punctuation", "Control", "Currency", "Letterlike", "Spacing")
    return any(not any(name in alphabet for name in known) for alphabet in alphabets)


def _western(text: str) -> bool:
    """Whether the characters above ASCII are those that Western European text uses in windows-1252."""
    usual = set("‘’“”–—…•€£«»°·§©®™¡¿\xa0\xadàáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÓÔÕÖØŒÙÚÛÜ")
    high = [character for character in text if character > "\x7f"]
    return sum(character in usual for character in high) >= _MOSTLY * len(high)


def _telling(content: bytes) -> bytes:
    """At most 64 KB from where the first byte above ASCII stands: plain ASCII tells nothing."""
    first = re.search(rb"[\x80-\xff]", content)
    start = max(0, first.start() - 1024) if first else 0
    return content[start : start + _SAMPLE]


def _mostly_utf_8(content: bytes) -> bool:
    """Whether nearly all sequences of high bytes are UTF-8, so that the others are damage."""
    sample = _telling(content)
    good = len(
        re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", sample)
    )
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return good > 0 and good >= 4 * bad


def _forced(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding, "surrogatepass"), encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    count = text.count("\ufffd")
    if encoding.startswith("utf"):  # other encodings have no such character of their own
        count -= content.count("\ufffd".encode(encoding))
    noun = "place is" if count == 1 else "places are"
    return Decoded(text, encoding, (f"{count} {noun} not {_shown(encoding)} and became U+FFFD.",))


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _declared(content: bytes) -> str | None:
    found = _XML.search(content[:512]) or _META.search(content[: 4 * 4096])
    return found.group(1).decode("ascii") if found else None


def _codec(label: str) -> str | None:
    """Python's name of the encoding that a browser means by ``label``; None for none that exists."""
    try:
        b"".decode(label.strip())  # LookupError also for codecs that are not of text, such as "hex"
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    # A meta element that says UTF-16 cannot have been read as UTF-16: browsers take UTF-8.
    if name.startswith(("utf-16", "utf-32", "utf-7")):
        return "utf-8"
    return _MEANT.get(name, name)


def _disagreement(declared: str | None, used: str) -> tuple[str, ...]:
    if declared is None or declared == used:
        return ()
    return (f"Declared as {_shown(declared)} but is not: read as {_shown(used)}.",)


def _shown(encoding: str) -> str:
    return _SHOWN.get(encoding, encoding.upper() if encoding.startswith("utf") else encoding)
