"""What a form sends back of itself, which anybody may have written anew."""

import re


def number_sent(text: str | None, *, digits: int = 9) -> int:
    """A version, a page, a key of a row; 0 for what is no number, or has more digits."""
    return int(text) if text and re.fullmatch(rf"[0-9]{{1,{digits}}}", text) else 0
