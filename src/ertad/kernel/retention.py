"""How long what is held: each room tells it in `RETENTION` of its `retention.py`.

The purge, its dry run, the privacy notices and the template of the impact assessment are made from
these rows alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise

from ertad.kernel.clock import local_day
from ertad.kernel.rooms import told_by_rooms

YEAR = 365
Text = str | Promise


@dataclass(frozen=True)
class Retention:
    """How long one kind of record is kept, what for, and what goes then.

    `days` are counted from the field `since` (or an annotation of `rows`); then the fields of
    `empty` get these values, or whole records go where there are none. Without `days` it stays as
    long as `until` says.
    """

    name: str
    model: str
    """Such as `notices.letter`."""
    label: Text
    why: Text
    seen_by: Text
    days: int | None = None
    since: str = ""
    rows: Callable[[], QuerySet[Any]] | None = None
    """Those that may go at all; every record of the model when it is not said."""
    empty: Mapping[str, Any] = field(default_factory=dict)
    take: Callable[[Sequence[Any]], object] | None = None
    """Own way to take away the records of these keys, in the caller's transaction."""
    covers: str = ""
    """Names of the fields that the row speaks for, where neither `empty` nor the model says it."""
    until: Text = ""
    apart: Text = ""
    """Taken away not by the daily run but by what is named here; the dry run counts it."""
    of_visitors: bool = False
    """About whoever reads without an account, not about members."""

    def speaks_for(self, name: str) -> bool:
        """Whether the field `name` of the model is among what goes."""
        named = {*self.covers.split(), *self.empty}
        return not named or name in named


@cache
def retention() -> Sequence[Retention]:
    """Of all rooms, upper rooms first."""
    return tuple(told_by_rooms("retention", "RETENTION"))


def due_rows(rule: Retention, at: datetime) -> QuerySet[Any]:
    """The records of a rule that has `days` whose time has passed and that are still there."""
    if rule.days is None:
        raise ValueError(f"{rule.name} is kept without a number of days")
    rows = rule.rows() if rule.rows else apps.get_model(rule.model)._default_manager.all()
    counted = rows.query.annotations.get(rule.since)
    kind = counted.output_field if counted else rows.model._meta.get_field(rule.since)
    moment = at - timedelta(days=rule.days)
    border = moment if isinstance(kind, models.DateTimeField) else local_day(moment)
    rows = rows.filter(**{f"{rule.since}__lt": border})
    return rows.exclude(**rule.empty) if rule.empty else rows
