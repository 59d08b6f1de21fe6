"""A coordinator grants or refuses more time; the institution gets a letter."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.letters.putting import put_more_time
from ertad.collection.models import Extension, Invitation
from ertad.collection.rules import EXTENSION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require


def answer_extension(
    *, extension: Extension, grant: bool, by: Actor, at: datetime, version: int | None = None
) -> Extension:
    """Granted, the answer of this institution is due on the day that it asked for.

    Raises StaleEdit, Refused, NotAllowed.
    """
    move = EXTENSION_MOVES["extension.grant" if grant else "extension.refuse"]
    with traced(move.act, by=by, at=at, on=extension) as trace:
        rows = Invitation.objects.select_related("round", "institution").defer("base")
        invitation = rows.get(pk=extension.invitation_id)
        extension.invitation, institution = invitation, invitation.institution_id
        require(move, extension, by=by)
        trace.update(
            extension, version=version, institution_id=institution,
            state=move.target, decided_at=at, decided_by=by.user_id,
        )  # fmt: skip
        if grant:
            keeping.change(trace, invitation, institution_id=institution, due_on=extension.until)
        put_more_time(trace, extension, at=at)
    return extension
