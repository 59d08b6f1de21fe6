"""The figures of a round in words: what each means, as tables and as bars."""

from collections.abc import Iterable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ertad.collection.queries.round_figures import Figures, Group, RoundFigures, share
from ertad.look.charts import Bar

Row = tuple[str, ...]


def meanings() -> list[tuple[str, str]]:
    """(heading, meaning) of each figure, in the order of `cells`."""
    return [
        (pgettext("institutions", "Answered"),
         _("institutions whose file or answer was sent to you or is accepted")),
        (pgettext("institutions", "On time"),
         _("of those invited: answered, and the first file or answer came by the day it was due")),
        (pgettext("services", "Confirmed"),
         _("services in the directory that the answers say to be right, changed or ended, of all"
           " that the directory has of those invited")),
        (pgettext("services", "Complete"),
         _("of the ten things asked of each service that was sent, how many are filled; an empty"
           " age means no limit and counts as filled")),
    ]  # fmt: skip


def pairs(figures: Figures) -> list[tuple[int, int]]:
    """(part, whole) of each figure."""
    return [
        (figures.answered, figures.invited),
        (figures.on_time, figures.invited),
        (figures.confirmed, figures.known),
        (figures.filled, figures.asked),
    ]


def cells(figures: Figures) -> list[str]:
    return [in_words(part, whole) for part, whole in pairs(figures)]


def in_words(part: int, whole: int) -> str:
    """7 of 10 (70 %); says so where there is nothing to count yet."""
    known = share(part, whole)
    if known is None:
        return _("nothing to count yet")
    told = {"part": number_format(part), "whole": number_format(whole), "share": round(known)}
    return _("%(part)s of %(whole)s (%(share)s %%)") % told


def percent(part: int, whole: int) -> str:
    known = share(part, whole)
    return "" if known is None else f"{round(known)} %"


def group_label(group: Group) -> str:
    if group.label.text:
        return group.label.text
    return _("several regions or the whole country") if group.code == "+" else _("not said")


def tables(found: RoundFigures) -> list[tuple[str, list[Row]]]:
    """(title, rows) of the groups; each row begins with its label."""
    return [
        (_("By region"), [_row(group) for group in found.by_region]),
        (_("By kind of institution"), [_row(group) for group in found.by_kind]),
    ]


def _row(group: Group) -> Row:
    return (group_label(group), *cells(group.figures))


def answered_bars(groups: Iterable[Group]) -> Sequence[Bar]:
    return [_bar(group_label(group), group.figures) for group in groups]


def round_bars(found: RoundFigures) -> Sequence[Bar]:
    return [_bar(str(row), figures) for row, figures in found.rounds]


def _bar(label: str, figures: Figures) -> Bar:
    part, whole = figures.answered, figures.invited
    return Bar(label, share(part, whole), in_words(part, whole))
