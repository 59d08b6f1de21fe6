"""Kinds of notices to a person, told by the rooms in `NOTICE_KINDS` of `notice_kinds.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from ertad.kernel.languages import LANGUAGES
from ertad.kernel.rooms import told_by_rooms
from ertad.notices.ways import How

Facts = Mapping[str, str]
"""Ids, codes, days, and names of institutions and things (`named`); nothing about a person."""


def named(prefix: str, record: object, field: str = "name") -> dict[str, str]:
    """The name of `record` in each language, for the facts; `said(facts, prefix)` reads it.

    So the page of notices asks the database for no names.
    """
    return {f"{prefix}_{code}": getattr(record, f"{field}_{code}") for code in LANGUAGES}


@dataclass(frozen=True)
class NoticeKind:
    """`say`: one sentence in the active language, "" when there is nothing to say any more.

    `link`: the address of the page that it leads to, in the active language.
    """

    name: str
    label: str | Promise
    say: Callable[[Facts], str]
    link: Callable[[Facts], str]
    how: How = How.AT_ONCE
    """Unless the person chose otherwise."""


__all__ = ["Facts", "How", "NoticeKind", "named", "notice_kinds"]


@cache
def notice_kinds() -> Mapping[str, NoticeKind]:
    return {kind.name: kind for kind in told_by_rooms("notice_kinds", "NOTICE_KINDS")}
