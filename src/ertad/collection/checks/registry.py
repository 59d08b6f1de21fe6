"""Every check says what it found, how grave it is and what to do; `all_checks` lists them.

A finding is plain JSON: {code, severity, sheet, row, column, field, params}. `column` is the letter
that the spreadsheet shows, `field` a record key or a column key of the workbook, both "" when the
finding is about a whole row or file. `sheet` is the name as received; `row` counts from 1.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple, TypeVar

from django.utils.functional import Promise

About = Literal["file", "sheet", "cell", "service", "place", "hours"]
Params = Mapping[str, Any]
Finding = dict[str, Any]


class Severity(StrEnum):
    ERROR = "error"
    """The row is refused until it is corrected."""
    WARNING = "warning"
    """Taken; somebody should look."""


class Spot(NamedTuple):
    """What a check found: in which column, and what fills the gaps of its message."""

    code: str
    field: str = ""
    params: Params = {}


@dataclass(frozen=True)
class Check:
    """`find` is None for what reading a cell or a file notices by itself."""

    code: str
    severity: Severity
    about: About
    message: str | Promise
    remedy: str | Promise
    find: Callable[..., Iterator[Spot]] | None = None


Declared = tuple[str, Severity, About, str | Promise, str | Promise]
"""Code, severity, about, message, remedy."""
_CHECKS: dict[str, Check] = {}
F = TypeVar("F", bound=Callable[..., Iterator[Spot]])


def declare(
    code: str,
    severity: Severity,
    about: About,
    message: str | Promise,
    remedy: str | Promise,
    find: Callable[..., Iterator[Spot]] | None = None,
) -> None:
    """Add a check. Raises ValueError when the code is taken."""
    if code in _CHECKS:
        raise ValueError(f"two checks are called {code}")
    _CHECKS[code] = Check(code, severity, about, message, remedy, find)


def check(
    code: str, severity: Severity, about: About, message: str | Promise, remedy: str | Promise
) -> Callable[[F], F]:
    """Make a function a check; it yields a `Spot` for each time it finds something."""

    def keep(find: F) -> F:
        declare(code, severity, about, message, remedy, find)
        return find

    return keep


def all_checks() -> tuple[Check, ...]:
    """Every check, errors first, then by code."""
    return tuple(sorted(_CHECKS.values(), key=lambda c: (c.severity != Severity.ERROR, c.code)))


def checks_about(about: About) -> tuple[Check, ...]:
    """The checks that look for themselves at one kind of thing."""
    return tuple(c for c in _CHECKS.values() if c.about == about and c.find is not None)


def is_declared(code: str) -> bool:
    return code in _CHECKS


def check_of(code: str) -> Check:
    """Raises KeyError for a code that no check has."""
    return _CHECKS[code]


def finding(
    spot: Spot, *, sheet: str = "", row: int | None = None, column: str = ""
) -> Finding:  # fmt: skip
    """The JSON form of a spot at its place."""
    return {
        "code": spot.code,
        "severity": str(_CHECKS[spot.code].severity),
        "sheet": sheet,
        "row": row,
        "column": column,
        "field": spot.field,
        "params": dict(spot.params),
    }


class Told(NamedTuple):
    """A finding in the reader's language."""

    message: str
    remedy: str


def told(found: Mapping[str, Any]) -> Told:
    """What is wrong and what to do, in the active language."""
    known = _CHECKS[found["code"]]
    gaps = {"sheet": found["sheet"], "value": "", **found["params"]}
    gaps = {key: _joined(value) for key, value in gaps.items()}
    return Told(_filled(known.message, gaps), _filled(known.remedy, gaps))


def _filled(text: str | Promise, gaps: Mapping[str, str]) -> str:
    return str(text) % _Gaps(gaps) if "%(" in str(text) else str(text)


class _Gaps(dict[str, str]):
    """A gap that a stored finding does not know stays open instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def _joined(value: object) -> str:
    if isinstance(value, list | tuple):
        return " / ".join(str(entry) for entry in value) or "–"
    return str(value)


def has_errors(findings: list[Finding]) -> bool:
    return any(found["severity"] == Severity.ERROR for found in findings)
