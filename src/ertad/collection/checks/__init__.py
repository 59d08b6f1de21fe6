"""Checks: what is wrong with a row, where, and what to do, in the reader's language."""

from ertad.collection.checks import lists, places, services, texts  # noqa: F401, I001 (they register)
from ertad.collection.checks import reading  # noqa: F401 (last: it adds what the files say)
from ertad.collection.checks.registry import (
    Check,
    Finding,
    Severity,
    Spot,
    Told,
    all_checks,
    check_of,
    checks_about,
    finding,
    has_errors,
    told,
)
from ertad.collection.checks.texts import MASK, masked

__all__ = [
    "MASK",
    "Check",
    "Finding",
    "Severity",
    "Spot",
    "Told",
    "all_checks",
    "check_of",
    "checks_about",
    "finding",
    "has_errors",
    "masked",
    "told",
]
