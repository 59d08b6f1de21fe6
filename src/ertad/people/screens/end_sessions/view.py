"""Sign out on another device, or on all others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ertad.kernel.clock import now
from ertad.kernel.sent import number_sent
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.people.acts.end_sessions import end_one_session, end_other_sessions


@login_required
@require_POST
def end_session(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    session = number_sent(key, digits=18)
    if not end_one_session(by=as_oneself(user), at=now(), user=user, session=session):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("account:mine")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    number = end_other_sessions(
        by=as_oneself(user), at=now(), user=user, this=request.session.session_key
    )
    said = ngettext("%(n)s device is signed out.", "%(n)s devices are signed out.", number)
    messages.success(request, said % {"n": number})
    return redirect("account:mine")
