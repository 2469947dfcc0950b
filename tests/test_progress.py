import io

from onrecord.faces.progress import said, with_progress
from onrecord.model import Reading


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_readings_pass_through_as_they_are(reading: Reading, failure: Reading) -> None:
    given = [reading, failure, reading]
    assert list(with_progress(given, io.StringIO())) == given


def test_a_screen_shows_how_many_are_done_and_is_left_clean(reading: Reading) -> None:
    screen = Screen()
    list(with_progress([reading] * 3, screen))
    assert "pages" in screen.getvalue()


def test_whoever_stops_early_stops_it(reading: Reading) -> None:
    readings = with_progress([reading] * 3, Screen())
    assert next(readings) is reading
    readings.close()


def test_a_line_says_how_far_it_is_how_fast_and_how_long_it_will_be() -> None:
    assert said(0, 0, 0.0, total=900) == "0 of 900 pages · 0 statements"
    assert said(40, 310, 5.0, total=900) == "40 of 900 pages · 310 statements · 8.0 pages/s · 2 min left"
    assert said(1200, 9000, 60.0, total=1300) == (
        "1,200 of 1,300 pages · 9,000 statements · 20 pages/s · 5 s left"
    )
    assert said(10, 0, 3600.0, total=100).endswith("· 0.2 pages/min · 9 h 0 min left")


def test_where_nobody_knows_how_many_there_are_no_end_is_told() -> None:
    assert said(40, 310, 5.0) == "40 pages · 310 statements · 8.0 pages/s"


def test_what_is_passed_over_counts_as_done_and_not_for_the_rate() -> None:
    assert said(10, 50, 10.0, total=100, passed=60) == (
        "70 of 100 pages · 50 statements · 1.0 pages/s · 30 s left"
    )


def test_what_an_earlier_run_left_is_no_part_of_the_total() -> None:
    assert said(11, 5, 0.0, total=10) == "11 pages · 5 statements"
