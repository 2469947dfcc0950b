import pytest

from bench.confidence import Judged, bins, calibration_error, curve

EVERY = [Judged(0.85, True), Judged(0.85, True), Judged(0.85, False), Judged(0.35, False), Judged(1.0, True)]


def test_the_error_is_the_mean_gap_between_said_and_true() -> None:
    assert calibration_error(EVERY) == pytest.approx((abs(2.55 - 2) + 0.35) / 5)
    assert calibration_error([]) == 0


def test_every_statement_lies_in_one_range() -> None:
    assert [len(part) for part in bins(EVERY)] == [0, 0, 0, 1, 0, 0, 0, 0, 3, 1]


def test_the_curve_says_what_is_left_and_how_much_of_it_is_right() -> None:
    table = {least: (precision, recall) for least, precision, recall in curve(EVERY, marked=6)}
    assert table[0.3] == (3 / 5, 3 / 6)
    assert table[0.9] == (1.0, 1 / 6)
