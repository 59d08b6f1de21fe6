"""Reading what is sensitive is an act: it leaves an audit row, and no revision."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor


def note_reading(
    act: str,
    *,
    by: Actor,
    at: datetime,
    on: models.Model | None = None,
    details: Mapping[str, Any] | None = None,
    of: Iterable[UUID | str | None] = (),
) -> None:
    """`act` such as `members.read`; `details` hold ids, codes and numbers, never names.

    `of`: accounts whose data the page shows; by these the auditor finds who saw a person.
    """
    with traced(act, by=by, at=at, on=on) as trace:
        trace.details.update(details or {})
        if persons := sorted({str(each) for each in of if each}):
            trace.details["of"] = persons
