"""The words of notices, made in the active language when they are read."""

from collections.abc import Iterable
from dataclasses import dataclass

from ertad.notices.models import Notice
from ertad.notices.notice_kinds import notice_kinds


@dataclass(frozen=True)
class Told:
    """A notice with its sentence and the address that it leads to."""

    notice: Notice
    text: str
    url: str


def told(notices: Iterable[Notice]) -> list[Told]:
    """Those that still have something to say; of a kind that has gone, nothing is left to say."""
    return [each for each in map(_told, notices) if each]


def _told(notice: Notice) -> Told | None:
    kind = notice_kinds().get(notice.kind)
    text = kind.say(notice.facts) if kind else ""
    return Told(notice, text, kind.link(notice.facts)) if kind and text else None
