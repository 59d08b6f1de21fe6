"""What was changed in a profile or a challenge, by whom and when, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.audit.models import Revision
from ertad.audit.trail import history, snapshot
from ertad.directory.refusals import LaterEdits, Refused, WrongRecord
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with, demand_may
from ertad.people.models import Institution
from ertad.people.screens.reason import reason_form, reason_given
from ertad.profiles.acts.undo_saying import (
    CHALLENGE_KIND,
    KEYS,
    PROFILE_KIND,
    RIGHT,
    Record,
    record_of,
    undo_saying,
)
from ertad.profiles.models import Challenge, InstitutionProfile
from ertad.profiles.past import entries, what_undoing_means
from ertad.profiles.problem_words import in_words
from ertad.profiles.screens.institution import kept_challenge, kept_institution
from ertad.profiles.screens.persons import note_history

A_PAGE = 30


@login_required
@require_safe
def of_profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = kept_institution(request, pk, "profile.write")
    found = InstitutionProfile.objects.visible_to(request.user).filter(institution=pk).first()
    title, back = _("What we say of ourselves"), reverse("profiles:profile", args=[pk])
    key = found.pk if found else None
    return _history(request, PROFILE_KIND, key, institution, title, back)


@login_required
@require_safe
def of_challenge(request: HttpRequest, pk: UUID) -> HttpResponse:
    challenge = kept_challenge(request, pk)
    back = reverse("profiles:challenge", args=[pk])
    return _history(request, CHALLENGE_KIND, pk, challenge.institution, _("Challenge"), back)


def _history(
    request: HttpRequest, kind: str, key: UUID | None, institution: Institution, title: str,
    back: str,
) -> HttpResponse:  # fmt: skip
    page = Paginator(history(kind, key), A_PAGE).get_page(request.GET.get("page"))
    lines = entries(list(page.object_list), request.user)
    note_history(request, RIGHT[kind], institution.pk, lines)
    for line in (each for each in lines if each.revision.before):
        line.url = reverse("profiles:undo", args=[line.revision.pk])
        line.url_text = _("Undo")
    context = {
        "title": title, "institution": institution, "entries": lines, "page": page, "back": back,
    }  # fmt: skip
    return render(request, "profiles/screens/history/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Says what undoing will do, asks about fields that were changed again since, then does it."""
    revision = get_object_or_404(Revision, pk=revision_id, kind__in=KEYS, before__isnull=False)
    record, right = record_of(revision), RIGHT[revision.kind]
    if record is None:
        raise Http404("the record is gone")
    demand_may(request.user, right, record.institution_id)
    data = request.POST if request.method == "POST" else None
    reason = reason_form(request.user, right, record.institution_id, data)
    problems: list[str] = []
    if data is not None and (why := reason_given(reason)) is not None:
        try:
            keys = undo_saying(
                revision_id=revision.pk,
                by=actor_with(request.user, right, record.institution_id, reason=why),
                at=now(),
                put_back=request.POST.getlist("back") if "asked" in request.POST else None,
            )
        except LaterEdits:
            problems = [_("Somebody changed this meanwhile. Look at it again.")]
        except WrongRecord as wrong:
            problems = [in_words(problem) for problem in wrong.problems]
        except Refused:
            problems = [_("This cannot be undone.")]
        else:
            done = _("Undone. This can be undone too.") if keys else _("Nothing had to be changed.")
            messages.success(request, done)
            return redirect(_history_of(record))
    changes, later = what_undoing_means(revision, snapshot(record))
    lines = entries([revision], request.user)
    note_history(request, right, record.institution_id, lines)
    context = {
        "record": record, "reason": reason, "problems": problems, "changes": changes,
        "later": later, "entry": lines[0],
        "back": _history_of(record), "ticked": request.POST.getlist("back"),
    }  # fmt: skip
    status = 200 if data is None else 422
    return render(request, "directory/screens/history/undo.html", context, status=status)


def _history_of(record: Record) -> str:
    if isinstance(record, Challenge):
        return reverse("profiles:challenge_history", args=[record.pk])
    return reverse("profiles:history", args=[record.institution_id])
