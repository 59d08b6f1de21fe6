"""How a round goes: who answered, on time, how complete, what is confirmed; by region and kind."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.collection.models import Round
from ertad.collection.queries.round_figures import RoundFigures, round_figures
from ertad.collection.screens.dashboard import words
from ertad.files.sending import send_file
from ertad.files.spreadsheets.writing import Column, Line, SheetPlan, TextPlan, write_workbook
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import demand_may
from ertad.look.charts import draw_bars


@login_required
@require_safe
def dashboard(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, today = _figures(request, pk), local_day(now())
    source = _source()
    heads = words.meanings()
    headings = [heading for heading, _meaning in heads]
    context = {
        "round": found.round,
        "invited": found.all.invited,
        "figures": [
            {"value": words.percent(part, whole), "text": words.in_words(part, whole),
             "heading": heading, "meaning": meaning}
            for (part, whole), (heading, meaning) in zip(
                words.pairs(found.all), heads, strict=True
            )
        ],
        "today": today,
        "heads": heads,
        "tables": [
            (title, [(name, list(zip(headings, cells, strict=True))) for name, *cells in rows])
            for title, rows in words.tables(found)
        ],
        "bars": [
            draw_bars(bars, title=title, unit=_("answered, of those invited"), full=100,
                      source=source)
            for title, bars in (
                (_("Answered, by region"), words.answered_bars(found.by_region)),
                (_("Answered, by kind of institution"), words.answered_bars(found.by_kind)),
                (_("Answered, over rounds"), words.round_bars(found)),
            )
        ],
    }  # fmt: skip
    return render(request, "collection/screens/dashboard/page.html", context)


@login_required
@require_safe
def spreadsheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as xlsx: a sheet for each table, and what the figures mean."""
    found, at = _figures(request, pk), now()
    title = _("Figures of the round “%(round)s”") % {"round": found.round.title}
    heads = [Column(heading, 26) for heading, _meaning in words.meanings()]
    rounds = [(str(row), *words.cells(figures)[:2]) for row, figures in found.rounds]
    plans: list[SheetPlan | TextPlan] = [
        SheetPlan(name, [Column(name, 40), *heads], rows, above=[title, _source()], room=0)
        for name, rows in [
            (_("All who were invited"), [(_("All who were invited"), *words.cells(found.all))]),
            *words.tables(found),
        ]
    ]
    over = _("Over rounds")
    plans.append(SheetPlan(over, [Column(over, 40), *heads[:2]], rounds, above=[title], room=0))
    told = [Line(title, "title"), Line(_source())]
    told += [Line(f"{heading}: {meaning}") for heading, meaning in words.meanings()]
    plans.append(TextPlan(_("What the figures mean"), told))
    content = write_workbook(plans, title=title, created=at)
    plain = f"ertad-round-{found.round.period_start:%Y-%m}"
    return send_file(content, plain=plain, shown=title, kind="xlsx")


def _figures(request: HttpRequest, pk: UUID) -> RoundFigures:
    demand_may(request.user, "round.run")
    try:
        return round_figures(request.user, pk)
    except Round.DoesNotExist as missing:
        raise Http404("no such round") from missing


def _source() -> str:
    day = date_format(local_day(now()), "SHORT_DATE_FORMAT")
    return _("Source: files and answers of the round, as of %(day)s.") % {"day": day}
