"""Whose words: each attribution of an article to its speaker, by the fullest name that the article gives.

The attributions are walked in the order of the text, so that each may lean on those before it; "I" and
"we" wait until the quotation around them has its speaker. Every choice keeps one line that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Article, Attribution, Speaker
from onrecord.statements.discourse import Discourse
from onrecord.statements.parties import Decision

__all__ = ["Decision", "decisions", "explain", "speakers"]


def speakers(article: Article, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """The speaker of each attribution, in their order, and why it is that one; ``Speaker()`` where the
    article tells none.
    """
    return tuple(replace(each.speaker, why=each.reason) for each in decisions(article, attributions))


def explain(article: Article, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Why each speaker was chosen, one line of plain words for each attribution."""
    return tuple(decision.reason for decision in decisions(article, attributions))


def decisions(article: Article, attributions: Sequence[Attribution]) -> tuple[Decision, ...]:
    """The speaker of each attribution together with the reason."""
    if not attributions:
        return ()
    return Discourse.of(article, attributions).decide()
