from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Attribution, Context, Span
from onrecord.statements.context import context
from tests.attributed import read

WORDS = st.sampled_from(
    ["Ann Lee", "said", "told", "asked", "that", "when", "in an interview with", "reporters", "on Tuesday"]
) | st.sampled_from([",", ".", ":", "“", "”", "?", "\n", "’", "(", ")", "to", "by", "Mr.", "if"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map(" ".join))


def spans_of(found: Context) -> list[Span]:
    listener = [found.addressee.span] if found.addressee else []
    return [*listener, *(found.prompt or ()), *(found.when or ()), *(found.where or ())]


@st.composite
def attributions(draw: st.DrawFn) -> tuple[Article, Attribution]:
    text = draw(TEXTS)
    article = Article("an-article", text, ())
    offsets = st.integers(0, len(text))
    spans = st.lists(st.tuples(offsets, offsets).map(sorted), max_size=3)
    content, cue, source = (tuple(article.span(a, b) for a, b in draw(spans)) for _ in range(3))
    return article, Attribution(content, cue, source, 0.5)


@given(attributions())
def test_any_spans_at_all_give_slices_of_the_text(drawn: tuple[Article, Attribution]) -> None:
    article, attribution = drawn
    for span in spans_of(context(article, attribution)):
        assert span.text == article.text[span.start : span.end]
        assert span.text.strip()


@given(attributions())
def test_reading_twice_gives_the_same(drawn: tuple[Article, Attribution]) -> None:
    assert context(*drawn) == context(*drawn)


def test_everything_around_a_cue_is_read_at_once() -> None:
    found = read(
        "In a radio interview on Sunday, when pressed on the bridge, [Ann Lee] <told> listeners "
        "{that it was safe}. It fell."
    )
    assert found.act == "say"
    assert found.polarity == "positive"
    assert found.addressee is not None
    assert found.addressee.name == "listeners"
    assert [span.text for span in found.prompt or ()] == ["when pressed on the bridge"]
    assert [span.text for span in found.when or ()] == ["on Sunday"]
    assert [span.text for span in found.where or ()] == ["In a radio interview"]


def test_what_is_not_said_is_none() -> None:
    assert read("[Ann Lee] <said> {that it was safe}.") == Context("say")


def test_an_attribution_with_no_spans_at_all_is_read() -> None:
    assert context(Article("an-article", "", ()), Attribution((), (), (), 0.0)) == Context("say")


def test_a_long_page_of_one_word_is_read_quickly() -> None:
    article = Article("an-article", "when " * 20_000, ())
    whole = (article.span(0, len(article.text)),)
    assert context(article, Attribution(whole, whole, (), 0.5)).addressee is None
