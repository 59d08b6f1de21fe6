"""Persons on pages of this room: who reads of them leaves a trace."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from ertad.audit.reading import note_reading
from ertad.directory.past import Entry
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.people.models import Institution
from ertad.people.rights import SEE_PERSONS
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.queries import Contact, SpecialistLine, specialist_lines


def note_contacts(
    request: HttpRequest, institution: Institution, contacts: Iterable[Contact], at: datetime
) -> None:
    """Nothing where no person is shown."""
    if of := [key for each in contacts for key in each.read_of]:
        by = actor_with(request.user, SEE_PERSONS)
        note_reading("profile.read", by=by, at=at, on=institution, of=of)


def specialist_of(request: HttpRequest, pk: UUID) -> SpecialistLine:
    """Raises Http404 when there is none that the reader may see."""
    rows = SpecialistProfile.objects.visible_to(request.user).exclude(agreed_at=None)
    for line in specialist_lines(rows.filter(pk=pk)):
        return line
    raise Http404("no such specialist")


def note_specialists(
    request: HttpRequest,
    lines: Iterable[SpecialistLine],
    at: datetime,
    act: str = "specialists.read",
) -> None:
    """Reading what is one's own is none."""
    if of := [line.profile.user_id for line in lines if line.profile.user_id != request.user.pk]:
        by = actor_with(request.user, "specialist.read")
        note_reading(act, by=by, at=at, of=of)


def note_history(
    request: HttpRequest, right: str, institution_id: UUID, lines: Iterable[Entry]
) -> None:
    """Where colleagues are named, it is kept that somebody read it."""
    by = actor_with(request.user, right, institution_id)
    if of := {line.person for line in lines} - {"", str(by.user_id)}:
        note_reading("history.read", by=by, at=now(), of=of)
