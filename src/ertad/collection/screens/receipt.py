"""The receipt of a file: how many rows, what becomes of them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ertad.collection.screens.state_words import OUTCOMES


@dataclass(frozen=True)
class ReceiptLine:
    outcome: str
    label: str | Promise
    count: int
    why: str | Promise


def receipt(counts: Mapping[str, int]) -> list[ReceiptLine]:
    """Only outcomes that occur; last the services that the file does not name."""
    lines = [
        ReceiptLine(outcome, label, counts[outcome], why)
        for outcome, (label, why) in OUTCOMES.items()
        if counts.get(outcome)
    ]
    if missing := counts.get("not_in_file", 0):
        why = _("They stay as they are: a missing row never ends a service.")
        lines.append(ReceiptLine("not_in_file", _("Services not in the file"), missing, why))
    if hours := counts.get("hours_left_out", 0):
        why = _("Their services are not in the file; the hours stay as they are.")
        lines.append(ReceiptLine("hours_left_out", _("Opening hours left out"), hours, why))
    if places := counts.get("places", 0):
        why = _("No service of the list is given there; they are kept as places.")
        lines.append(ReceiptLine("places", _("Places without a service"), places, why))
    return lines


def in_short(counts: Mapping[str, int]) -> str:
    """The same in one line: New 3 · Confirmed 9."""
    return " · ".join(f"{line.label} {line.count}" for line in receipt(counts))
