"""What this room tells persons of."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.notices.notice_kinds import Facts, How, NoticeKind
from ertad.people.models import Institution
from ertad.profiles.models import Challenge


def _say_shared(facts: Facts) -> str:
    """Nothing when it was taken back or withdrawn before it was told."""
    challenge = Challenge.objects.standing().filter(
        pk=facts["challenge"], shared_by__institution=UUID(facts["institution"])
    )
    if not challenge.exists():
        return ""
    institution = Institution.objects.get(pk=facts["institution"])
    return _("“We have this too”, says %(institution)s of a challenge of yours.") % {
        "institution": institution.name
    }


NOTICE_KINDS = (
    NoticeKind(
        "challenge.shared",
        lazy("Another institution shares a challenge of ours"),
        _say_shared,
        lambda facts: reverse("profiles:challenge", args=[facts["challenge"]]),
        How.DAILY,
    ),
)
