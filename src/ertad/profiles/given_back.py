"""What an institution gets back at once for its data, all of it at public addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class GivenBack:
    """`door`: the name of the address, which takes the id of an institution."""

    label: str | Promise
    why: str | Promise
    door: str

    def address(self, institution_id: UUID) -> str:
        return reverse(self.door, args=[institution_id])


GIVEN_BACK: Sequence[GivenBack] = (
    GivenBack(
        _("Profile of the institution"),
        _("Who you are and what you offer, on one or two pages: for partners, donors, the press."),
        "profiles:profile",
    ),
    GivenBack(
        _("Presentation in five steps"),
        _("The same on a wall, full-screen and by keyboard: no slides to prepare for a meeting."),
        "profiles:present",
    ),
    GivenBack(
        _("Leaflet for the waiting room"),
        _("Your services in plain words and large letters, with a code for the telephone."),
        "profiles:leaflet",
    ),
    GivenBack(
        _("Table for the municipal council"),
        _("All services for the people of a municipality by kind, and what is missing."),
        "profiles:councils",
    ),
    GivenBack(
        _("Services open to the residents"),
        _("What the agency and your neighbours offer that your people may use too."),
        "profiles:residents",
    ),
)
