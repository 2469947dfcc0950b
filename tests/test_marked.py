import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.faces.marked import write_html
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement

VOID = {"meta"}


class Reader(HTMLParser):
    """Reads a page back: its text by tag and class, its ids and links; complains of tags left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.said: dict[str, str] = {}
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append((tag, given.get("class") or ""))
        if (given.get("class") or "").startswith("text "):
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self.open]
        if any(name.startswith("text ") for name in classes) and not classes[-1].startswith(
            ("number", "label")
        ):
            self.paragraphs[-1] += data
        for tag, name in self.open[-1:]:
            self.said[tag + "." + name] = self.said.get(tag + "." + name, "") + data


def page(*readings: Reading) -> str:
    output = io.StringIO()
    write_html(readings, output)
    return output.getvalue()


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def one(text: str, *statements: Statement) -> Reading:
    article = Article("a", text, (Block("body", 0, len(text)),))
    return Reading(Page(b"", "x", "text/plain"), article, statements)


def said(text: str, start: int, end: int) -> Statement:
    return Statement("s", "direct", "say", (Span.of(text, start, end),), (), (), Speaker("A"), confidence=0.9)


def test_the_article_stands_there_word_for_word(reading: Reading, article: Article) -> None:
    shown = read(page(reading)).paragraphs
    assert shown == [article.text[block.start : block.end] for block in article.blocks]


def test_words_cue_and_source_are_marked(reading: Reading) -> None:
    found = read(page(reading)).said
    assert found["mark.indirect"].removeprefix("reported") == "that the council would sell the pier"
    assert found["mark.direct"].removeprefix("quoted") == "We will keep it.It is ours,and <ours> it stays."
    assert found["span.source"].removeprefix("who") == "Mayor Ines FallowsheThey"
    assert found["span.prompt"] == "Asked about the rumour"


def test_a_statement_within_a_statement_is_marked_as_nested(reading: Reading) -> None:
    found = read(page(reading)).said
    assert found["mark.mixed nested"] == "“a quick sale”"
    assert found["mark.cue mixed"] == "want"


def test_marks_and_cards_lead_to_each_other(reading: Reading) -> None:
    reader = read(page(reading, reading))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    for place in ("p1s2", "p1m2", "p2s4", "p2m4"):
        assert "#" + place in reader.links


def test_a_card_says_who_does_what_and_in_answer_to_what(reading: Reading) -> None:
    html = page(reading)
    assert "<b>Ines Fallow</b> denies</p>" in html
    assert "<dt>to</dt><dd>Wexcombe FM</dd><dt>answers</dt><dd>Asked about the rumour</dd>" in html
    assert '<div class="note mixed unsure" id="p1s3">' in html


def test_the_number_stands_before_the_quotation_mark(reading: Reading) -> None:
    assert re.search(r'Monday: <a class="number" id="p1m2" href="#p1s2">2</a>“<mark', page(reading))


def test_what_is_printed_again_is_grey_and_says_so(reading: Reading) -> None:
    assert '<p class="text caption repeats" dir="auto"><span class="label">Printed again</span>' in page(
        reading
    )


def test_nothing_of_a_page_becomes_markup(reading: Reading, article: Article) -> None:
    evil = "<script>alert(1)</script>\"'&amp;"
    html = page(replace(reading, article=replace(article, outlet=evil, headline=evil, authors=(evil,))))
    assert "<script" not in html
    speaker = replace(reading.statements[0], speaker=Speaker(evil))
    html = page(replace(reading, statements=(speaker,), notices=(evil,), page=Page(b"", evil, "")))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_asked_of_any_other_place(reading: Reading, failure: Reading) -> None:
    html = page(reading, failure)
    assert not re.search(r"<(script|link|img|iframe|object|base)|@import|url\(|src=|https?://", html)
    assert "default-src &#x27;none&#x27;" in html


def test_several_pages_are_listed_and_one_is_not(reading: Reading, failure: Reading) -> None:
    assert '<nav class="contents">' not in page(reading)
    html = page(reading, failure)
    assert html.count("<section") == 2
    assert '<li><a href="#p2">pages/empty.html</a> <small>not read</small></li>' in html
    assert "&#x27;pages/empty.html&#x27; holds no text. Save the page again." in html


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_text_with_any_spans_is_well_formed_and_whole(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    statements = [said(text, *sorted(span)) for span in spans if span[0] != span[1]]
    html = page(one(text, *statements))
    assert "\0" not in html
    html.encode("utf-8")
    body = re.search(r'<p class="text body" dir="auto">(.*?)</p>\n<aside', html, re.DOTALL)
    assert body is not None
    shown = unescape(re.sub(r"<a [^>]*>\d+</a>|<[^>]*>", "", body[1]))
    kept = re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    assert shown == kept
    assert len(set(re.findall(r'id="(p1s\d+)"', html))) == len(statements)
