"""The search entry of each service, written in the transaction of the act that changes it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID


def write_entries(ids: Sequence[UUID], *, version: int, at: datetime) -> None:
    """Write the entries of these services anew; services that are not active have none."""
