"""The calendar: what is coming, day by day, or a month at a glance; filters in the address."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ertad.cooperation.calendar.filters import Choices, Filters, choices, filters_from
from ertad.cooperation.calendar.month import (
    days_of_month,
    grid_of_month,
    month_after,
    month_before,
    month_from,
    weeks,
)
from ertad.cooperation.calendar.reading import in_full, standing
from ertad.cooperation.calendar.when import day_in_words, times_in_words, where_in_words
from ertad.kernel.calendar import Happening
from ertad.kernel.clock import local_day, now
from ertad.kernel.plan_tabs import plan_tabs
from ertad.kernel.rights import may
from ertad.kernel.roles import Role, roles_of

AHEAD = timedelta(days=92)
A_PAGE = 40
PAGE = "cooperation/screens/calendar/page.html"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`month=2026-11` for one month, `view=month` as weeks; without a month what is coming."""
    today = local_day(now())
    offered = choices()
    filters = offered.known(filters_from(request.GET.dict()))
    month = month_from(request.GET.get("month", ""))
    as_month = request.GET.get("view") == "month"
    if as_month:
        month = month or today.replace(day=1)
    context: dict[str, Any] = {
        "filters": filters,
        "facets": _facets(offered, filters),
        "labels": offered.labels(filters),
        "as_month": as_month,
        "month": month,
        "today": today,
        "may_write": may(request.user, "calendar.write"),
        "member": roles_of(request.user) > {Role.PUBLIC},
        "sections": plan_tabs(request.user, "cooperation:calendar"),
        "query": filters.query(),
        **_ways(filters, month, today, as_month=as_month),
    }
    if as_month and month:
        found = standing(request.user, filters, *grid_of_month(month))
        context["weeks"] = weeks(found, month, today)
        context["head"] = [date_format(day.day, "D") for day in context["weeks"][0]]
        context["total"] = sum(each.starts_on.month == month.month for each in found)
    else:
        first, last = days_of_month(month) if month else (today, today + AHEAD)
        found = standing(request.user, filters, first, last)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        context["page"], context["total"] = page, len(found)
        context["days"] = _by_day(in_full(page.object_list), first, today, offered)
    return render(request, PAGE, context)


def _by_day(
    found: Sequence[Happening], first: date, today: date, offered: Choices
) -> list[tuple[str, bool, list[dict[str, Any]]]]:
    """(day in words, whether today, what is on it); what began earlier stands on the first."""
    kinds = dict(offered.kind)
    days: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for each in found:
        line = {
            "it": each,
            "kind": kinds.get(each.kind, each.kind),
            "times": times_in_words(each),
            "where": where_in_words(each),
            "until": each.ends_on if each.ends_on > each.starts_on else None,
            "since": each.starts_on if each.starts_on < first else None,
        }
        days[max(each.starts_on, first)].append(line)
    return [(day_in_words(day), day == today, lines) for day, lines in days.items()]


def _facets(offered: Choices, filters: Filters) -> list[dict[str, Any]]:
    labels = {
        "kind": _("Kind"), "place": _("Municipality"), "theme": _("Theme"), "group": _("For whom"),
    }  # fmt: skip
    return [
        {"name": name, "label": label, "chosen": getattr(filters, name),
         "choices": getattr(offered, name)}
        for name, label in labels.items()
    ]  # fmt: skip


def _ways(filters: Filters, month: date | None, today: date, *, as_month: bool) -> dict[str, Any]:
    """Links to the other view and to the months around."""
    here = reverse("cooperation:calendar")
    view = "month" if as_month else ""
    around = month or today.replace(day=1)

    def link(day: date | None, view: str) -> str:
        query = filters.query(view=view, month=f"{day:%Y-%m}" if day else "")
        return f"{here}?{query}" if query else here

    return {
        "views": [
            {"label": _("What is coming"), "url": link(None, ""), "current": not as_month},
            {
                "label": pgettext("view of a calendar", "Month"),
                "url": link(month, "month"),
                "current": as_month,
            },
        ],
        "before": link(month_before(around), view),
        "after": link(month_after(around), view),
        "before_name": date_format(month_before(around), "F Y"),
        "after_name": date_format(month_after(around), "F Y"),
        "month_name": date_format(around, "F Y"),
        "day_link": link(around, ""),
    }
