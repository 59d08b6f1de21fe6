"""What waits for somebody in this room: parts of the own profile, own challenges without answer."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.kernel.rights import held_in, may
from ertad.kernel.work import WorkItem
from ertad.profiles.models import Challenge, InstitutionProfile, SpecialistProfile
from ertad.profiles.queries.own_words import parts_of


def open_work(user: object, today: date) -> Iterator[WorkItem]:
    """Three queries, however many institutions."""
    own = sorted(held_in(user, "profile.write"))
    if own:
        yield from _of_institutions(user, own)
    if may(user, "specialist.write"):
        key = getattr(user, "pk", None)
        mine = SpecialistProfile.objects.visible_to(user).filter(user=key)
        written = mine.exclude(agreed_at=None).exists()
        address = reverse("profiles:write_specialist")
        yield WorkItem(_("Say what you work on and offer"), int(not written), address)


def _of_institutions(user: object, own: list[UUID]) -> Iterator[WorkItem]:
    profiles = InstitutionProfile.objects.visible_to(user).filter(institution__in=own)
    found = {each.institution_id: each for each in profiles}
    open_ones = list(
        Challenge.objects.visible_to(user)
        .standing()
        .filter(institution__in=own)
        .values_list("institution_id", "state")
    )
    having = {institution for institution, _state in open_ones}
    for key in own:
        parts = parts_of(found.get(key), challenges=key in having)
        missing = sum(not part.written for part in parts)
        label = _("Parts of your institution's profile to write")
        yield WorkItem(label, missing, reverse("profiles:write", args=[key]))
        waiting = sum(place == key and state == "open" for place, state in open_ones)
        address = f"{reverse('profiles:challenges')}?institution={key}&state=open"
        yield WorkItem(_("Challenges of yours for which nothing is being done"), waiting, address)
