"""Reads of the outbox."""

from datetime import datetime

from ertad.notices.models import Letter


def oldest_waiting(at: datetime) -> float:
    """Age in seconds of the oldest letter that waits; 0 when none does."""
    oldest = Letter.objects.filter(state=Letter.State.WAITING).order_by("created_at").first()
    return max((at - oldest.created_at).total_seconds(), 0.0) if oldest else 0.0
