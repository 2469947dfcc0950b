"""Articles for tests of copies and stories: one text, what was made of it, and two who heard the same."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.model import Article, Block, Page, Reading
from onrecord.store.store import page_id


def _text(lines: str) -> str:
    """Paragraphs in one line each."""
    return "\n\n".join(" ".join(each.split()) for each in lines.split("\n\n"))


FERRY = _text("""
The harbour authority of Port Tessary closed the northern ferry lane on Tuesday after divers found
cracks in two of its piers.

Engineers inspected the piers at low tide and marked eleven of them with red paint. The oldest were
built in 1931, before the lower town had a sea wall.

“Nobody will cross until I have seen every pier myself,” said Lena Ostwick, the harbour minister.

Some 4,000 commuters use the lane each morning. They were sent to buses, which took ninety minutes
for a way that the ferry makes in twelve.

Shopkeepers near the landing reported empty streets. The bakery of Tom Reedle threw away half of its
bread, and the fish market shut before noon.

The authority expects repairs to last until the end of April. It has asked the council of Corran for
a loan of six million crowns.
""")

SPUN = _text("""
The port authority of Port Tessary shut the northern ferry lane on Tuesday after divers discovered
cracks in two of its piers.

Engineers examined the piers at low tide and marked eleven of them with red paint. The oldest were
constructed in 1931, before the lower town had a sea wall.

“Nobody will cross until I have seen every pier myself,” said Lena Ostwick, the harbour minister.

About 4,000 commuters use the lane every morning. They were sent to buses, which needed ninety
minutes for a trip that the ferry makes in twelve.

Shopkeepers close to the landing reported deserted streets. The bakery of Tom Reedle discarded half
of its bread, and the fish market closed before noon.
""")

OTHER = _text("""
Commuters in Port Tessary face weeks of delay. Divers had warned of damage to the northern ferry
lane since the autumn storms.

“Nobody will cross until I have seen every pier myself,” Lena Ostwick told reporters on Tuesday.

A spokesman for the drivers’ union doubted that enough buses could be found. Schools in the lower
town will open an hour later, the council said, and a hospital has moved its morning clinics.

The opposition wants to know why a survey of last summer was never published.
""")

BARRIER = _text("""
Two gates of the flood barrier failed a test on Friday night, according to the keepers of the lock.

The gates stopped halfway and had to be lowered by hand. Water rose by a metre in the old basin,
where three barges broke their ropes and drifted against the quay.

A firm from Ostwick delivered the motors last year. Its mechanics found salt in the gears, and sand
where the seals ought to have been.

The lock will stay manned around the clock, and a pump has been borrowed from the fire brigade.
""")


def article(text: str, key: str = "a", authors: tuple[str, ...] = ()) -> Article:
    """Each paragraph of a text as a block."""
    found = re.finditer(r"[^\n]+", text)
    blocks = tuple(Block("body", match.start(), match.end()) for match in found)
    return Article(key, text, blocks, authors=authors)


def reading(text: str, outlet: str, published: str | None = None, url: str | None = None) -> Reading:
    """A page on which an outlet prints a text."""
    page = Page(f"{outlet} {published} {text}".encode(), f"{outlet}.txt", "text/plain", url)
    about = article(text, page_id(page))
    made = replace(about, headline=text[:40], outlet=outlet, published=published)
    return Reading(page, made)


def moved(text: str) -> str:
    """A text with its paragraphs the other way round."""
    return "\n\n".join(reversed(text.split("\n\n")))


def half(text: str) -> str:
    """The first half of the paragraphs."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[: (len(paragraphs) + 1) // 2])
