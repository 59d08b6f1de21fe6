"""The privacy notices, for adults and for a child, made from the table of retention."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.retention import Retention, retention
from ertad.privacy.officers import office
from ertad.privacy.retaining import how_long


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    rules = retention()
    context = {
        "visitors": _lines([rule for rule in rules if rule.of_visitors]),
        "members": _lines([rule for rule in rules if not rule.of_visitors]),
        "office": office(),
        "days": settings.PRIVACY_ANSWER_DAYS,
    }
    return render(request, "privacy/screens/notice/page.html", context)


@require_safe
def child_notice(request: HttpRequest) -> HttpResponse:
    visitors = [rule for rule in retention() if rule.of_visitors]
    context = {"visitors": _lines(visitors), "office": office()}
    return render(request, "privacy/screens/child_notice/page.html", context)


def _lines(rules: Sequence[Retention]) -> list[tuple[Retention, str]]:
    return [(rule, how_long(rule)) for rule in rules]
