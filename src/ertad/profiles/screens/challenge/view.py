"""A challenge: what is difficult, who has it too, what is being done; "we have this too"."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ertad.kernel.clock import now
from ertad.kernel.moves import moves_from
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with, asked_why, held_in, may
from ertad.people.models import Institution
from ertad.people.screens.reason import reason_form, reason_given
from ertad.profiles.acts.share_challenge import share_challenge, unshare_challenge
from ertad.profiles.models import Challenge
from ertad.profiles.queries import ChallengeLine, challenge_lines
from ertad.profiles.rules import CHALLENGE_MOVES
from ertad.profiles.screens.institution import challenge_of, kept_institution


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    challenge = challenge_of(request, pk)
    [line] = challenge_lines(Challenge.objects.visible_to(request.user).filter(pk=pk))
    keeps = may(request.user, "challenge.write", challenge.institution_id)
    context = {
        "line": line,
        "challenge": challenge,
        "keeps": keeps,
        "member": may(request.user, "challenge.read"),
        "moves": moves_from(challenge.state, CHALLENGE_MOVES) if keeps else [],
        **_sharing(request.user, line),
    }
    return render(request, "profiles/screens/challenge/page.html", context)


def _sharing(user: object, line: ChallengeLine) -> dict[str, object]:
    """Institutions for which the reader may say that they have it too, or take it back."""
    own = held_in(user, "challenge.join")
    have = {key for key, _name in line.shared_by} & own
    over = line.challenge.state in (Challenge.State.SOLVED, Challenge.State.WITHDRAWN)
    could = frozenset() if over else own - have - {line.challenge.institution_id}
    institutions = Institution.objects.visible_to(user)
    named = {row.pk: row for row in institutions.filter(pk__in=own)} if own else {}
    return {
        "shared_here": [named[key] for key in named if key in have],
        "may_share": [named[key] for key in named if key in could],
    }


@login_required
@require_POST
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the institution that the form names."""
    challenge, institution, why = _asked(request, pk)
    if why is None:
        messages.warning(request, _("Say why you do this for the institution."))
        return redirect("profiles:challenge", challenge.pk)
    by = actor_with(request.user, "challenge.join", institution.pk, reason=why)
    try:
        new = share_challenge(
            challenge_id=challenge.pk, institution_id=institution.pk, by=by, at=now()
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        said = _("You have this too: %(institution)s is counted.") if new else _(
            "%(institution)s was counted already."
        )  # fmt: skip
        messages.success(request, said % {"institution": institution.name})
    return redirect("profiles:challenge", challenge.pk)


@login_required
@require_POST
def unshare(request: HttpRequest, pk: UUID) -> HttpResponse:
    challenge, institution, why = _asked(request, pk)
    if why is None:
        messages.warning(request, _("Say why you do this for the institution."))
        return redirect("profiles:challenge", challenge.pk)
    by = actor_with(request.user, "challenge.join", institution.pk, reason=why)
    unshare_challenge(
        challenge_id=challenge.pk, institution_id=institution.pk, by=by, at=now()
    )  # fmt: skip
    messages.success(request, _("Taken back."))
    return redirect("profiles:challenge", challenge.pk)


def _asked(request: HttpRequest, pk: UUID) -> tuple[Challenge, Institution, str | None]:
    """The challenge, the institution for which it is said, and why (None when it is missing)."""
    challenge = challenge_of(request, pk)
    sent = request.POST.get("institution", "")
    institutions = Institution.objects.visible_to(request.user)
    named = get_object_or_404(institutions, pk=sent) if _is_id(sent) else None
    if named is None:
        named = get_object_or_404(institutions, pk=_only_own(request.user))
    institution = kept_institution(request, named.pk, "challenge.join")
    if not asked_why(request.user, "challenge.join", institution.pk):
        return challenge, institution, ""
    reason = reason_form(request.user, "challenge.join", institution.pk, request.POST)
    return challenge, institution, reason_given(reason)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _only_own(user: object) -> UUID | None:
    own = held_in(user, "challenge.join")
    return next(iter(own)) if len(own) == 1 else None
