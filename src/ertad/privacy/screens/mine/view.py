"""What Ertad holds about me: everybody's own, to read and to take along."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ertad.kernel.clock import now
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.privacy.acts.make_pack import make_own_pack
from ertad.privacy.officers import office
from ertad.privacy.pack import gathered
from ertad.privacy.retaining import how_long
from ertad.privacy.screens.packs import KINDS, send_pack


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    pack = gathered(signed_in(request), now(), most=0)
    parts = [
        {"part": part, "rules": [(rule, how_long(rule)) for rule in part.rules]}
        for part in pack.parts
        if part.count
    ]
    empty = [part.label for part in pack.parts if not part.count]
    context = {"parts": parts, "empty": empty, "office": office()}
    return render(request, "privacy/screens/mine/page.html", context)


@login_required
@require_POST
def pack(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    user, at = signed_in(request), now()
    return send_pack(
        request, kind, lambda: make_own_pack(user=user, kind=kind, by=as_oneself(user), at=at), at,
        reverse("privacy:mine"),
    )  # fmt: skip
