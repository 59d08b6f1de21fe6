"""An institution writes an entry of the calendar, or changes one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.audit.trail import Trace, traced
from ertad.cooperation.calendar.checking import FIELDS, GROUPS, THEMES, problems_of_entry
from ertad.cooperation.checking import cleaned, refuse
from ertad.cooperation.models import CalendarEntry
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.people.models import Institution
from ertad.vocabulary.models import Term


def add_entry(
    *, entry_id: UUID, institution_id: UUID, fields: Mapping[str, Any], terms: Iterable[int],
    by: Actor, at: datetime,
) -> CalendarEntry:  # fmt: skip
    """`fields`: those of `calendar.checking.FIELDS`; `terms`: ids of themes and groups.

    An id that is there already is left as it is: a form sent twice makes one entry. Raises
    NotAllowed, WrongFields.
    """
    demand("calendar.write", by, institution_id)
    said = cleaned(fields)
    refuse(problems_of_entry(said, local_day(at)))
    with traced("calendar.add", by=by, at=at, on=CalendarEntry(pk=entry_id)) as trace:
        Institution.objects.select_for_update().get(pk=institution_id)  # sent twice at once
        if known := CalendarEntry.objects.filter(pk=entry_id).first():
            return known
        entry = CalendarEntry(
            id=entry_id, institution_id=institution_id, created_at=at, changed_at=at,
            **{name: said[name] for name in FIELDS},
        )  # fmt: skip
        trace.create(entry, institution_id)
        _set_terms(trace, entry, terms)
        return entry


def change_entry(
    *, entry: CalendarEntry, version: int, fields: Mapping[str, Any], terms: Iterable[int],
    by: Actor, at: datetime,
) -> CalendarEntry:  # fmt: skip
    """Raises NotAllowed, WrongFields, StaleEdit; Refused for one that was cancelled."""
    demand("calendar.write", by, entry.institution_id)
    said = cleaned(fields)
    refuse(problems_of_entry(said, local_day(at)))
    with traced("calendar.change", by=by, at=at, on=entry) as trace:
        demand_not_cancelled(entry)
        changes = {name: said[name] for name in FIELDS}
        trace.update(
            entry, version=version, institution_id=entry.institution_id, changed_at=at, **changes
        )
        _set_terms(trace, entry, terms)
        return entry


def demand_not_cancelled(entry: CalendarEntry) -> None:
    """Raise Refused: whoever was told that it is cancelled must be able to rely on it."""
    if CalendarEntry.objects.filter(pk=entry.pk, cancelled_at=None).exists():
        return
    raise Refused(_("It was cancelled. Write a new entry instead."), code="cancelled")


def _set_terms(trace: Trace, entry: CalendarEntry, terms: Iterable[int]) -> None:
    """Those that exist in the two vocabularies; the revision just made says them too."""
    before = sorted(entry.terms.values_list("pk", flat=True))
    known = Term.objects.filter(pk__in=list(terms), vocabulary__in=(THEMES, GROUPS))
    after = sorted(known.values_list("pk", flat=True))
    entry.terms.set(after)
    revision = trace.revisions[-1]
    if revision.before is not None:
        revision.before = {**revision.before, "terms": before}
    revision.after = {**(revision.after or {}), "terms": after}
