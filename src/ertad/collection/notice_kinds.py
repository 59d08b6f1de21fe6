"""What persons are told of collecting; the institutions themselves get letters."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.collection.models import Invitation, Submission
from ertad.kernel.languages import said
from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.notices.acts.notify import notify
from ertad.notices.notice_kinds import Facts, How, NoticeKind, named
from ertad.people.recipients import people_with

SENT, RETURNED, ACCEPTED = "answer.sent", "answer.returned", "answer.accepted"
MORE_TIME = "extension.asked"


def tell_coordinators(kind: str, invitation: Invitation, about: object, at: datetime) -> None:
    """Of something that an institution did; `about`: the submission or the request for time."""
    _tell(kind, people_with(Role.COORDINATOR), invitation, about, at)


def tell_focal_points(invitation: Invitation, submission: Submission, at: datetime) -> None:
    """Of what was decided about their file; the same file may be decided on again."""
    kind = ACCEPTED if submission.state == Submission.State.ACCEPTED else RETURNED
    people = people_with(*FOCAL_ROLES, institution_id=invitation.institution_id)
    _tell(kind, people, invitation, f"{submission.pk}:{submission.version}", at)


def _tell(
    kind: str, to: Iterable[UUID], invitation: Invitation, about: object, at: datetime
) -> None:
    facts = {
        "invitation": str(invitation.pk),
        "round": str(invitation.round_id),
        **named("institution", invitation.institution),
        **named("title", invitation.round, "title"),
    }
    notify(kind=kind, to=to, key=f"{kind}:{about}", facts=facts, at=at)


def _sentence(words: Callable[[], str]) -> Callable[[Facts], str]:
    return lambda facts: (
        words()
        % {
            "institution": said(facts, "institution").text,
            "round": said(facts, "title").text,
        }
    )


def _invitation(facts: Facts) -> str:
    return reverse("collection:invitation", args=[facts["invitation"]])


def _round(facts: Facts) -> str:
    return reverse("collection:round", args=[facts["round"]])


def _kind(
    name: str, label: Promise, words: Callable[[], str], link: Callable[[Facts], str], how: How
) -> NoticeKind:
    return NoticeKind(name, label, _sentence(words), link, how)


NOTICE_KINDS = (
    _kind(
        SENT, lazy("An institution has answered a round"),
        lambda: _("%(institution)s has sent its answer to “%(round)s”."), _round, How.DAILY,
    ),
    _kind(
        MORE_TIME, lazy("An institution asks for more time"),
        lambda: _("%(institution)s asks for more time for “%(round)s”."), _round, How.AT_ONCE,
    ),
    _kind(
        RETURNED, lazy("Your answer was returned with comments"),
        lambda: _("Your answer to “%(round)s” was returned with comments."), _invitation, How.PAGE,
    ),
    _kind(
        ACCEPTED, lazy("Your answer was accepted"),
        lambda: _("Your answer to “%(round)s” was accepted."), _invitation, How.PAGE,
    ),
)  # fmt: skip
"""The last two stay on the page, unless somebody wants more: the institution gets a letter."""
