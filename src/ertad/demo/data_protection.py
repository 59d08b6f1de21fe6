"""What the data protection officer of the demo has in the registers: nobody in it exists."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from ertad.demo.acting import Cast, demo_id
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.people.models import Membership, User
from ertad.privacy.acts.keep_requests import answer_request, enter_request
from ertad.privacy.acts.move_breach import move_breach
from ertad.privacy.acts.note_breach import note_breach
from ertad.privacy.models import AccessRequest, Breach

PRINTER = {
    "began_on": None, "kind": "seen", "data": ["personal"], "people": "1-10",
    "what": "საკონტაქტო პირების სია საერთო პრინტერთან დარჩა; ვიზიტორმა დაინახა.",
    "measures": "სია მაშინვე აიღეს.",
}  # fmt: skip
RISK = "ხუთი თანამშრომლის სამსახურებრივი ელფოსტა ერთმა ადამიანმა დაინახა."
SPARED = "სიაში მხოლოდ სამსახურებრივი მისამართები იყო; ფურცელი ვიზიტორს არ წაუღია."
AFTER = "სია მაშინვე აიღეს. პრინტერი ახლა ბარათს ითხოვს."


def fill_data_protection(cast: Cast) -> None:
    """A breach of three months ago, closed; a request that was answered, and one that waits."""
    held = Membership.objects.get(role=Role.AUDITOR, ended_on=None)
    officer = Actor(Role.AUDITOR, held.user_id, held.institution_id)
    _closed_breach(cast, officer)
    giorgi = User.objects.get(email="giorgi@example.org")
    answered = _request(cast, officer, "answered", 40, giorgi, "know")
    answer_request(
        request_id=answered.pk, version=answered.version, by=officer, at=cast.ago(36, "15:00"),
        fields={"answered_on": cast.day(36), "outcome": "done", "note": ""},
    )  # fmt: skip
    _request(cast, officer, "waiting", 4, None, "erase")


def _closed_breach(cast: Cast, officer: Actor) -> None:
    found = cast.ago(92, "10:20")
    key = demo_id("breach", "printer")
    note_breach(
        breach_id=key, fields={**PRINTER, "found_at": found}, by=officer,
        at=found + timedelta(minutes=40),
    )  # fmt: skip
    risk = {"data": ["personal"], "people": "1-10", "risk": RISK}
    _step(key, "breach.assess", risk, officer, found + timedelta(hours=5))
    _step(key, "breach.spare", {"why_not": SPARED}, officer, found + timedelta(hours=6))
    end = {"measures": AFTER, "telling": "told"}
    _step(key, "breach.close", end, officer, found + timedelta(days=2))


def _step(key: UUID, act: str, fields: Mapping[str, object], by: Actor, at: datetime) -> None:
    version = Breach.objects.get(pk=key).version
    move_breach(breach_id=key, act=act, fields=fields, version=version, by=by, at=at)


def _request(
    cast: Cast, by: Actor, name: str, days: int, user: User | None, what: str
) -> AccessRequest:
    at = cast.ago(days, "09:30")
    fields = {
        "user": user, "what": what, "received_on": local_day(at),
        "reference": f"{local_day(at):%y}/{days + 100}",
    }  # fmt: skip
    return enter_request(request_id=demo_id("request", name), fields=fields, by=by, at=at)
