"""What a page says about itself, wherever and however it says it."""

from __future__ import annotations

import json

import pytest

from onrecord.intake import markup
from onrecord.intake.metadata import Metadata, find

TITLE = "Ferry crews vote to strike over night sailings"


def metadata(head: str = "", body: str = "<p>Words.</p>", attributes: str = "") -> Metadata:
    return find(markup.parse(f"<html {attributes}><head>{head}</head><body>{body}</body></html>"))


def linked(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


def news(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


def test_json_ld_says_it_all() -> None:
    found = metadata(
        linked(
            news(
                author={"@type": "Person", "name": "Ada Merrow"},
                publisher={"@type": "Organization", "name": "The Quell Standard"},
                datePublished="2024-11-02T07:15:00Z",
                inLanguage="en-GB",
                description="Crews want four people on deck.",
            )
        )
    )
    assert found == Metadata(
        titles=(TITLE,),
        outlet="The Quell Standard",
        authors=("Ada Merrow",),
        published="2024-11-02T07:15:00Z",
        language="en",
        description="Crews want four people on deck.",
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        [news()],
        {"@graph": [{"@type": "WebSite", "name": "Site"}, news()]},
        {"@type": "WebPage", "mainEntity": news()},
        {**news(), "@type": ["Article", "NewsArticle"]},
        f"<!-- {json.dumps(news())} -->",
        f"//<![CDATA[\n{json.dumps(news())}\n//]]>",
        json.dumps(news())[:-1] + ",}",
        json.dumps(news()).replace("vote", "vote\n"),
    ],
)
def test_json_ld_is_read_however_it_is_wrapped(wrapped: object) -> None:
    assert metadata(linked(wrapped)).headline == TITLE


def test_of_several_articles_the_one_with_the_address_of_the_page_counts() -> None:
    link = '<link rel="canonical" href="https://a.example/2">'
    data = [news(headline="Another", url="https://a.example/1"), news(url="https://a.example/2")]
    found = metadata(link + linked(data))
    assert (found.headline, found.url) == (TITLE, "https://a.example/2")


def test_references_in_a_graph_are_followed() -> None:
    graph = [{"@id": "#a", "@type": "Person", "name": "Ada Merrow"}, news(author={"@id": "#a"})]
    assert metadata(linked({"@graph": graph})).authors == ("Ada Merrow",)


@pytest.mark.parametrize("broken", ["{", "[[[[", "null", '"text"', "{'headline': 1}", "[" * 100_000])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert metadata(f"<title>{TITLE}</title>" + linked(broken)).headline == TITLE


@pytest.mark.parametrize(
    "author",
    [
        "Ada Merrow",
        "By Ada Merrow",
        ["Ada Merrow"],
        [{"name": "Ada Merrow"}, {"name": "The Quell Standard"}, {"name": "https://a.example/ada"}],
        {"name": ["Ada Merrow"]},
    ],
)
def test_authors_are_names_and_not_the_outlet(author: object) -> None:
    publisher = {"name": "The Quell Standard"}
    assert metadata(linked(news(author=author, publisher=publisher))).authors == ("Ada Merrow",)


def test_meta_elements_say_it_where_json_ld_does_not() -> None:
    found = metadata(
        f'<meta property="og:title" content="{TITLE}">'
        '<meta property="og:site_name" content="The Quell Standard">'
        '<meta name="author" content="By Ada Merrow and Tobias Rook">'
        '<meta property="og:locale" content="en_GB">'
        '<meta property="article:published_time" content="2024-11-02T07:15:00Z">'
        '<meta name="Description" content="Crews want &amp;quot;four&amp;quot;.">'
    )
    assert found.titles == (TITLE,)
    assert found.authors == ("Ada Merrow", "Tobias Rook")
    assert (found.outlet, found.language) == ("The Quell Standard", "en")
    assert (found.published, found.description) == ("2024-11-02T07:15:00Z", 'Crews want "four".')


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="parsely-pub-date" content="2024-11-02">',
        '<meta name="DC.date.issued" content="2024-11-02">',
        '<meta itemprop="datePublished" content="2 November 2024">',
    ],
)
def test_the_date_has_many_names(meta: str) -> None:
    assert metadata(meta).published == "2024-11-02"


def test_the_page_says_it_where_nothing_else_does() -> None:
    body = '<a rel="author" href="#">Ada Merrow</a><time datetime="2024-11-02">Saturday</time>'
    found = metadata(body=body, attributes='lang="en"')
    assert (found.authors, found.published, found.language) == (("Ada Merrow",), "2024-11-02", "en")


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | The Quell Standard",
        f"{TITLE} - Quell News",
        f"{TITLE} | Islands | The Quell Standard",
        f"The Quell Standard: {TITLE}",
    ],
)
def test_the_name_of_the_outlet_is_no_part_of_a_title(title: str) -> None:
    found = metadata(f'<title>{title}</title><meta property="og:site_name" content="The Quell Standard">')
    assert found.headline is not None
    assert found.headline.startswith(TITLE)
    assert "Standard" not in found.headline


def test_a_dash_inside_a_title_stays() -> None:
    title = "Strike is off – for now"
    assert metadata(f"<title>{title}</title>").headline == title


def test_what_is_not_said_is_not_known() -> None:
    assert metadata() == Metadata()


def test_the_address_of_the_page_tells_its_name_in_a_title() -> None:
    tree = markup.parse(
        f"<html><head><title>{TITLE} – Vellmoor Life</title></head><body><p>x</p></body></html>"
    )
    assert find(tree, "https://www.vellmoor-life.example/news/1").headline == TITLE
    assert find(tree, "https://other.example/news/1").headline == f"{TITLE} – Vellmoor Life"
