"""What both doors of the request share: the form, and the act with its answer."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4, uuid5

from django.http import HttpRequest
from django.utils.formats import date_format

from ertad.collection.acts.ask_for_time import ask_for_time, latest_day
from ertad.collection.models import Invitation
from ertad.collection.rules import INVITATION_MOVES
from ertad.collection.screens.more_time.form import MoreTimeForm
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused


def asked_form(request: HttpRequest, invitation: Invitation, at: datetime) -> MoreTimeForm:
    latest = str(date_format(latest_day(invitation, local_day(at)), "DATE_FORMAT"))
    return MoreTimeForm(request.POST if request.method == "POST" else None, latest=latest)


def asked(
    form: MoreTimeForm, request: HttpRequest, invitation: Invitation, by: Actor, at: datetime
) -> bool:
    """Whether the request is put; else the form says why not. Sent twice it is one."""
    sent = request.POST.get("token", "")
    token = sent if re.fullmatch(r"[0-9a-f]{32}", sent) else uuid4().hex
    if not form.is_valid():
        return False
    try:
        ask_for_time(
            extension_id=uuid5(invitation.pk, token), invitation=invitation, by=by, at=at,
            **form.cleaned_data,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("until" if refused.code in ("not_later", "too_late") else None, str(refused))
        return False
    return True


def frame(form: MoreTimeForm, invitation: Invitation) -> dict[str, Any]:
    requests = list(invitation.extensions.order_by("-asked_at"))
    return {
        "form": form,
        "invitation": invitation,
        "institution": invitation.institution,
        "round": invitation.round,
        "requests": requests,
        "against": [text for _code, text in against(INVITATION_MOVES["extension.ask"], invitation)],
        "token": uuid4().hex,
    }
