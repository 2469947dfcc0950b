"""The stories of a record as a person asks for them: the likely original, and what each copy made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Article, Difference, Story
from onrecord.record.differences import compare, dangerous_first
from onrecord.record.origin import Copy, original
from onrecord.store import stories as kept
from onrecord.store.queries import Question
from onrecord.store.store import Store
from onrecord.store.stories import Group


@dataclass(frozen=True, slots=True)
class Copied:
    """An article of a story beside the one that it is compared with: the share of its words that stand
    there, and how it differs, with what changes the meaning in front.
    """

    article: Article
    share: float
    differences: tuple[Difference, ...]

    @property
    def changed(self) -> int:
        """How many of the differences change the meaning."""
        return sum(each.meaning == "changed" for each in self.differences)


@dataclass(frozen=True, slots=True)
class Traced:
    """A story, and its articles as copies of ``base``: of the original or, where that is not known, of the
    one that holds most of the others.
    """

    story: Story
    base: Article
    copies: tuple[Copied, ...]


def stories(store: Store, question: Question, *, limit: int = 20) -> list[Traced]:
    """The stories of which an article answers a question."""
    return [traced(group) for group in kept.stories(store, question, limit=limit)]


def traced(group: Group) -> Traced:
    """A story with its likely original, and what each copy made of it."""
    copies = [Copy(each.id, each.outlet, each.published, group.credits[each.id]) for each in group.articles]
    first, why = original(copies, group.shares)
    base = next((each for each in group.articles if each.id == first), None) or _fullest(group)
    others = [each for each in group.articles if each is not base]
    story = Story(group.id, tuple(each.id for each in group.articles), first, why)
    return Traced(story, base, tuple(_copied(base, each, group) for each in others))


def _fullest(group: Group) -> Article:
    """The article in which most of the others stands; the earliest of them."""
    ids = [each.id for each in group.articles]
    return max(group.articles, key=lambda each: sum(group.shares.get((key, each.id), 0.0) for key in ids))


def _copied(base: Article, article: Article, group: Group) -> Copied:
    share = group.shares.get((article.id, base.id), 0.0)
    found: Sequence[Difference] = dangerous_first(compare(base.text, article.text))
    return Copied(article, share, tuple(found))
