"""Put a letter into the outbox, within the transaction of the act that it tells of."""

from datetime import datetime
from uuid import uuid4

from django.db import connection
from django.db.transaction import TransactionManagementError

from ertad.notices.kinds import letter_kinds
from ertad.notices.models import Letter
from ertad.notices.writing import Message, bodies, one_line


def put_letter(
    *,
    key: str,
    kind: str,
    about: object,
    to: str,
    language: str,
    message: Message,
    at: datetime,
    institution_id: object = "",
    reply_to: str = "",
) -> bool:
    """Whether it is new; under a `key` that is there already nothing is put.

    When the act does not happen, neither does the letter: outside a transaction it refuses.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a letter is put within the act that it tells of")
    if kind not in letter_kinds():
        raise LookupError(f"no room tells of letters of the kind {kind!r}")
    text, html = bodies(message, language)
    letter = Letter(
        id=uuid4(), key=key, kind=kind, about=str(about), institution_id=str(institution_id or ""),
        to=to, reply_to=reply_to, language=language, subject=one_line(message.subject),
        text=text, html=html, next_attempt_at=at, created_at=at,
    )  # fmt: skip
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    return Letter.objects.filter(pk=letter.pk).exists()
