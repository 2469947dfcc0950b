"""What an attribution says besides its spans: act, polarity, addressee, prompt, when and where.

All of it is read from the words around cue, source and content, in their sentence and the paragraph
before, with tables and rules (see ``acts``, ``addressee``, ``prompt``, ``setting``). What the article
does not say is None. Every span is a slice of the article's text.
"""

from __future__ import annotations

from onrecord.model import Article, Attribution, Context, Span
from onrecord.statements.acts import act_of, polarity_of
from onrecord.statements.addressee import addressee, listener_of_verb
from onrecord.statements.phrases import Phrase
from onrecord.statements.prompt import prompt
from onrecord.statements.setting import setting
from onrecord.statements.surroundings import Stretch, Surroundings, surround

FOLLOWS = 120  # code points of content, cue and source that may decide the act


def context(article: Article, attribution: Attribution) -> Context:
    """The context of an attribution in its article."""
    scene = surround(article.text, attribution)
    cue, source = _joined(attribution.cue), _joined(attribution.source)
    before, behind = _around(scene)
    question = prompt(scene)
    listener = listener_of_verb(scene)
    place = setting(scene, [stretch[1] for stretch in (listener, question) if stretch])
    return Context(
        act=act_of(scene.words, scene.done, cue=cue, source=source, content=behind),
        polarity=polarity_of(scene.words, scene.done, cue=cue, source=source, before=before),
        addressee=addressee(article, scene, listener=listener, occasions=place.others, question=question),
        prompt=_spans(article, question),
        when=_spans(article, _outside(place.when, question)),
        where=_spans(article, _outside(place.where, question)),
    )


def _joined(spans: tuple[Span, ...]) -> str:
    return " ".join([span.text[:FOLLOWS] for span in spans])


def _around(scene: Surroundings) -> tuple[str, str]:
    """The words between source and cue (or in front of the cue), and those behind the cue."""
    start, source = scene.cues[0][0], scene.source
    first = max(source[1] if source and source[1] <= start else scene.start, start - FOLLOWS)
    before = scene.text[first:start]
    begin, end = scene.contents[0] if scene.contents else (scene.end, scene.end)
    if not scene.verb[1] <= begin < scene.end:
        return before, ""
    return before, scene.text[begin : min(begin + FOLLOWS, end)].strip()


def _outside(phrase: Phrase | None, question: Stretch | None) -> Stretch | None:
    """A time or place, unless it belongs to the question that is answered."""
    if phrase is None or (question and question[0] <= phrase.start < question[1]):
        return None
    return phrase.start, phrase.end


def _spans(article: Article, stretch: Stretch | None) -> tuple[Span, ...] | None:
    return (article.span(*stretch),) if stretch else None
