"""The audit trail: what was done, by whom, on what; narrowed, and taken out as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.audit.queries import Line, Wanted, chain_state, lines_of, page_of, wanted_rows
from ertad.audit.reading import note_reading
from ertad.audit.screens.trail.form import TrailForm
from ertad.audit.screens.trail.words import why_broken
from ertad.files.sending import send_file
from ertad.files.spreadsheets.writing import Column, SheetPlan, write_csv, write_workbook
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with

IN_A_FILE = 50_000


@login_required
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    by, at = actor_with(request.user, "audit.read"), now()
    form = TrailForm(request.GET or None)
    wanted = form.wanted(request.user) if form.is_valid() else Wanted()
    state = chain_state(request.user, at)
    before, after = (_number(request.GET.get(name, "")) for name in ("before", "after"))
    page = None
    if not form.errors:
        page = page_of(wanted_rows(request.user, wanted), request.user, before=before, after=after)
        note_reading("audit.read", by=by, at=at, details=wanted.told())
    context = {
        "form": form,
        "page": page,
        "state": state,
        "why": why_broken(state.check) if state.check else "",
        "narrowed": wanted != Wanted(),
        "asked": _asked(request),
    }
    status = 422 if form.errors else 200
    return render(request, "audit/screens/trail/page.html", context, status=status)


@login_required
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """What is narrowed down, as xlsx or CSV; taking it is an act."""
    by, at = actor_with(request.user, "audit.read"), now()
    form = TrailForm(request.GET)
    kind = "csv" if request.GET.get("as") == "csv" else "xlsx"
    if not form.is_valid():
        return redirect("audit:trail")
    wanted = form.wanted(request.user)
    found = list(wanted_rows(request.user, wanted).order_by("-seq")[: IN_A_FILE + 1])
    if len(found) > IN_A_FILE:
        text = _("More than %(most)s rows: choose a shorter period, or take them in parts.")
        messages.warning(request, text % {"most": IN_A_FILE})
        return redirect("audit:trail")
    note_reading(
        "audit.export", by=by, at=at, details={**wanted.told(), "rows": len(found), "as": kind}
    )
    title = _("Audit trail")
    titles = [
        _("Number"), _("When"), _("What was done"), _("Act"), _("Person"), _("In which role"),
        _("For which institution"), _("Kind of record"), _("Id of the record"), _("Reason"),
    ]  # fmt: skip
    rows = [_cells(line) for line in lines_of(found, request.user)]
    if kind == "csv":
        content = write_csv([titles, *rows])
    else:
        plan = SheetPlan(title, [Column(each, 24) for each in titles], rows, room=0)
        content = write_workbook([plan], title=title, created=at)
    return send_file(content, plain="ertad-audit-trail", shown=title, kind=kind)


def _cells(line: Line) -> list[str | int]:
    row = line.row
    when = localtime(row.at).isoformat(sep=" ", timespec="seconds")
    return [row.seq, when, line.what, row.act, line.who, line.role, line.institution,
            line.record, row.object_id, row.reason]  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _asked(request: HttpRequest) -> str:
    """The filter as it stands in the address, for the links of the page."""
    asked = request.GET.copy()
    for name in ("before", "after", "as"):
        asked.pop(name, None)
    return asked.urlencode()
