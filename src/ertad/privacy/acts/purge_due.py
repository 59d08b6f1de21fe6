"""Once a day, what was kept long enough is taken away: in batches, each in a short transaction."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction

from ertad.audit.acts.forget import forget
from ertad.audit.models import Revision
from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.kernel.retention import Retention, due_rows, retention
from ertad.privacy.models import Purge

BATCH = 500
A_RUN = 120.0
"""Seconds after which a run stops; the next one goes on."""


def purge_due(at: datetime) -> Mapping[str, int]:
    """How many records of each rule were taken away in this run.

    Killed in the middle it goes on a minute later: what is gone is no longer due, and the day's
    row has counted it. One audit row a day says how many of what.
    """
    day = local_day(at)
    purge, _new = Purge.objects.get_or_create(day=day, defaults={"began_at": at})
    if purge.done_at:
        return {}
    began, taken = time.monotonic(), dict[str, int]()
    for rule in daily():
        while count := _batch(rule, purge, at):
            taken[rule.name] = taken.get(rule.name, 0) + count
            if time.monotonic() - began > A_RUN:
                return taken
    with traced("privacy.purge", by=SYSTEM, at=at) as trace:
        held = Purge.objects.select_for_update().get(pk=day)
        if not held.done_at:
            trace.details = dict(held.counts)
            Purge.objects.filter(pk=day).update(done_at=at)
    return taken


def daily() -> list[Retention]:
    """The rules that the daily run keeps; lists and letters before the accounts they belong to."""
    return [rule for rule in retention() if rule.days is not None and not rule.apart]


def _batch(rule: Retention, purge: Purge, at: datetime) -> int:
    """The day's row is locked first, so that two processes take turns."""
    with transaction.atomic():
        held = Purge.objects.select_for_update().get(pk=purge.pk)
        rows = due_rows(rule, at)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return 0
        model = rows.model._default_manager.filter(pk__in=keys)
        if rule.take:
            rule.take(keys)
        elif rule.empty:
            model.update(**rule.empty)
        else:
            model.delete()
        _forget(rule, rows.model, keys)
        counts = {**held.counts, rule.name: held.counts.get(rule.name, 0) + len(keys)}
        Purge.objects.filter(pk=purge.pk).update(counts=counts)
    return len(keys)


def _forget(rule: Retention, model: type[models.Model], keys: Sequence[object]) -> None:
    """What goes from a record goes from what its history says of it, too."""
    if rule.take and not rule.empty:
        return
    said = Revision.objects.filter(kind=model._meta.label_lower, object_id__in=map(str, keys))
    names = [each.attname for each in model._meta.concrete_fields if each.name in rule.empty]
    forget(said, names)
