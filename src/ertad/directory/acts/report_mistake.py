"""A reader says that something is wrong; nothing about the reader is kept."""

from datetime import datetime
from uuid import UUID

from django.core.cache import cache

from ertad.audit.trail import keyed_digest, traced
from ertad.directory.models import MistakeReport, Service
from ertad.directory.record.checking import Problem, personal_number_in
from ertad.directory.refusals import HoldsPersonalNumber, TooManyReports, WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role

REPORTS_AN_HOUR = 5
LONGEST = 1000
READER = Actor(role=Role.PUBLIC)


def report_mistake(
    *, service_id: UUID, what: str, text: str, address: str, at: datetime, report_id: UUID
) -> MistakeReport:
    """Send a report to the service's owner; a merged service's to the owner of what it became.

    `address` is the network address it came from: counted for an hour under a keyed digest, never
    written. `report_id` is chosen by the door, so that a form sent twice is one report.
    Raises Service.DoesNotExist, WrongRecord, HoldsPersonalNumber, TooManyReports.
    """
    text = text.strip()
    if what not in MistakeReport.What.values:
        raise WrongRecord([Problem("what", "unknown_code", {"code": what})])
    if len(text) > LONGEST:
        raise WrongRecord([Problem("text", "too_long", {"limit": LONGEST})])
    if what == MistakeReport.What.OTHER and not text:
        raise WrongRecord([Problem("text", "say_what")])
    if personal_number_in(text):
        raise HoldsPersonalNumber
    service = Service.objects.get(pk=service_id)
    while service.merged_into is not None:
        service = service.merged_into
    with traced("mistake.report", by=READER, at=at, on=service) as trace:
        if known := MistakeReport.objects.filter(pk=report_id).first():
            return known
        _count(address, at)
        report = MistakeReport(id=report_id, service=service, what=what, text=text, at=at)
        return trace.create(report, institution_id=service.institution_id)


def _count(address: str, at: datetime) -> None:
    """Take one of the hour's places for this address; adding a key is atomic in every cache."""
    prefix = keyed_digest(f"mistake.report {address} {at:%Y-%m-%d %H}")
    if not any(cache.add(f"{prefix}:{place}", 1, 3600) for place in range(REPORTS_AN_HOUR)):
        raise TooManyReports
