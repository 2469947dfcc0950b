"""Numbers, dates and lengths of time as they are written, and when two of them are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record import lexicon
from onrecord.record.tokens import Token, remembered

Value = tuple[str, float]
# Units of time: the base they are counted in, and how many of it one is.
TIMES = {
    "century": ("months", 1200),
    "decade": ("months", 120),
    "year": ("months", 12),
    "month": ("months", 1),
    "fortnight": ("days", 14),
    "week": ("days", 7),
    "day": ("days", 1),
    "hour": ("seconds", 3600),
    "hr": ("seconds", 3600),
    "minute": ("seconds", 60),
    "min": ("seconds", 60),
    "second": ("seconds", 1),
    "sec": ("seconds", 1),
}
WEAK = lexicon.words("weak")
SECONDS = {"months": 2_629_800, "days": 86_400, "seconds": 1}
SHARES = {"thirds": 1 / 3, "third": 1 / 3, "quarters": 0.25, "fifths": 0.2, "fifth": 0.2, "tenths": 0.1}
NEXT_TO_MONTHS = lexicon.words("next to months")
SHORT_SCALES = lexicon.words("short scales")
ROUND = lexicon.words("round")
ABBREVIATED = frozenset(
    {"mn", "bn", "tn", "mln"}
)  # scales that are nothing else, so that a space may stand before them
PARTS_OF_HOURS = {"half": 30.0, "quarter": 15.0}
HOUR = 60  # minutes
COMPARED = frozenset(
    {"as", "the", "more", "that", "what", "its", "his", "her", "their", "higher", "larger", "bigger"}
)
LARGEST = 100  # of how many one is told as a share: one in a hundred
ROUGHLY = 0.03  # what a share may be off by: a third is 33 per cent
NEAR = 0.06  # what a rounded figure may be off by


@dataclass(frozen=True, slots=True)
class Quantity:
    """The words ``start`` to ``end`` that tell a number, and all it may mean.

    ``kind`` is number, share, rank, month, day, many or time; a ``weak`` one may not be meant as a number
    at all ("one of them", "the first").
    """

    start: int
    end: int
    values: frozenset[Value]
    kind: str
    weak: bool = False

    @property
    def size(self) -> float:
        """The plain number, the largest that it may mean."""
        return max((value for name, value in self.values if name == "number"), default=0.0)


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The numbers of some words, in order."""
    return list(remembered(tokens, "numbers", lambda: _quantities(tokens)))


def _quantities(tokens: Sequence[Token]) -> list[Quantity]:
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        quantity = _quantity(tokens, place)
        if quantity is None:
            place += 1
            continue
        found.append(_with_unit(tokens, quantity))
        place = found[-1].end
    return list(_joined(tokens, _ranges(tokens, found)))


def _quantity(tokens: Sequence[Token], place: int) -> Quantity | None:
    """The number that a word opens."""
    token = tokens[place]
    if token.norm == "all":
        return _all_but(tokens, place)
    if token.kind != "number" and token.norm not in lexicon.number_words():
        return None
    return (
        _clock(tokens, place)
        or _multiple(tokens, place)
        or _one_in(tokens, place)
        or _figure(tokens, place)
        or _word(tokens, place)
    )


def _one_in(tokens: Sequence[Token], place: int) -> Quantity | None:
    """One in five, three out of ten: a share."""
    end = place + 1
    while end < len(tokens) and end - place < 3 and tokens[end].norm in {"in", "out", "of"}:
        end += 1
    if end == place + 1 or tokens[place + 1].norm == "of" or end >= len(tokens):
        return None
    one, other = (_figure(tokens, n) or _word(tokens, n) for n in (place, end))
    if not one or not other or one.end != place + 1 or not 0 < one.size < other.size <= LARGEST:
        return None
    if one.kind != "number" or other.kind != "number":
        return None
    values = frozenset({("share", round(one.size / other.size, 4)), ("number", one.size)})
    return Quantity(place, other.end, values, "share")


