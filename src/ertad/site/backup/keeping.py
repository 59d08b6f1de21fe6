"""A folder of backups: a name for each, and the oldest ones go."""

from datetime import UTC, datetime
from pathlib import Path

PATTERN = "ertad-????-??-??-??????.backup"


def name_in(folder: Path, at: datetime) -> Path:
    """By its moment in UTC, so that names are in order."""
    return folder / f"ertad-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}.backup"


def keep_newest(folder: Path, number: int, *, saved: Path) -> list[Path]:
    """Delete all but the newest ones; those that were deleted.

    Called when `saved` has been written and read back. It stays, also when the clock was set back;
    other files in the folder are left alone.
    """
    others = sorted(path for path in folder.glob(PATTERN) if path != saved)
    gone = others[: max(len(others) - (number - 1), 0)]
    for path in gone:
        path.unlink()
    return gone
