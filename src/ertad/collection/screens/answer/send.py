"""Send what was answered to the coordinator; then what the institution gets back at once."""

import re
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from ertad.collection.acts.send_answer import send_answer
from ertad.collection.answers import answered
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import frame, show_list
from ertad.collection.screens.receipt import receipt
from ertad.kernel.refused import Refused
from ertad.kernel.returns import returns_for


@by_link
@require_POST
def send(request: HttpRequest, opened: Opened) -> HttpResponse:
    """`token` makes a form that is sent twice one submission."""
    token = request.POST.get("token", "")
    named = re.fullmatch(r"[0-9a-f]{32}", token)
    key = uuid5(opened.invitation.pk, token) if named else uuid4()
    language = (get_language() or "ka")[:2]
    try:
        send_answer(
            invitation=opened.invitation, submission_id=key, language=language, by=opened.by,
            at=opened.at,
        )  # fmt: skip
    except Refused as refused:
        return show_list(request, opened, problem=str(refused), status=422)
    return redirect(opened.url("thanks"))


@by_link
@require_safe
def thanks(request: HttpRequest, opened: Opened) -> HttpResponse:
    found = answered(opened.invitation, at=opened.at)
    context = {
        **frame(opened, found),
        "receipt": receipt(found.submission.counts) if found.submission else [],
        "returns": returns_for(opened.invitation.institution_id),
    }
    return render(request, "collection/screens/answer/thanks.html", context)