def _clock(tokens: Sequence[Token], place: int) -> Quantity | None:
    """Half past three, ten to six, three o'clock: a time of day, in the morning or in the afternoon."""
    minutes = PARTS_OF_HOURS.get(tokens[place].norm)
    at = place + 1
    if minutes is None:
        figure = _figure(tokens, place) or _word(tokens, place)
        if not figure or not 0 < figure.size < HOUR or figure.kind != "number":
            return None
        minutes, at = figure.size, figure.end
        if at < len(tokens) and tokens[at].norm == "o'clock":
            return _time_of_day(place, at + 1, minutes * HOUR)
    if at + 1 >= len(tokens) or tokens[at].norm not in {"past", "to"}:
        return None
    hour = _figure(tokens, at + 1) or _word(tokens, at + 1)
    if not hour or not 0 < hour.size <= 12 or hour.kind != "number":
        return None
    if tokens[at].norm == "to" and tokens[place].norm != "quarter":
        return None
    sign = 1 if tokens[at].norm == "past" else -1
    return _time_of_day(place, hour.end, hour.size * HOUR + sign * minutes)


def _multiple(tokens: Sequence[Token], place: int) -> Quantity | None:
    """Twice as fast, ten times the size: how many times as much."""
    known = lexicon.number_words().get(tokens[place].norm, ())
    times = next((value for value, kind in known if kind == "times"), None)
    end = place + 1
    if times is None or tokens[place].norm == "once":
        figure = _figure(tokens, place) or _word(tokens, place)
        if not figure or figure.kind != "number" or figure.end >= len(tokens):
            return None
        if tokens[figure.end].norm not in {"times", "fold"}:
            return None
        times, end = figure.size, figure.end + 1
    if end >= len(tokens) or tokens[end].norm not in COMPARED:
        return None
    return _plain(place, end, times)


def _all_but(tokens: Sequence[Token], place: int) -> Quantity | None:
    """All but two of the ten: eight."""
    if tokens[place].norm != "all" or place + 2 >= len(tokens) or tokens[place + 1].norm != "but":
        return None
    few = _figure(tokens, place + 2) or _word(tokens, place + 2)
    at = few.end + 1 if few else len(tokens)
    at += at < len(tokens) and tokens[at].norm in {"the", "its", "his", "her", "their"}
    if not few or at >= len(tokens) or tokens[few.end].norm != "of":
        return None
    whole = _figure(tokens, at) or _word(tokens, at)
    return _plain(place, few.end, whole.size - few.size) if whole and whole.size > few.size else None


def _time_of_day(start: int, end: int, minutes: float) -> Quantity:
    values = frozenset({("clock", minutes * 60), ("clock", (minutes + 12 * HOUR) * 60)})
    return Quantity(start, end, values, "time")


def _plain(start: int, end: int, value: float, kind: str = "number", *, weak: bool = False) -> Quantity:
    return Quantity(start, end, frozenset({("number", round(value, 4))}), kind, weak)


def _figure(tokens: Sequence[Token], place: int) -> Quantity | None:
    token = tokens[place]
    if token.kind != "number":
        return None
    if ":" in token.norm:
        parts = [float(part) for part in token.norm.split(":")]
        seconds = sum(part * 60**power for power, part in enumerate(reversed(parts)))
        if len(parts) == 2:
            after = tokens[place + 1].norm if place + 1 < len(tokens) else ""
            late = 12 * 3600 if after == "pm" and parts[0] < 12 else 0
            clock = ("clock", seconds * 60 + late)
            values = frozenset({clock} if after in {"am", "pm"} else {clock, ("seconds", seconds)})
            return Quantity(place, place + 1 + (after in {"am", "pm"}), values, "time")
        return Quantity(place, place + 1, frozenset({("seconds", seconds)}), "time")
    value, end = float(token.norm), place + 1
    if end < len(tokens) and tokens[end].norm in {"am", "pm"}:
        hour = value % 12 + 12 * (tokens[end].norm == "pm")
        return Quantity(place, end + 1, frozenset({("clock", hour * 3600)}), "time")
    ordinal = end < len(tokens) and tokens[end].norm in {"st", "nd", "rd", "th"} and _adjacent(tokens, end)
    if ordinal:
        return _plain(place, end + 1, value, "rank")
    scaled, last = _scaled(tokens, value, end)
    if last == end + 1 and tokens[end].norm == "m" and not (place and tokens[place - 1].kind == "sign"):
        values = frozenset({("number", round(scaled, 4)), ("number", round(value, 4))})  # metres or millions
        return Quantity(place, last, values, "number")
    return _plain(place, last, scaled)


