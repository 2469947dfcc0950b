import pytest

from onrecord.model import Article, Attribution, Block, Span
from onrecord.statements.participles import with_led
from onrecord.text import paragraphs


def article(text: str) -> Article:
    return Article("a", text, tuple(Block("body", start, end) for start, end in paragraphs(text)))


def found(page: Article, content: str, cue: str, source: str) -> Attribution:
    def span(words: str) -> tuple[Span, ...]:
        start = page.text.index(words)
        return (page.span(start, start + len(words)),)

    return Attribution(span(content), span(cue), span(source) if source else (), 0.8)


def told(each: Attribution) -> tuple[str, str, str]:
    source = each.source[0].text if each.source else ""
    return source, each.cue[0].text, " … ".join(span.text for span in each.content)


def test_a_participle_is_the_cue_of_the_quotation_that_it_leads_into() -> None:
    page = article("Mara Holt walked on to the stage, shouting: ‘Build the bridge!’")
    assert [told(each) for each in with_led(page, ())] == [("Mara Holt", "shouting", "‘Build the bridge!’")]


def test_who_is_seen_in_footage_speaks_and_not_the_film() -> None:
    page = article("The film uses footage of Mara Holt saying in May, “It is safe.” Boats rock.")
    of_film = found(page, "“It is safe.”", "uses footage of", "The film")
    assert [told(each) for each in with_led(page, [of_film])] == [("Mara Holt", "saying", "“It is safe.”")]


def test_a_statement_keeps_what_is_not_led_into() -> None:
    page = article("Holt asked for a vote while chanting, “No more floods.”")
    start = page.text.index("“")
    vote = found(page, "a vote", "asked for", "Holt")
    both = Attribution((*vote.content, page.span(start, len(page.text))), vote.cue, vote.source, 0.8)
    assert [told(each) for each in with_led(page, [both])] == [
        ("Holt", "asked for", "a vote"),
        ("Holt", "chanting", "“No more floods.”"),
    ]


def test_a_participle_that_is_a_cue_already_is_left_alone() -> None:
    page = article("Holt left, saying, “It is safe.”")
    known = found(page, "“It is safe.”", "saying", "Holt")
    assert with_led(page, [known]) == (known,)


@pytest.mark.parametrize(
    "text",
    [
        "In the rain, singing, “Hail the bridge of Corran.”",  # nobody is named
        "Mara Holt read it out, stating “safe” twice.",  # no comma: it goes on, and one word
        "Mara Holt left. The crowd was loud. Rain fell, and saying so, “we went home” was all.",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert with_led(article(text), ()) == ()
