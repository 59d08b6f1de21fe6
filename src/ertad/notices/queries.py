"""Reads of the outbox."""

from datetime import datetime

from django.db.models import QuerySet

from ertad.notices.models import Letter, Notice, NoticeChoice
from ertad.notices.notice_kinds import NoticeKind, notice_kinds
from ertad.notices.ways import How


def oldest_waiting(at: datetime) -> float:
    """Age in seconds of the oldest letter that waits; 0 when none does."""
    oldest = Letter.objects.filter(state=Letter.State.WAITING).order_by("created_at").first()
    return max((at - oldest.created_at).total_seconds(), 0.0) if oldest else 0.0


def unread(user: object) -> int:
    """How many notices this person has not read."""
    return Notice.objects.visible_to(user).filter(read_at=None).count()


def notices_of(user: object) -> QuerySet[Notice]:
    """Newest first."""
    return Notice.objects.visible_to(user).order_by("-at", "id")


def ways_of(user: object) -> list[tuple[NoticeKind, How]]:
    """How this person is told of each kind, in the order of their labels."""
    chosen = dict(NoticeChoice.objects.visible_to(user).values_list("kind", "how"))
    kinds = sorted(notice_kinds().values(), key=lambda kind: str(kind.label))
    return [(kind, How(chosen.get(kind.name, kind.how))) for kind in kinds]
