"""How much the evidence is said to show: a study that hints at something, and one that proves it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onrecord.record import lexicon
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Sign, View

# Verbs for what evidence does, from the weakest.
SHOWING = {
    verb: rank
    for rank, name in ((1, "hinting"), (1, "thinking"), (2, "indicating"), (3, "showing"), (4, "proving"))
    for verb in lexicon.words(name)
}
SHOWN = frozenset(SHOWING)


def evidence_signs(view: View) -> Iterator[Sign]:
    """Verbs for how much is shown, one in place of another: a study that suggests and one that proves."""
    ones, others = (
        [
            (n, rank)
            for n, token in enumerate(tokens)
            if (rank := _shows(token)) and is_verb(tokens, n) and not view.settled(side, n)
        ]
        for side, tokens in enumerate(view.sides)
    )
    for (n, one), (m, other) in product(ones, others):
        placed = view.partner(0, n) == m and view.swapped_for((n, n + 1), (m, m + 1))
        subject = n > 0 and m > 0 and view.partner(0, n - 1) == m - 1 and view.settled(0, n - 1)
        if abs(one - other) > 1 and (placed or subject):
            why = "“{0}” became “{1}”: how much the evidence shows"
            yield Sign((n, n + 1), (m, m + 1), "certainty", why, 0.8)


def _shows(token: Token) -> int:
    """How much a verb says that the evidence shows, from 1 (it hints) to 4 (it proves); 0 if it is none."""
    if token.lemmas.isdisjoint(SHOWN):
        return 0
    return max(SHOWING[lemma] for lemma in token.lemmas & SHOWN)
