"""The dictionary and the log of breaches as spreadsheets."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ertad.files.spreadsheets.writing import Column, SheetPlan, write_workbook
from ertad.kernel.privacy import Privacy
from ertad.privacy.dictionary import ModelEntry
from ertad.privacy.queries import BreachLine
from ertad.privacy.retaining import Due, how_long, what_goes
from ertad.privacy.words import CLASS_WORDS


def dictionary_xlsx(models: Sequence[ModelEntry], rules: Sequence[Due], at: datetime) -> bytes:
    """Two sheets: every field, and the table of retention."""
    fields = SheetPlan(
        _("Fields"),
        [
            Column(_("Record"), 30), Column(_("Field"), 22), Column(_("Type of field"), 30),
            Column(_("Class"), 16), Column(_("Meaning"), 60), Column(_("How long"), 40),
            Column(_("Who sees the record"), 60),
        ],
        [
            (
                model.label, field.name, field.kind, str(CLASS_WORDS[field.privacy]),
                field.meaning, "; ".join(how_long(rule) for rule in field.rules), model.seen_by,
            )
            for model in models
            for field in model.fields
        ],
        room=0,
    )  # fmt: skip
    return write_workbook(
        [fields, _retention(rules)], title=_("What Ertad holds, field by field"), created=at
    )


def _retention(rules: Sequence[Due]) -> SheetPlan:
    return SheetPlan(
        _("How long"),
        [
            Column(_("What"), 50), Column(_("Record"), 28), Column(_("What for"), 50),
            Column(_("Who sees it"), 40), Column(_("How long"), 34), Column(_("Then"), 30),
            Column(_("Would go now"), 14),
        ],
        [
            (
                str(due.rule.label), due.rule.model, str(due.rule.why), str(due.rule.seen_by),
                how_long(due.rule), what_goes(due.rule), due.count,
            )
            for due in rules
        ],
        room=0,
    )  # fmt: skip


def breaches_xlsx(lines: Sequence[BreachLine], at: datetime) -> bytes:
    """The whole log, as the authority may ask for it."""
    titles = (
        _("Breach found"), _("Notification due"), _("Clock"), _("State"), _("Kind"),
        _("What happened"),
        _("Classes of data"), _("How many persons"), _("Risk for them"), _("Measures"),
        _("Persons told"), _("Authority notified"), _("Number"), _("Why late"),
        _("Why not notified"), _("Breach closed"),
    )  # fmt: skip
    plan = SheetPlan(
        _("Breaches"), [Column(title, 24) for title in titles], [_line(line) for line in lines],
        room=0,
    )  # fmt: skip
    return write_workbook([plan], title=_("Log of breaches"), created=at)


def _line(line: BreachLine) -> tuple[str, ...]:
    each = line.breach
    return (
        _moment(each.found_at), _moment(line.clock.due_at), line.clock.words,
        str(each.get_state_display()), str(each.get_kind_display()), each.what,
        class_words(each.data), str(each.get_people_display()), each.risk, each.measures,
        str(each.get_telling_display()), _moment(each.notified_at), each.reference, each.why_late,
        each.why_not, _moment(each.closed_at),
    )  # fmt: skip


def class_words(codes: Sequence[str]) -> str:
    return ", ".join(str(CLASS_WORDS[Privacy(code)]) for code in codes)


def _moment(at: datetime | None) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else ""
