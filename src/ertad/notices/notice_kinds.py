"""Kinds of notices to a person, told by the rooms in `NOTICE_KINDS` of `notice_kinds.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise

from ertad.kernel.rooms import told_by_rooms

Facts = Mapping[str, str]
"""Ids, codes and days that a notice tells of; never a name or anything else about a person."""


class How(StrEnum):
    """How a person is told: on the page alone, by e-mail at once, or in one e-mail a day."""

    PAGE = "page"
    AT_ONCE = "at_once"
    DAILY = "daily"


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


@cache
def notice_kinds() -> Mapping[str, NoticeKind]:
    return {kind.name: kind for kind in told_by_rooms("notice_kinds", "NOTICE_KINDS")}
