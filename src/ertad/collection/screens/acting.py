"""Who answers for an institution: its focal points, or a coordinator who says why."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with
from ertad.people.screens import reason
from ertad.people.screens.reason import ReasonForm, reason_given

LAST_REASON = "collection-reason"
"""In the session: [institution id, reason], so that a coordinator says it once in a visit."""


def reason_form(
    request: HttpRequest,
    institution_id: UUID,
    *,
    where: str,
    right: str = "round.answer",
    data: Mapping[str, Any] | None = None,
) -> ReasonForm | None:
    """The question for those who act for others, None for the institution's own people.

    `where` keeps the ids of several such questions on a page apart.
    """
    told = request.session.get(LAST_REASON) or ["", ""]
    start = {"reason": told[1]} if told[0] == str(institution_id) else {}
    return reason.reason_form(
        request.user, right, institution_id, data, initial=start, auto_id=f"{where}_%s"
    )


def answering(
    request: HttpRequest,
    institution_id: UUID,
    form: ReasonForm | None,
    *,
    right: str = "round.answer",
) -> Actor | None:
    """The signed-in user as the one who answers; None when the reason is missing or wrong.

    Raises NotAllowed for those who may not answer at all.
    """
    why = reason_given(form)
    if why is None:
        return None
    if form is not None:
        request.session[LAST_REASON] = [str(institution_id), why]
    return actor_with(request.user, right, institution_id, reason=why)
