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
    return lines


def in_short(counts: Mapping[str, int]) -> str:
    """The same in one line: New 3 · Confirmed 9."""
    return " · ".join(f"{line.label} {line.count}" for line in receipt(counts))
