"""Fills an empty database with the demonstration; a second run adds nothing.

What happened is told in the order in which it would have happened, from a year ago until now.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ertad.audit.trail import Trace, traced
from ertad.demo.accounts import ACCOUNTS, FOCAL_POINTS, PASSWORD, SPECIALISTS
from ertad.demo.acting import Cast
from ertad.demo.agreements import fill_agreements
from ertad.demo.contacts import fill_contacts
from ertad.demo.daily_life import fill_daily_life
from ertad.demo.data_protection import fill_data_protection
from ertad.demo.institutions import demo_institutions
from ertad.demo.invitations import fill_invitations
from ertad.demo.last_round import LAST_ROUND_OPENED, LAST_ROUND_PUBLISHED, fill_last_round
from ertad.demo.open_round import fill_open_round
from ertad.demo.plan_together import fill_plan_together
from ertad.demo.presenting import fill_presenting
from ertad.demo.readings import fill_readings
from ertad.demo.real_samples import providers, sample_changes
from ertad.demo.region import load_example_region
from ertad.demo.services import DemoService, demo_services
from ertad.directory.acts.confirm_services import confirm_services
from ertad.directory.models import Location
from ertad.directory.record import Change, save_records
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.notices.acts.mark_read import mark_read
from ertad.notices.models import Notice
from ertad.people.acts.add_member import add_member
from ertad.people.acts.keep_institution import add_institution
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.site.acts.load_reference import load_reference

FOUNDED_DAYS_AGO = 360
NEWS = timedelta(days=4)
"""What is older was read already."""


def fill(*, at: datetime) -> bool:
    """Reference data, the Example region with its services and accounts, samples, two rounds.

    All or nothing: a fill that was broken off leaves the database empty for the next one. Returns
    whether anything was made.
    """
    if Institution.objects.exists():
        return False
    with transaction.atomic():
        founded = at - timedelta(days=FOUNDED_DAYS_AGO)
        load_reference(by=SYSTEM, at=founded)
        with traced("demo.region", by=SYSTEM, at=founded) as trace:
            load_example_region(trace)
        _add_institutions(founded)
        _add_members(founded)
        towns = {place.code: place.town for place in Municipality.objects.filter(invented=True)}
        services = list(demo_services(demo_institutions(), towns, local_day(at)))
        with traced("demo.services", by=SYSTEM, at=founded) as trace:
            _save_services(trace, services, founded)
            save_records(trace, list(sample_changes()), at=founded)
        cast = Cast.gathered(at)
        _confirm(services, at, more_than=LAST_ROUND_OPENED)
        fill_last_round(cast)
        _confirm(services, at, less_than=LAST_ROUND_PUBLISHED)
        fill_contacts(cast)
        fill_daily_life(cast)
        fill_presenting(cast)
        fill_open_round(cast)
        fill_plan_together(cast)
        fill_agreements(cast)
        mark_read(Notice.objects.filter(at__lt=at - NEWS), at=at)
        fill_invitations(cast)
        fill_data_protection(cast)
        fill_readings(cast)
    return True


def _add_members(at: datetime) -> None:
    for account in ACCOUNTS:
        add_member(
            by=SYSTEM, at=at, institution=Institution.objects.get(code=account.institution),
            email=account.email, name=account.name, role=account.role,
            language=account.language, password=PASSWORD, demo=True,
        )  # fmt: skip
    for role, people in ((Role.FOCAL_POINT, FOCAL_POINTS), (Role.SPECIALIST, SPECIALISTS)):
        for code, name in people.items():
            add_member(
                by=SYSTEM, at=at, institution=Institution.objects.get(code=code),
                email=f"{name.lower()}@example.org", name=name, role=role, demo=True,
            )  # fmt: skip


def _add_institutions(at: datetime) -> None:
    ids = {}
    for each in demo_institutions():
        ids[each.code] = each.id
        fields = {
            "code": each.code, "kind": each.kind, "name_ka": each.ka, "name_en": each.en,
            "name_fr": each.fr, "parent_id": ids.get(each.parent), "nationwide": each.nationwide,
            "email": f"{each.code}@example.org", "phone": "+995322000000", "invented": True,
        }  # fmt: skip
        add_institution(
            by=SYSTEM, at=at, id=each.id, fields=fields, municipalities=each.municipalities
        )
    for name, (key, code, kind) in providers().items():
        add_institution(
            by=SYSTEM, at=at, id=key, fields={"code": code, "kind": kind, "name_en": name}
        )


def _save_services(trace: Trace, services: Sequence[DemoService], at: datetime) -> None:
    places = {service.location["id"]: service.location for service in services}
    Location.objects.bulk_create(Location(**place) for place in places.values())
    for place in places.values():
        plain = {name: str(value) for name, value in place.items()}
        trace.revised("directory.location", place["id"], None, plain, place["institution_id"])
    changes = [Change(each.id, each.record, "demonstration", invented=True) for each in services]
    save_records(trace, changes, at=at)


def _confirm(
    services: Sequence[DemoService], at: datetime, *, more_than: int = 0, less_than: int = 1000
) -> None:
    """The owners' confirmations, day by day: one act for each day, in its order."""
    days: dict[int, list[UUID]] = defaultdict(list)
    for service in services:
        if service.assured_on is not None:
            ago = (local_day(at) - service.assured_on).days
            if more_than <= ago < less_than:
                days[ago].append(service.id)
    for ago, ids in sorted(days.items(), reverse=True):
        confirm_services(service_ids=ids, by=SYSTEM, at=at - timedelta(days=ago))
