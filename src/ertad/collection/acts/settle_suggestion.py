"""The owner of a service has looked at what another institution says about it."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import SourceRow
from ertad.collection.rules import owner_of_suggestion
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import demand


def settle_suggestion(
    *, row: SourceRow, by: Actor, at: datetime, version: int | None = None
) -> SourceRow:
    """It leaves the list; the service is changed by its own acts, or stays as it is.

    Settling it again changes nothing. Raises NotAllowed; StaleEdit when not at `version`.
    """
    owner = owner_of_suggestion(row)
    if row.outcome != SourceRow.Outcome.SUGGESTION:
        raise NotAllowed("this row is no suggestion")
    demand("suggestion.settle", by, owner)
    if row.settled_at:
        return row
    with traced("suggestion.settle", by=by, at=at, on=row) as trace:
        return keeping.change(trace, row, institution_id=owner, version=version, settled_at=at)
