"""The register of challenges as a workbook."""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ertad.files.spreadsheets.writing import Column, SheetPlan, write_workbook
from ertad.kernel.clock import local_day
from ertad.profiles.queries import ChallengeLine, Register


def challenges_xlsx(found: Register, at: datetime) -> bytes:
    """Three sheets: the challenges, and their numbers by kind and by municipality."""
    above = [_("Register of challenges"), _source(at), *_invented()]
    columns = [
        Column(_("Institution"), width=40), Column(_("Kind of challenge"), width=30),
        Column(_("What is difficult"), width=60), Column(_("For whom"), width=36),
        Column(_("Municipalities"), width=30), Column(_("Since which year"), width=12),
        Column(_("How it stands"), width=18), Column(_("What is being done"), width=50),
        Column(_("Have this too"), width=12), Column(_("Institutions that have it too"), width=50),
    ]  # fmt: skip
    kinds = [(label.text, number) for _code, label, number in found.kinds]
    places = [
        (place.name, found.places.get(place.code, 0) or pgettext("challenges", "none named"))
        for place in found.all_places
    ]
    number = Column(_("Challenges"), width=14)
    plans = [
        SheetPlan(_("Challenges"), columns, [_row(e) for e in found.lines], above=above, room=0),
        SheetPlan(_("By kind"), [Column(_("Kind of challenge"), width=44), number], kinds, room=0),
        SheetPlan(
            _("By municipality"), [Column(_("Municipality"), width=34), number], places, room=0
        ),
    ]
    return write_workbook(plans, title=_("Register of challenges"), created=at)


def _row(line: ChallengeLine) -> tuple[str | int, ...]:
    answer = (line.answer.text, line.service.text, line.helper.text)
    return (
        line.institution.text,
        line.kind.text,
        line.description.text,
        ", ".join(group.text for group in line.groups),
        ", ".join(place.text for place in line.places),
        line.challenge.since_year or "",
        line.state,
        "; ".join(part for part in answer if part),
        line.shared,
        "; ".join(name.text for _key, name in line.shared_by),
    )


def _source(at: datetime) -> str:
    day = date_format(local_day(at), "SHORT_DATE_FORMAT")
    return _("Source: Ertad, register of challenges, as of %(day)s. For members.") % {"day": day}


def _invented() -> list[str]:
    return [_("Invented: these institutions do not exist.")] if settings.INVENTED_DATA else []
