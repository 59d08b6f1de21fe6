"""Reads for those who keep services: their list, what to do next, what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.directory.freshness import (
    CONFIRMED_DAYS,
    EXPIRED_DAYS,
    Freshness,
    freshness,
    places_shown,
)
from ertad.directory.models import MistakeReport, Places, Service
from ertad.directory.models.services import Status
from ertad.directory.record import Record, read_records
from ertad.directory.record.checking import missing_asked
from ertad.directory.record.fields import field_of
from ertad.directory.record.wording import Wording
from ertad.directory.translating import waiting
from ertad.kernel.languages import Said, said
from ertad.kernel.rights import everywhere, held_in, may
from ertad.kernel.work import WorkItem
from ertad.people.models import Institution

SOON_DAYS = 14
"""A confirmation that runs out within so many days is asked for already."""
IN_SHORT = ("types", "min_age", "max_age", "serves", "phones", "at")
"""What one must see of a service to confirm it from the list."""


@dataclass(frozen=True)
class OwnService:
    """A line of the list. `days_left`: until the confirmation goes stale, negative after that.

    `short`: (label, value) of the fields of IN_SHORT; `missing`: labels of asked fields without
    an answer; `due`: to be confirmed now; `places`: the state to show, and its label.
    """

    id: UUID
    name: Said
    status: str
    ended_on: date | None
    freshness: Freshness
    assured_on: date | None
    days_left: int | None
    due: bool
    places: str
    places_label: str
    places_as_of: date | None
    reports: int
    missing: tuple[str, ...]
    short: tuple[tuple[str, str], ...]


def own_services(institution: Institution) -> QuerySet[Service]:
    """What the institution runs or ran, those to be confirmed first."""
    return (
        Service.objects.visible_to(None)
        .filter(institution=institution)
        .select_related("places")
        .annotate(open_reports=Count("reports", filter=Q(reports__settled_at=None)))
        .order_by(F("assured_on").asc(nulls_first=True), "name_ka", "name_en", "name_fr", "id")
    )


def own_lines(services: Sequence[Service], user: object, today: date) -> list[OwnService]:
    """The list's lines, in a constant number of queries."""
    records = read_records([service.pk for service in services])
    wording = Wording([{key: record[key] for key in IN_SHORT} for record in records.values()], user)
    return [_line(service, records[service.pk], wording, today) for service in services]


def _line(service: Service, record: Record, wording: Wording, today: date) -> OwnService:
    state: Freshness = freshness(service.assured_on, today, sample=bool(service.sample_as_of))
    left = CONFIRMED_DAYS - (today - service.assured_on).days if service.assured_on else None
    running = service.status == Status.ACTIVE
    said_places: Places | None = getattr(service, "places", None)
    places = places_shown(
        said_places.state if said_places else "unknown",
        said_places.as_of if said_places else None,
        service.assured_on,
        today,
        sample=bool(service.sample_as_of),
    )
    return OwnService(
        id=service.pk,
        name=said(service, "name"),
        status=service.status,
        ended_on=service.ended_on,
        freshness=state,
        assured_on=service.assured_on,
        days_left=left,
        due=running and (left is None or left <= SOON_DAYS),
        places=places,
        places_label=wording.text("places", places),
        places_as_of=said_places.as_of if said_places and places != "unknown" else None,
        reports=getattr(service, "open_reports", 0),
        missing=tuple(missing_asked(record)) if running else (),
        short=tuple((str(field_of(key).label), wording.text(key, record[key])) for key in IN_SHORT),
    )


def due_to_confirm(institution: Institution, today: date) -> QuerySet[Service]:
    """Running services whose confirmation is missing, has run out or soon will."""
    since = today - timedelta(days=CONFIRMED_DAYS - SOON_DAYS)
    running = Service.objects.visible_to(None).active()
    return running.filter(_not_after(since), institution=institution)


def kept_institutions(user: object) -> QuerySet[Institution]:
    """Institutions whose services `user` may edit: the own ones; for the coordinator all."""
    visible = Institution.objects.visible_to(user)
    if everywhere(user, "service.edit"):
        return visible
    return visible.filter(pk__in=held_in(user, "service.edit"))


def counted(institutions: QuerySet[Institution], today: date) -> QuerySet[Institution]:
    """With `running`, `stale` and `expired` numbers of services; one query."""
    running = Q(services__status=Status.ACTIVE)
    gone_stale, gone = _runs_out(today)
    unconfirmed = running & Q(services__sample_as_of="")
    return institutions.annotate(
        running=Count("services", filter=running),
        stale=Count(
            "services",
            filter=unconfirmed
            & Q(services__assured_on__lt=gone_stale, services__assured_on__gte=gone),
        ),
        expired=Count(
            "services",
            filter=unconfirmed & (Q(services__assured_on__lt=gone) | Q(services__assured_on=None)),
        ),
    )


def open_work(user: object, today: date) -> list[WorkItem]:
    """What waits for `user` in the directory: reports, and services to confirm; two queries.

    For those who keep services of an institution; the coordinator sees only reports to settle
    there, since confirming is the owners' work.
    """
    items = _to_translate(user)
    own = held_in(user, "service.edit")
    if not own:
        return items
    told = MistakeReport.objects.visible_to(user).filter(service__institution__in=own)
    reports = told.filter(settled_at=None).count()
    gone_stale, gone = _runs_out(today)
    soon = today - timedelta(days=CONFIRMED_DAYS - SOON_DAYS)
    counts = (
        Service.objects.visible_to(user)
        .filter(institution__in=own, sample_as_of="")
        .active()
        .aggregate(
            soon=Count("pk", filter=Q(assured_on__gte=gone_stale, assured_on__lte=soon)),
            stale=Count("pk", filter=Q(assured_on__lt=gone_stale, assured_on__gte=gone)),
            expired=Count("pk", filter=Q(assured_on__lt=gone) | Q(assured_on=None)),
        )
    )
    mine, reported = reverse("directory:own_services"), reverse("directory:reports")
    items += [
        WorkItem(_("Reported mistakes to look at"), reports, reported, pressing=True),
        WorkItem(_("Services whose confirmation has expired"), counts["expired"], mine),
        WorkItem(_("Services not confirmed for three months"), counts["stale"], mine),
        WorkItem(_("Services to confirm within two weeks"), counts["soon"], mine),
    ]
    return [item for item in items if item.count]


def _to_translate(user: object) -> list[WorkItem]:
    """The coordinator's queue of texts; the longest language counts."""
    if not may(user, "service.translate"):
        return []
    most = max(waiting(user).values())
    queue = reverse("directory:translations")
    return [WorkItem(_("Services with texts to translate"), most, queue)] if most else []


def _runs_out(today: date) -> tuple[date, date]:
    """(first day that still counts as confirmed, first day that has not expired)."""
    return today - timedelta(days=CONFIRMED_DAYS), today - timedelta(days=EXPIRED_DAYS)


def _not_after(day: date) -> Q:
    return Q(assured_on__lte=day) | Q(assured_on=None)
