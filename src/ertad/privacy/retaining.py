"""The dry run: what would go now by which rule, how many, and how old the oldest is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ertad.kernel.clock import local_day
from ertad.kernel.retention import YEAR, Retention, due_rows, retention


@dataclass(frozen=True)
class Due:
    """`count` records of a rule would go; `oldest`: the day that the oldest counts from.

    `count` is None for what is kept without a number of days.
    """

    rule: Retention
    count: int | None
    oldest: date | None


def dry_run(at: datetime) -> Sequence[Due]:
    """Every rule, those that take something away first; changes nothing."""
    found = [_due(rule, at) for rule in retention()]
    return sorted(found, key=lambda due: (not due.count, due.rule.days is None))


def _due(rule: Retention, at: datetime) -> Due:
    if rule.days is None:
        return Due(rule, None, None)
    said = due_rows(rule, at).aggregate(number=Count("pk"), first=Min(rule.since))
    oldest = local_day(said["first"]) if isinstance(said["first"], datetime) else said["first"]
    return Due(rule, said["number"], oldest)


def how_long(rule: Retention) -> str:
    """In words, as the notices say it."""
    if rule.until:
        return str(rule.until)
    days = rule.days or 0
    if days and days % YEAR == 0:
        years = days // YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def what_goes(rule: Retention) -> str:
    """What becomes of the records then."""
    if rule.apart:
        return str(rule.apart)
    if rule.days is None:
        return _("stays")
    if rule.take:
        return _("what names the person is emptied")
    if rule.empty:
        return _("emptied: %(fields)s") % {"fields": ", ".join(rule.empty)}
    return _("deleted")
