from onrecord.model import Article, Attribution, Block, Context
from onrecord.statements.quotes import Quotations
from onrecord.statements.turns import in_conversation, turns, with_turns
from onrecord.text import paragraphs

INTERVIEW = (
    "Note: this was recorded in May.\n"
    "Ann Lee: When did you know?\n"
    "Mara Holt: In March. Bo Carr said it was cold.\n"
    "Ann Lee: And then?\n"
    "Mara Holt: I left."
)
TRANSCRIPT = (
    '"LEE: When did you know?\n'
    '"HOLT: In March. “Soon,” he said.\n'
    '"Not late.\n'
    '"LEE: And then?\n'
    '"HOLT: I left."'
)
LETTERS = "”I’m tired of ‘no’ and of “maybe”. Build it.”― Mara Holt.\n“Build it,” he said ― Bo Carr left."
RELEASE = "“We met in May.” – Mara Holt, Mayor\n“We met.” She left – Bo Carr said nothing."


def article(text: str) -> Article:
    return Article("a", text, tuple(Block("body", start, end) for start, end in paragraphs(text)))


def attribution(page: Article, content: str, cue: str, source: str) -> Attribution:
    def at(words: str) -> int:
        return page.text.index(words)

    content_, cue_, source_ = (
        (page.span(at(words), at(words) + len(words)),) for words in (content, cue, source)
    )
    return Attribution(content_, cue_, source_, 0.5)


def read(page: Article, *found: Attribution) -> list[tuple[str, str]]:
    every = with_turns(page, found, turns(page))
    return [(each.source[0].text, each.content[0].text) for each in every]


def test_each_turn_of_an_interview_is_its_speakers() -> None:
    assert read(article(INTERVIEW)) == [
        ("Ann Lee", "When did you know?"),
        ("Mara Holt", "In March. Bo Carr said it was cold."),
        ("Ann Lee", "And then?"),
        ("Mara Holt", "I left."),
    ]


def test_what_the_model_made_of_a_turn_gives_way() -> None:
    page = article(INTERVIEW)
    assert len(read(page, attribution(page, "I left", "Mara Holt: ", "Mara Holt"))) == 4


def test_somebody_quoted_inside_a_turn_stays() -> None:
    page = article(INTERVIEW)
    assert ("Bo Carr", "it was cold") in read(page, attribution(page, "it was cold", "said", "Bo Carr"))


def test_a_signed_quotation_is_its_signers() -> None:
    assert read(article(RELEASE)) == [("Mara Holt, Mayor", "“We met in May.”")]


def test_a_transcript_may_be_quoted_as_a_whole() -> None:
    assert read(article(TRANSCRIPT)) == [
        ("LEE", "When did you know?"),
        ("HOLT", "In March. “Soon,” he said."),
        ("LEE", "And then?"),
        ("HOLT", "I left."),
    ]


def test_a_turn_goes_on_where_its_mark_opens_again() -> None:
    page = article(TRANSCRIPT)
    _, answer, _, last = with_turns(page, (), turns(page))
    assert [span.text for span in answer.content] == ["In March. “Soon,” he said.", "Not late."]
    assert [span.text for span in last.content] == ["I left."]


def test_a_letter_is_its_writers_whatever_its_marks() -> None:
    assert read(article(LETTERS)) == [("Mara Holt", "”I’m tired of ‘no’ and of “maybe”. Build it.”")]


def test_a_lone_colon_is_no_conversation() -> None:
    assert read(article("Update: the road is open.\nMara Holt: I left.")) == []


def test_a_turn_asks_or_answers_the_one_before() -> None:
    page = article(INTERVIEW)
    of = turns(page)
    context = Context("say")
    every = [in_conversation(page, each, context, of) for each in with_turns(page, (), of)]
    assert [each.act for each in every] == ["ask", "say", "ask", "say"]
    assert [each.prompt and each.prompt[0].text for each in every] == [
        None,
        "When did you know?",
        None,
        "And then?",
    ]
    other = attribution(page, "it was cold", "said", "Bo Carr")
    assert in_conversation(page, other, context, of) == context


def test_a_headline_may_end_with_who_says_it() -> None:
    text = "Bridge to close in May, mayor says\nThe bridge closes, it seems"
    end = text.index("\n")
    page = Article("a", text, (Block("headline", 0, end), Block("body", end + 1, len(text))))
    (said,) = with_turns(page, (), turns(page))
    assert (said.content[0].text, said.source[0].text) == ("Bridge to close in May", "mayor")
    assert Quotations(page).kind(said.content) == "indirect"
