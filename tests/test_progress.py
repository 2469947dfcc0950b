import io

from onrecord.faces.progress import with_progress
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
