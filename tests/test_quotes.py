from dataclasses import replace

from onrecord.model import Article, Attribution, Block, Span
from onrecord.statements.quotes import Quotations, continued
from onrecord.text import paragraphs

SPEECH = (
    "Mara Holt told the council: ‘We met in May. \n\n"
    "Crowds at the harbour\n\n"
    "‘It’s the workers’ choice, and it was before. \n\n"
    "‘That is all.’\n\n"
    "‘Nobody asked,’ Ivo Brandt said."
)


def article(text: str, captions: tuple[int, ...] = ()) -> Article:
    blocks = (
        Block("caption" if n in captions else "body", start, end)
        for n, (start, end) in enumerate(paragraphs(text))
    )
    return Article("a", text, tuple(blocks))


def attribution(article: Article, content: str, cue: str, source: str) -> Attribution:
    def spans(words: str) -> tuple[Span, ...]:
        start = article.text.index(words)
        return (article.span(start, start + len(words)),)

    return Attribution(spans(content), spans(cue), spans(source), 0.9)


def test_a_quotation_that_opens_again_each_paragraph_is_one_statement() -> None:
    page = article(SPEECH, captions=(1,))
    said = attribution(page, "We met in May.", "told", "Mara Holt")
    (whole,) = continued(page, [said], Quotations(page))
    assert [span.text for span in whole.content] == [
        "We met in May.",
        "It’s the workers’ choice, and it was before.",
        "That is all.",
    ]


def test_what_was_found_in_the_continuation_becomes_part_of_it() -> None:
    page = article(SPEECH, captions=(1,))
    said = attribution(page, "We met in May.", "told", "Mara Holt")
    inside = attribution(page, "it was before", "choice", "workers")
    assert len(continued(page, [said, inside], Quotations(page))) == 1


def test_what_was_linked_to_a_cue_elsewhere_goes_back_to_the_quotation() -> None:
    page = article(SPEECH, captions=(1,))
    said = attribution(page, "We met in May.", "told", "Mara Holt")
    stray = attribution(page, "‘That is all.’", "said", "Ivo Brandt")
    (whole,) = continued(page, [said, stray], Quotations(page))
    assert whole.source == said.source
    assert whole.content[-1].text == "That is all."


def test_a_paragraph_with_its_own_speaker_keeps_it() -> None:
    text = "Mara Holt said: “We met.\n\n“It was cold,” Ivo Brandt said."
    page = article(text)
    both = [
        attribution(page, "We met.", "said", "Mara Holt"),
        attribution(page, "“It was cold,”", "Brandt said", "Ivo"),
    ]
    assert continued(page, both, Quotations(page)) == tuple(both)


def test_a_statement_that_ends_before_the_open_quotation_does_not_go_on() -> None:
    text = "Mara Holt said no, adding: “We met.\n\n“It was cold.”"
    page = article(text)
    said = attribution(page, "no", "said", "Mara Holt")
    assert continued(page, [said], Quotations(page)) == (said,)


def test_kind_is_told_from_the_words_inside_marks() -> None:
    page = article("Mara Holt said ‘never’. Ivo Brandt said it was ‘a farce’. She said no.")
    marks = Quotations(page)

    def kind(words: str) -> str:
        start = page.text.index(words)
        return marks.kind([page.span(start, start + len(words))])

    assert kind("‘never’") == kind("never") == "direct"
    assert kind("it was ‘a farce’") == "mixed"
    assert kind("no.") == "indirect"


def test_a_block_quotation_needs_no_marks() -> None:
    text = "Mara Holt wrote:\nWe met in May."
    start = text.index("We")
    page = Article("a", text, (Block("body", 0, start - 1), Block("quote", start, len(text))))
    assert Quotations(page).kind([page.span(start, len(text))]) == "direct"
    assert Quotations(page).kind([page.span(0, 9)]) == "indirect"


def test_a_block_quotation_is_one_statement_to_its_end() -> None:
    text = "Mara Holt wrote:\nWe met. It rained."
    start = text.index("We")
    page = Article("a", text, (Block("body", 0, start - 1), Block("quote", start, len(text))))
    said = attribution(page, "We met", "wrote", "Mara Holt")
    (whole,) = continued(page, [said], Quotations(page))
    assert whole.content[0].text == "We met. It rained."


def test_two_statements_in_one_open_quotation_share_no_words() -> None:
    page = article("Mara Holt spoke. She said: “We met.\n\n“It was cold. It rained.”\n\n“We left.”")
    first = attribution(page, "We met.", "said", "She")
    second = attribution(page, "It was cold.", "spoke", "Mara Holt")
    earlier = replace(second, content=(page.span(0, 9), *second.content))
    found = continued(page, [first, earlier], Quotations(page))
    words = [n for each in found for span in each.content for n in range(span.start, span.end)]
    assert len(words) == len(set(words))
