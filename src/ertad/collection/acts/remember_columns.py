"""An institution says what the columns of its own list mean; it is remembered for the next one."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from django.db import transaction

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.jobs import check
from ertad.collection.lists.mapping import ListMapping, as_plain
from ertad.collection.models import ColumnMemory, Submission
from ertad.collection.rules import SUBMISSION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.people.models import Institution


def remember_columns(
    *,
    submission: Submission,
    mapping: ListMapping,
    digest: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Submission:
    """Keep `mapping` for lists with the titles of `digest`, and have this one checked by it.

    Raises NotAllowed; Refused when the file takes no answer now; StaleEdit when `version` of the
    file is not current.
    """
    move = SUBMISSION_MOVES["columns.remember"]
    with traced("columns.remember", by=by, at=at, on=submission) as trace:
        rows = Submission.objects.select_for_update(of=("self",)).defer("content")
        held = rows.select_related("invitation__round").get(pk=submission.pk)
        institution = held.invitation.institution_id
        require(move, held, by=by, institution_id=institution)
        # Two lists of one institution at the same moment: the second waits here.
        Institution.objects.select_for_update().get(pk=institution)
        said: dict[str, Any] = {"mapping": as_plain(mapping), "said_at": at, "said_by": by.user_id}
        memory = ColumnMemory.objects.filter(institution=institution, digest=digest).first()
        if memory is None:
            key = uuid5(institution, f"columns {digest}")
            memory = ColumnMemory(id=key, institution_id=institution, digest=digest, **said)
            keeping.create(trace, memory, institution_id=institution)
        else:
            keeping.change(trace, memory, institution_id=institution, **said)
        trace.details["columns"] = sum(len(table.columns) for table in mapping.tables)
        held = keeping.change(
            trace, held, institution_id=institution, version=version, state=move.target
        )
        transaction.on_commit(lambda: check.enqueue(str(held.pk)))
    return held
