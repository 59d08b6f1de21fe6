"""Notices that were seen. It concerns nobody but the reader and leaves no trace."""

from datetime import datetime

from django.db.models import QuerySet

from ertad.notices.models import Notice


def mark_read(notices: QuerySet[Notice], *, at: datetime) -> int:
    """How many were new. `notices`: those that the reader sees."""
    return notices.filter(read_at=None).update(read_at=at)