def _adjacent(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].start == tokens[place - 1].end


def _scaled(tokens: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """The value times the scales that follow: 1.2 million, 300bn, two dozen."""
    while end < len(tokens):
        word = tokens[end].norm
        scale = next(
            (v for v, kind in lexicon.number_words().get(word, ()) if kind in {"scale", "dozen"}), None
        )
        if scale is None or (word in SHORT_SCALES - ABBREVIATED and not _adjacent(tokens, end)):
            break
        value, end = value * scale, end + 1
    return value, end


def _word(tokens: Sequence[Token], place: int) -> Quantity | None:
    token = tokens[place]
    meanings = lexicon.number_words().get(token.norm)
    if not meanings or token.kind != "word":
        return None
    value, kind = meanings[0]
    if kind == "unit":
        return _spelt(tokens, place)
    if kind in {"month", "day"}:
        return _dated(tokens, place, value, kind)
    if kind == "scale":
        one = place > 0 and tokens[place - 1].norm in {"a", "an"} and token.norm not in SHORT_SCALES
        return _plain(place, place + 1, value) if one else None
    if kind == "rank" and token.norm == "second" and place and tokens[place - 1].kind == "number":
        return None
    if kind == "share" and place + 1 < len(tokens):
        scale, end = _scaled(tokens, value, place + 1 + (tokens[place + 1].norm in {"a", "an", "of"}))
        if scale != value:
            return _plain(place, end, scale)
    values = frozenset(
        each
        for v, k in meanings
        for each in ([("share", v), ("number", v)] if k == "share" else [("number", v)])
    )
    of_a_whole = kind == "share" and place + 1 < len(tokens) and tokens[place + 1].norm == "of"
    return Quantity(place, place + 1, values, kind, token.norm in WEAK and not of_a_whole)


def _dated(tokens: Sequence[Token], place: int, value: float, kind: str) -> Quantity | None:
    token = tokens[place]
    if not token.capital:
        return None
    beside = [tokens[n] for n in (place - 1, place + 1) if 0 <= n < len(tokens)]
    sure = any(t.kind == "number" for t in beside) or (place and tokens[place - 1].norm in NEXT_TO_MONTHS)
    if token.norm in {"may", "march", "sun", "sat", "mar", "wed", "mon", "august"} and not sure:
        return None
    return Quantity(place, place + 1, frozenset({(kind, value)}), kind)


def _spelt(tokens: Sequence[Token], place: int) -> Quantity:
    """A number in words: twenty-three, two hundred and fifty."""
    words, total, current, end = lexicon.number_words(), 0.0, 0.0, place
    while end < len(tokens):
        word = tokens[end].norm
        value, kind = next(
            ((v, k) for v, k in words.get(word, ()) if k in {"unit", "scale", "dozen"}), (0.0, "")
        )
        if kind == "unit" and (end == place or _goes_on(tokens, end, current, value)):
            current += value
        elif kind in {"scale", "dozen"} and word not in SHORT_SCALES:
            current *= value
            if value >= 1000:
                total, current = total + current, 0.0
        elif not (word == "and" and current >= 100 and end + 1 < len(tokens) and _is_unit(tokens[end + 1])):
            break
        end += 1
    return _plain(place, end, total + current, weak=end == place + 1 and tokens[place].norm in WEAK)


def _is_unit(token: Token) -> bool:
    return any(kind == "unit" for _, kind in lexicon.number_words().get(token.norm, ()))


def _goes_on(tokens: Sequence[Token], place: int, current: float, value: float) -> bool:
    """Does a unit belong to the number before it: twenty-three, hundred (and) five, not “two three”?"""
    if tokens[place - 1].norm == "and" or lexicon.number_words()[tokens[place - 1].norm][0][1] == "scale":
        return True
    return current % 100 >= 20 and current % 10 == 0 and value < 10


def _with_unit(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """The number with what follows: per cent, or a unit of time."""
    if quantity.end >= len(tokens) or quantity.kind in {"month", "day", "time"}:
        return quantity
    word = tokens[quantity.end]
    if word.norm in {"%", "percent"}:
        share = ("share", round(quantity.size / 100, 4))
        return replace(
            quantity, end=quantity.end + 1, values=quantity.values | {share}, kind="share", weak=False
        )
    if word.norm == "per" and quantity.end + 1 < len(tokens) and tokens[quantity.end + 1].norm == "cent":
        share = ("share", round(quantity.size / 100, 4))
        return replace(
            quantity, end=quantity.end + 2, values=quantity.values | {share}, kind="share", weak=False
        )
    unit = next((TIMES[lemma] for lemma in sorted(word.lemmas) if lemma in TIMES), None)
    if word.norm in SHARES and quantity.kind == "number":
        part = round(quantity.size * SHARES[word.norm], 4)
        values = frozenset({("share", part), ("number", part)})
        return replace(quantity, end=quantity.end + 1, values=values, kind="share", weak=False)
    if unit is None or quantity.kind == "rank":
        return quantity
    return replace(quantity, values=quantity.values | {(unit[0], quantity.size * unit[1])})


def _ranges(tokens: Sequence[Token], found: list[Quantity]) -> Iterator[Quantity]:
    """In “15–25 million” the first number may be millions too."""
    for n, quantity in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        if after is None or quantity.kind != "number" or after.start - quantity.end > 2:
            yield quantity
            continue
        scale = 1.0
        for token in tokens[after.start : after.end]:
            for value, kind in lexicon.number_words().get(token.norm, ()):
                scale *= value if kind == "scale" else 1.0
        more = {("number", value * scale) for name, value in quantity.values if name == "number"}
        yield replace(quantity, values=quantity.values | more)


def _joined(tokens: Sequence[Token], found: Iterator[Quantity]) -> Iterator[Quantity]:
    """Four years and four months are one length of time."""
    held: Quantity | None = None
    for quantity in found:
        total = _sum(tokens, held, quantity) if held else None
        if held and total:
            held = Quantity(held.start, quantity.end, frozenset({total}), "time")
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def _sum(tokens: Sequence[Token], one: Quantity, other: Quantity) -> Value | None:
    between = [token.norm for token in tokens[one.end : other.start]]
    if len(between) > 2 or (len(between) == 2 and between[1] != "and"):
        return None
    for name, value in one.values:
        for theirs, more in other.values:
            if name == theirs and name in {"months", "days", "seconds"} and between:
                return name, value + more
    return None


def same(one: Quantity, other: Quantity) -> bool:
    """May two numbers mean the same?"""
    times = _seconds(one), _seconds(other)
    if all(times) and one.kind == other.kind == "number":
        return abs(times[0] - times[1]) <= NEAR * max(times)
    if not one.values.isdisjoint(other.values):
        return True
    shares = _share(one), _share(other)
    if one.kind == other.kind == "share" and abs(shares[0] - shares[1]) < ROUGHLY * max(shares):
        return True
    if "many" in (one.kind, other.kind) and one.kind != other.kind:
        many, few = (one, other) if one.kind == "many" else (other, one)
        return many.size <= few.size < many.size * 20 and few.kind == "number"
    return False


def _seconds(quantity: Quantity) -> float:
    """How long a length of time is; 0 for what is none."""
    return max((value * SECONDS[name] for name, value in quantity.values if name in SECONDS), default=0.0)


def _share(quantity: Quantity) -> float:
    return max((value for name, value in quantity.values if name == "share"), default=0.0)


def rounded(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Does a word before the number say that it is not exact?"""
    return any(token.norm in ROUND for token in tokens[max(0, quantity.start - 3) : quantity.start])


def near(one: Quantity, other: Quantity) -> bool:
    """Are two numbers the same but for rounding?"""
    greater = max(one.size, other.size)
    return greater > 20 and abs(one.size - other.size) <= NEAR * greater
