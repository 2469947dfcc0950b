"""The article of an HTML page: what belongs to it, in which role, and what does not."""

from __future__ import annotations

from onrecord.intake import media
from onrecord.intake.article import article
from onrecord.model import Article, Page

FIRST = "The harbour master told a packed meeting on Monday that the dredged channel was safe for every ship."
SECOND = "Nobody in the hall had asked him, and nobody thanked him when he sat down again beside his wife."
THIRD = (
    "The pilots say that they will not sail at night until there are lights on the eastern bank of the river."
)
TITLE = "Harbour master says that the channel is safe"


def read(body: str, head: str = "") -> Article:
    content = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return article(Page(content.encode(), "page", media.HTML))


def roles(body: str, head: str = "") -> dict[str, str]:
    found = read(body, head)
    return {found.text[block.start : block.end]: block.role for block in found.blocks}


def story(*between: str, title: str = f"<h1>{TITLE}</h1>") -> str:
    first, second = between if len(between) == 2 else (between[0], "")
    return f"<article>{title}<p>{FIRST}</p>{first}<p>{SECOND}</p>{second}<p>{THIRD}</p></article>"


def test_the_main_heading_is_the_headline() -> None:
    assert roles(story(""))[TITLE] == "headline"


def test_the_headline_is_told_by_the_title_of_the_page_where_there_are_several_headings() -> None:
    found = read(
        f"<h1>The Lowmarsh Herald</h1>{story('', title=f'<h2>{TITLE}</h2>')}", f"<title>{TITLE}</title>"
    )
    assert found.headline == TITLE


def test_captions_are_put_back_where_they_stand() -> None:
    found = list(
        roles(story("<figure><img src='a'><figcaption>The hall on Monday</figcaption></figure>")).items()
    )
    assert found[2] == ("The hall on Monday", "caption")


def test_an_open_line_that_is_alone_with_a_picture_is_a_caption() -> None:
    body = story(
        "<div class='p1'><div><img src='a'></div><p>Barnaby Skelt outside the hall on Monday</p></div>"
    )
    assert roles(body)["Barnaby Skelt outside the hall on Monday"] == "caption"


def test_a_paragraph_with_a_picture_in_it_stays_body() -> None:
    assert roles(story(f"<p><img src='a'>{FIRST} He sat down.</p>"))[f"{FIRST} He sat down."] == "body"


def test_block_quotations_and_items_of_lists_are_kept_in_order() -> None:
    found = list(
        roles(story("<blockquote><p>No ship shall sail.</p></blockquote>", "<ul><li>A tug.</li></ul>"))
    )
    assert [found.index(text) for text in (FIRST, "No ship shall sail.", SECOND, "A tug.", THIRD)] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_a_block_quotation_is_a_quotation() -> None:
    assert (
        roles(story("<blockquote><p>No ship shall sail.</p></blockquote>"))["No ship shall sail."] == "quote"
    )


def test_a_text_that_stands_in_a_quotation_as_a_whole_is_body() -> None:
    assert set(roles(f"<blockquote><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></blockquote>").values()) == {
        "body"
    }


def test_furniture_is_left_out() -> None:
    body = (
        "<nav><a href='#'>Home</a></nav><div class='cookie-consent'><p>We use cookies, as all do.</p></div>"
        + story(
            "<div class='share'><a href='#'>Share this article</a></div>", "<p>Read more: A ship sinks</p>"
        )
        + "<div class='comments'><p>They should have done so years ago, if you ask me.</p></div>"
        "<footer><p>© The Herald 2024. All rights reserved.</p></footer>"
    )
    assert list(roles(body)) == [TITLE, FIRST, SECOND, THIRD]


def test_standfirst_byline_and_date_are_taken_by_their_names() -> None:
    front = (
        f"<h1>{TITLE}</h1><p class='standfirst'>Pilots are less sure and want a tug</p>"
        "<p class='author'>Una Creel</p><span class='published-date'>12 March 2019</span>"
    )
    found = roles(story("", title=front), "<meta name='author' content='Una Creel'>")
    assert found["Pilots are less sure and want a tug"] == "standfirst"
    assert "12 March 2019" in " ".join(found)


def test_a_caption_printed_twice_repeats_the_first() -> None:
    caption = "<figure><img src='a'><figcaption>Skelt at the ‘safe’ channel{}</figcaption></figure>"
    found = read(story(caption.format(""), caption.format(".").replace("‘", "'").replace("’", "'")))
    captions = [block for block in found.blocks if block.role == "caption"]
    assert [block.repeats for block in captions] == [None, found.blocks.index(captions[0])]


def test_headings_that_head_nothing_are_left_out() -> None:
    assert "Most read this week" not in roles(
        story("") + "<h3>Most read this week</h3><h3>The ship that sank</h3>"
    )


def test_an_advertisement_among_paragraphs_is_left_out() -> None:
    assert "Cheap boats" not in " ".join(roles(story("<div class='adv'>ADVERTISEMENT<br>Cheap boats</div>")))


def test_a_line_that_is_a_link_and_nothing_else_is_another_headline() -> None:
    assert "What the pilots want now" not in roles(story("<p><a href='/b'>What the pilots want now</a></p>"))
