"""Who answers for an institution: its focal points, or a coordinator who says why."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ertad.directory.screens.reason import ReasonForm
from ertad.kernel.actor import Actor
from ertad.kernel.roles import FOCAL_ROLES, Role, institutions_of, roles_of
from ertad.people.actors import actor_for

LAST_REASON = "collection-reason"
"""In the session: [institution id, reason], so that a coordinator says it once in a visit."""


def answers_for_others(user: object, institution_id: UUID) -> bool:
    """Whether the user would act as coordinator here, and is asked why."""
    own = institutions_of(user, *FOCAL_ROLES)
    return institution_id not in own and Role.COORDINATOR in roles_of(user)


def reason_form(
    request: HttpRequest,
    institution_id: UUID,
    *,
    where: str,
    data: Mapping[str, Any] | None = None,
) -> ReasonForm | None:
    """The question for those who act for others, None for the institution's own people.

    `where` keeps the ids of several such questions on a page apart.
    """
    if not answers_for_others(request.user, institution_id):
        return None
    told = request.session.get(LAST_REASON) or ["", ""]
    start = {"reason": told[1]} if told[0] == str(institution_id) else {}
    return ReasonForm(data, initial=start, auto_id=f"{where}_%s")


def answering(request: HttpRequest, institution_id: UUID, form: ReasonForm | None) -> Actor | None:
    """The signed-in user as the one who answers; None when the reason is missing or wrong.

    Raises NotAllowed for those who may not answer at all.
    """
    if form is not None and not form.is_valid():
        return None
    reason = form.cleaned_data["reason"].strip() if form else ""
    if form is not None:
        request.session[LAST_REASON] = [str(institution_id), reason]
    roles = (Role.FOCAL_POINT, Role.DEPUTY, Role.COORDINATOR)
    return actor_for(request.user, *roles, institution_id=institution_id, reason=reason)
