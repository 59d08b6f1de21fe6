"""Who is invited and has not answered yet: one lately, one too long ago, one by the coordinator."""

from ertad.demo.acting import Cast, demo_id
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.acts.invite_member import invite_member
from ertad.people.models import Membership

INVITED = (
    ("city-1", 12, "natia@example.org", "Natia", Role.READER, "en"),
    ("city-1", 2, "sandro@example.org", "Sandro", Role.DEPUTY, "ka"),
    ("bureau-east", 1, "claire@example.org", "Claire", Role.SPECIALIST, "fr"),
)
"""Institution, how many days ago, address, name, role, language."""


def fill_invitations(cast: Cast) -> None:
    held = Membership.objects.get(role=Role.INSTITUTION_ADMIN, institution__code="city-1")
    admin = Actor(Role.INSTITUTION_ADMIN, held.user_id, held.institution_id)
    for code, days, email, name, role, language in INVITED:
        by = admin if code == "city-1" else cast.for_them(code, "The bureau has a new colleague.")
        invite_member(
            by=by, at=cast.ago(days, "15:00"), institution=cast.institutions[code], email=email,
            name=name, role=role, language=language, invitation_id=demo_id("invitation", email),
        )  # fmt: skip
