"""A party says what it thinks of a version in review."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.change_draft import locked
from ertad.agreements.models import Comment
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.sides import require_party
from ertad.agreements.telling import tell
from ertad.agreements.writing import demand_plain
from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused

NOTHING = _("Write what you think of it.")
MOST = 300
TOO_MANY = _("This version has many comments already. Write a new version.")


def comment_agreement(
    *, comment_id: UUID, text_id: UUID, part: str, words: str, by: Actor, at: datetime
) -> Comment:
    """Sent twice it is one. Raises NotAllowed, Refused."""
    clean = demand_plain(words, "words")
    if not clean:
        raise Refused(NOTHING, "words")
    with traced("agreement.comment", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.comment"], text, by)
        if known := Comment.objects.filter(pk=comment_id, text=text).first():
            return known
        if text.comments.count() >= MOST:
            raise Refused(TOO_MANY)
        comment = Comment(
            id=comment_id, text=text, institution_id=by.institution_id or text.agreement.led_by_id,
            part=part, words=clean, said_by=by.user_id, at=at,
        )  # fmt: skip
        trace.create(comment, text.agreement.led_by_id)
        tell("agreement_commented", text, by=by, at=at, key=str(comment_id))
    return comment
