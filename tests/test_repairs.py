from dataclasses import replace

from onrecord.model import Article, Attribution, Block, Span
from onrecord.statements.repairs import repaired


def attribution(text: str, content: str, cue: str, source: str) -> tuple[Article, Attribution]:
    page = Article("a", text, (Block("body", 0, len(text)),))

    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (page.span(start, start + len(words)),)

    return page, Attribution(span(content), span(cue), span(source), 0.8)


def test_the_cue_is_what_a_letter_says_not_that_it_was_sent() -> None:
    page, found = attribution(
        "Mara Holt has written to the auditor accusing the mayor of theft.",
        "the auditor accusing the mayor of theft",
        "has written to",
        "Mara Holt",
    )
    (mended,) = repaired(page, [found])
    assert mended.cue[0].text == "accusing"
    assert mended.content[0].text == "the mayor of theft"


def test_a_participle_of_another_clause_is_left_alone() -> None:
    page, found = attribution(
        "Mara Holt wrote that the mayor was lost; accusing him was idle.",
        "that the mayor was lost; accusing him was idle",
        "wrote",
        "Mara Holt",
    )
    assert repaired(page, [found]) == (found,)


def test_who_is_asked_is_not_who_asks() -> None:
    page, found = attribution(
        "Asked whether she knew, Mara Holt said no.", "whether she knew", "Asked", "Mara Holt"
    )
    (mended,) = repaired(page, [found])
    assert mended.source == ()


def test_somebody_who_asked_stays() -> None:
    page, found = attribution("Mara Holt asked whether it rained.", "whether it rained", "asked", "Mara Holt")
    assert repaired(page, [found]) == (found,)


def test_the_sender_of_a_letter_accuses_not_who_got_it() -> None:
    page, found = attribution(
        "It rained. Mara Holt’s union has sent a long letter to the mayor accusing the town of theft.",
        "the town of theft",
        "accusing",
        "the mayor",
    )
    (mended,) = repaired(page, [found])
    assert mended.source[0].text == "Mara Holt’s union"


def test_who_is_told_is_not_who_tells() -> None:
    for cue in ("told", "were warned"):
        page, found = attribution(f"Families {cue} to pack a bag.", "to pack a bag", cue, "Families")
        (mended,) = repaired(page, [found])
        assert mended.source == ()
    page, found = attribution("Families told the mayor to go.", "to go", "told the mayor", "Families")
    assert repaired(page, [found]) == (found,)


def test_what_is_said_begins_behind_who_was_told() -> None:
    page, found = attribution(
        "Mara Holt warned the town in May that it would rain.",
        "the town in May that it would rain",
        "warned",
        "Mara Holt",
    )
    (mended,) = repaired(page, [found])
    assert mended.content[0].text == "that it would rain"


def test_what_is_denied_is_the_hiding() -> None:
    page, found = attribution(
        "Mara Holt denies hiding a report that found rust.",
        "that found rust",
        "denies hiding a report",
        "Mara Holt",
    )
    (mended,) = repaired(page, [found])
    assert (mended.cue[0].text, mended.content[0].text) == ("denies", "hiding a report that found rust")


def test_a_subject_right_before_its_cue_is_the_source() -> None:
    page, found = attribution(
        "It rained. The company denies that it leaked.", "that it leaked", "denies", "It"
    )
    (mended,) = repaired(page, [replace(found, source=())])
    assert mended.source[0].text == "The company"


def test_a_headline_lends_its_verb_to_nobody_else() -> None:
    text = "Bridge closes, she says\nIt rained."
    end = text.index("\n")
    page = Article("a", text, (Block("headline", 0, end), Block("body", end + 1, len(text))))
    _, found = attribution(text, "It rained", "says", "she")
    assert repaired(page, [found]) == ()


def test_the_first_sentence_of_a_text_begins_at_its_first_character() -> None:
    page, found = attribution("The company denies that it leaked.", "that it leaked", "denies", "company")
    (mended,) = repaired(page, [replace(found, source=())])
    assert mended.source[0].text == "The company"


def test_what_was_denied_holds_what_it_was_about() -> None:
    text = "Holt denies hiding a report which found that the gates leak."
    page, outer = attribution(text, "hiding a report", "denies", "Holt")
    _, inner = attribution(text, "that the gates leak", "found", "which")
    (only,) = repaired(page, [outer, inner])
    assert only.content[0].text == "hiding a report which found that the gates leak"
    assert only.source[0].text == "Holt"


def test_whoever_it_is_according_to_stands_before_the_comma() -> None:
    text = "According to the board, the gates closed."
    page, found = attribution(text, "the board, the gates closed", "According to", "the board")
    (mended,) = repaired(page, [replace(found, source=())])
    assert (mended.source[0].text, mended.content[0].text) == ("the board", "the gates closed")
    page, found = attribution(text, "the board, ", "According to", "the board")
    assert repaired(page, [found]) == (found,)


def test_the_sentence_before_is_the_articles_own() -> None:
    text = "The gates are old. Engineers reported that two leak."
    page, found = attribution(text, "that two leak", "reported", "Engineers")
    stray = replace(found, content=(page.span(0, 17), *found.content))
    assert repaired(page, [stray]) == (found,)
    text = "Mr. Lee left. It was late, according to the board."
    page, found = attribution(text, "Mr. Lee left. It was late", "according to", "the board")
    assert [span.text for span in repaired(page, [found])[0].content] == ["It was late"]
    text = "It was Mr. Lee, according to the board."
    page, found = attribution(text, "It was Mr. Lee", "according to", "the board")
    assert repaired(page, [found]) == (found,)


def test_a_subject_may_have_a_clause_between_itself_and_its_verb() -> None:
    text = "The report, which was written in May, found that the gates leak."
    page, found = attribution(text, "that the gates leak", "found", "The report")
    assert repaired(page, [replace(found, source=())]) == (found,)


def test_who_urges_somebody_is_not_who_was_urged() -> None:
    page, found = attribution("The council urged the mayor to act.", "to act", "urged", "The council")
    assert repaired(page, [found]) == (found,)
    page, found = attribution("Families told to pack.", "to pack", "told", "Families")
    assert repaired(page, [found])[0].source == ()
