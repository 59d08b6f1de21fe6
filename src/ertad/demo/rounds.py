"""One published and one open round, with submissions in every state."""

from datetime import datetime


def fill_rounds(*, at: datetime) -> None:
    """Not yet."""
