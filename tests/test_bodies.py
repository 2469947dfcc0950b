import pytest

from tests.storytelling import who


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Dockworkers Union met Merrow Bank. The union said no.", "The union", "Dockworkers Union"),
        ("The Dockworkers Union met Merrow Bank. The bank said no.", "The bank", "Merrow Bank"),
        ("The Wexcombe Herald printed it. The newspaper said no.", "The newspaper", "Wexcombe Herald"),
        ("The union said no. The Dockworkers Union is old.", "The union", "Dockworkers Union"),
        (
            "A union of dockworkers said no.\nThe Dockworkers Union is old.",
            "A union of dockworkers",
            "Dockworkers Union",
        ),
    ],
)
def test_a_kind_of_body_means_the_body_of_that_kind(text: str, source: str, name: str) -> None:
    assert who(text, source, "said", "no") == name


def test_a_body_of_another_kind_is_not_meant() -> None:
    assert who("Merrow Bank fell. The union said no.", "The union", "said", "no") == "union"
