"""My account: all that belongs to it on one page, and what is open."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.kernel.clock import now
from ertad.kernel.roles import Role, needs_two_steps, roles_of
from ertad.people.accounts.own import signed_in
from ertad.people.accounts.sessions import devices_of
from ertad.people.queries import roles_held_by
from ertad.people.role_labels import ROLE_LABELS

Type = Authenticator.Type


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    factors = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at"))
    codes = next((each for each in factors if each.type == Type.RECOVERY_CODES), None)
    return render(request, "people/screens/account/page.html", {
        "language_name": dict(settings.LANGUAGES).get(user.language, user.language),
        "roles": [
            (held, ROLE_LABELS.get(Role(held.role), held.role))
            for held in roles_held_by(user, seen_by=user)
        ],
        "has_app": any(each.type == Type.TOTP for each in factors),
        "passkeys": [each for each in factors if each.type == Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "needs_two_steps": needs_two_steps(roles_of(user)),
        "devices": devices_of(request, now()),
    })  # fmt: skip
