"""What a form sends back of itself, which anybody may have written anew."""

import re
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest


def number_sent(text: str | None, *, digits: int = 9) -> int:
    """A version, a page, a key of a row; 0 for what is no number, or has more digits."""
    return int(text) if text and re.fullmatch(rf"[0-9]{{1,{digits}}}", text) else 0


def token_sent(text: str | None) -> str:
    """What a form carries so that the record that it makes has one id however often it is sent; a
    new one where none of ours came."""
    return text if text and re.fullmatch(r"[0-9a-f]{32}", text) else uuid4().hex


def id_of(request: HttpRequest, kind: str) -> UUID:
    """Of the record that a form with a `token` makes, however often it is sent."""
    known = token_sent(request.POST.get("token"))
    return uuid5(UUID(str(request.user.pk)), f"{kind} {known}")
