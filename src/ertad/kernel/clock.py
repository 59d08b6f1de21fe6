"""The clock, read at the doors only; acts and queries take the time as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TBILISI = ZoneInfo("Asia/Tbilisi")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def local_day(at: datetime) -> date:
    """The day on which `at` falls in Georgia."""
    return at.astimezone(TBILISI).date()
