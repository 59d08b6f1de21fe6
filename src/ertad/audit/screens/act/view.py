"""One act: who, in which role, when, why, on what, and each record before and after it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ertad.audit.act_names import record_name
from ertad.audit.models import AuditRow, Revision
from ertad.audit.queries import lines_of
from ertad.audit.reading import note_reading
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with

SHOWN = 100
"""Revisions of one act; a publication may have thousands."""
LONGEST = 300


@dataclass(frozen=True)
class Changed:
    """One record that the act changed; `fields` are (name, before, after)."""

    record: str
    kind: str
    object_id: str
    fields: list[tuple[str, str, str]]


@login_required
@require_safe
def act(request: HttpRequest, seq: int) -> HttpResponse:
    if seq > 2**62:
        raise Http404
    row = get_object_or_404(AuditRow.objects.visible_to(request.user), pk=seq)
    by = actor_with(request.user, "audit.read")
    of_the_act = Revision.objects.visible_to(request.user).filter(act_id=row.act_id)
    found = list(of_the_act.order_by("n", "id")[: SHOWN + 1])
    note_reading("audit.read", by=by, at=now(), details={"seq": seq})
    context = {
        "line": lines_of([row], request.user)[0],
        "details": sorted(row.details.items()),
        "changes": [_changed(each) for each in found[:SHOWN]],
        "more": max(row.revisions - SHOWN, 0) if len(found) > SHOWN else 0,
    }
    return render(request, "audit/screens/act/page.html", context)


def _changed(revision: Revision) -> Changed:
    before, after = revision.before or {}, revision.after or {}
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return Changed(
        record_name(revision.kind), revision.kind, revision.object_id,
        [(name, _short(before.get(name)), _short(after.get(name))) for name in sorted(names)],
    )  # fmt: skip


def _short(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
