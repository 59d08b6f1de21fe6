"""Reads a whole backup and says what it is of; nothing is written anywhere."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ertad.site.backup.contents import Header, Line, is_row, opened
from ertad.site.backup.refused import Damaged, Refused


def checked(path: Path, key: str) -> Header:
    """Decrypt and count everything. Raises Refused where anything is not as it was written."""
    try:
        with opened(path, key) as (header, lines):
            datetime.fromisoformat(header.at)
            counts = dict(_counts(lines))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from error
    if counts != header.tables:
        raise Damaged(0)
    return header


def _counts(lines: Iterator[str]) -> Iterator[tuple[str, int]]:
    """(table, its rows), where both lines of a table and the last one agree with the rows."""
    total = 0
    for line in lines:
        opening: Line = json.loads(line)
        if "end" in opening:
            if opening["end"] != total or next(lines, ""):
                raise Damaged(0)
            return
        rows, closing = _rows(lines)
        if closing.get("rows") != rows:
            raise Damaged(0)
        total += rows
        yield opening["table"], rows
    raise Damaged(0)


def _rows(lines: Iterator[str]) -> tuple[int, Line]:
    rows = 0
    for line in lines:
        if not is_row(line):
            return rows, json.loads(line)
        rows += 1
    return rows, {}
