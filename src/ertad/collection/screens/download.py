"""A spreadsheet on its way to a person: named so that it is found again, kept by no cache."""

import re
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ertad.collection.models import Invitation, Submission
from ertad.files.spreadsheets.formats import format_of
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.workbook import Limits
from ertad.kernel.languages import said

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|]+")
_LONGEST = 120


def spreadsheet(content: bytes, *, plain: str, shown: str, kind: str = "xlsx") -> HttpResponse:
    """An attachment; `plain` is its name in ASCII, `shown` in any letters, both without ending."""
    response = HttpResponse(content, content_type=TYPES.get(kind, "application/octet-stream"))
    ascii_name = re.sub(r"[^A-Za-z0-9_.-]+", "-", plain).strip("-.") or "file"
    name = " ".join(_NOT_IN_NAMES.sub(" ", shown).split())[:_LONGEST].strip(" .") or ascii_name
    ending = f".{kind}" if kind else ""
    response["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}{ending}\"; filename*=UTF-8''{quote(name + ending)}"
    )
    response["Cache-Control"] = "no-store"
    return response


def no_longer_kept(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Files go after the time that `collection.retention` says; what became of the rows stays."""
    messages.info(request, _("This file is no longer kept. What became of its rows stands here."))
    return redirect("collection:submission", submission.pk)


def workbook_names(invitation: Invitation, language: str, also: str = "") -> dict[str, str]:
    """`plain` and `shown` with institution and round: Example centre, Autumn 2026."""
    told = [
        said(invitation.institution, "name", language).text,
        said(invitation.round, "title", language).text,
        also,
    ]
    plain = f"ertad-{invitation.institution.code}-{invitation.round.period_start:%Y-%m}"
    return {"plain": plain, "shown": ", ".join(part for part in told if part)}


def kind_of(content: bytes) -> str:
    """xlsx, ods or csv by what is in it; "" for what is no spreadsheet."""
    try:
        return format_of(content, Limits())
    except Refused:
        return ""
