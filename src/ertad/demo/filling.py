"""Fills an empty database with the demonstration; a second run adds nothing."""

from datetime import datetime

from ertad.audit.trail import Trace, traced
from ertad.demo.accounts import ACCOUNTS, PASSWORD
from ertad.demo.institutions import demo_institutions
from ertad.demo.real_samples import providers, sample_changes
from ertad.demo.region import load_example_region
from ertad.demo.rounds import fill_rounds
from ertad.demo.services import demo_services
from ertad.directory.models import Location
from ertad.directory.record import Change, save_records
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.people.acts.add_member import add_member
from ertad.people.acts.keep_institution import add_institution
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.site.acts.load_reference import load_reference


def fill(*, at: datetime) -> None:
    """Reference data, the Example region with its services and accounts, samples, two rounds."""
    if Institution.objects.exists():
        return
    load_reference(by=SYSTEM, at=at)
    with traced("demo.region", by=SYSTEM, at=at) as trace:
        load_example_region(trace)
    _add_institutions(at)
    for account in ACCOUNTS:
        add_member(
            by=SYSTEM, at=at, institution=Institution.objects.get(code=account.institution),
            email=account.email, name=account.name, role=account.role,
            language=account.language, password=PASSWORD, demo=True,
        )  # fmt: skip
    with traced("demo.services", by=SYSTEM, at=at) as trace:
        _save_services(trace, at)
        save_records(trace, list(sample_changes()), at=at)
    fill_rounds(at=at)


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


def _save_services(trace: Trace, at: datetime) -> None:
    towns = {place.code: place.town for place in Municipality.objects.filter(invented=True)}
    services = list(demo_services(demo_institutions(), towns, local_day(at)))
    places = {service.location["id"]: service.location for service in services}
    Location.objects.bulk_create(Location(**place) for place in places.values())
    for place in places.values():
        plain = {name: str(value) for name, value in place.items()}
        trace.revised("directory.location", place["id"], None, plain, place["institution_id"])
    changes = [
        Change(
            service.id,
            service.record,
            source="demonstration",
            assured_on=service.assured_on,
            assured_by=service.location["institution_id"],
            invented=True,
        )
        for service in services
    ]
    save_records(trace, changes, at=at)
