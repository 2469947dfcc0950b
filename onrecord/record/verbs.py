"""Which words are verbs, as far as the words around them tell."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import lexicon
from onrecord.record.tokens import Token, remembered

CROWDS = lexicon.words("crowds")
SAYING = lexicon.words("saying")
OWNERS = lexicon.words("owners")
# Prepositions before a noun alone; “to”, “by”, “as” and “than” may stand before a verb.
NOUN_AHEAD = lexicon.small("preposition") - {"to", "by", "as", "than"}


def is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Is a word likely a verb here?"""
    return remembered(tokens, "verbs", lambda: [_is_verb(tokens, n) for n in range(len(tokens))])[place]


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "word" or token.small or not token.may_be("v"):
        return False
    if token.norm.endswith("er") and "v" not in lexicon.parts(token.norm):
        return False  # no form of a verb: a leader is not one who “lead”s
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if _is_noun(token, before):
        return False
    if before and after and before.capital and after.capital:
        return True
    before_clause = before is None or before.norm not in lexicon.small("preposition", "conjunction")
    if after and after.norm in lexicon.small("article", "pronoun") and before_clause:
        return True
    if before and _many(before) and token.norm in SAYING and not token.norm.endswith("s"):
        return True
    if before and after and _many(before) and _begins_object(token, after):
        return True
    inflected = token.norm.endswith(("ed", "ing", "s")) or token.norm in lexicon.irregular()
    led = before is not None and before.norm in lexicon.small("auxiliary", "subject") | {"to", "not"}
    return inflected or led or not token.may_be("n")


def _is_noun(token: Token, before: Token | None) -> bool:
    """Does the word before it, or a capital, tell that a word is no verb?"""
    participle = token.norm.endswith(("ed", "ing"))
    plural = token.norm.endswith("s") and token.may_be("n")
    if before is None:
        return plural
    counted = before.kind == "number" or before.norm in lexicon.number_words()
    if token.capital or (counted and token.start - before.end <= 1):
        return True
    if before.norm in lexicon.small("article") | OWNERS or (before.norm in NOUN_AHEAD and not participle):
        return True
    return plural and (before.norm.endswith("ed") or before.norm in SAYING)


def _many(token: Token) -> bool:
    """May the word be a plural that a verb without an ending follows?"""
    plural = token.norm.endswith("s") and not token.norm.endswith(("ss", "'s"))
    return token.norm in CROWDS or (plural and token.kind == "word")


def _begins_object(token: Token, after: Token) -> bool:
    named = after.capital or after.kind == "number" or after.norm.endswith("s")
    return named and not token.norm.endswith("s")
