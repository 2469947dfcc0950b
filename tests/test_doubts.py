"""A long quotation that two pages give to two people is one saying where one page names both."""

from __future__ import annotations

import pytest

from onrecord.model import Wording
from onrecord.people.identity import Identities, identities
from onrecord.record.doubts import is_doubtful, is_possible
from onrecord.record.sayings import heard, same
from tests.heard import NOBODY, wording
from tests.judged import judgement

LONG = (
    "“We will open the flood barrier at dawn, count every ferry on the river, and pay the lock keepers of "
    "Corran what they were promised in June.”"
)
HERS, HIS = wording(LONG), wording(LONG, "Tom Reedle")


def possible(one: Wording, other: Wording, who: Identities = NOBODY) -> bool:
    found = is_possible(heard(one, who), heard(other, who), who)
    assert found == is_possible(heard(other, who), heard(one, who), who)
    return found


def test_the_same_long_quotation_of_two_people_is_in_doubt() -> None:
    assert possible(HERS, HIS)
    assert possible(HERS, wording(LONG.replace("at dawn, ", "at dawn,” […] “"), "Corran Council"))


@pytest.mark.parametrize(
    "other",
    [
        wording("“We will open the flood barrier at dawn.”", "Tom Reedle"),
        wording(LONG, "Tom Reedle", kind="indirect"),
        wording(LONG.replace("dawn", "noon").replace("river", "sea").replace("June", "May"), "Tom Reedle"),
        wording(LONG, "officials", speaker_type="group"),
        wording(LONG, "Holt"),
    ],
    ids=["short", "retold", "other words", "nobody by name", "the same speaker"],
)
def test_nothing_else_is(other: Wording) -> None:
    assert not possible(HERS, other)


def test_who_was_judged_to_be_two_is_two() -> None:
    apart = identities([judgement("name:mara holt", "name:tom reedle", "different")])
    assert not possible(HERS, HIS, apart)


def test_one_page_has_to_name_the_other_speaker_beside_the_quotation() -> None:
    hers, his = heard(HERS, NOBODY), heard(HIS, NOBODY)
    alone = f"{LONG} said Mara Holt.", f"{LONG} said Tom Reedle."
    assert not is_doubtful(hers, his, alone)
    assert is_doubtful(hers, his, (f"Holt was asked by Reedle’s deputy. {LONG}", alone[1]))
    assert is_doubtful(hers, his, (alone[0], f"Tom Reedle met Mara Holt. {LONG}"))


def test_in_doubt_two_names_part_nothing_but_words_do() -> None:
    hers, his = heard(HERS, NOBODY), heard(HIS, NOBODY)
    assert same(hers, his, NOBODY) is None
    assert same(hers, his, NOBODY, in_doubt=True)
    denied = heard(wording(LONG.replace("will open", "will not open"), "Tom Reedle"), NOBODY)
    assert same(hers, denied, NOBODY, in_doubt=True) is None
