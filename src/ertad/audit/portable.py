"""The trail as one file, which is verified with the key alone: no database, no network.

JSON lines: what it is and where it begins, then a row a line, then where it ends, signed.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from ertad.audit.canonical import SignedRow, keyed, moment, plain_json
from ertad.audit.chain import CHANGED, Walk, signed_rows
from ertad.audit.checkpoints import last_checkpoint
from ertad.audit.models import AuditRow
from ertad.audit.verify import ANOTHER_HEAD, CUT, Head, Verdict, head

FORMAT = "ertad audit 1"
NOT_SIGNED = "the end of the file is not signed"
NO_TRAIL = "this is no exported audit trail"


def export(
    path: Path, *, at: datetime, since: int = 1, using: str = DEFAULT_DB_ALIAS
) -> tuple[int, Head]:
    """(rows written, the head that the file ends with); `since`: number of the first row.

    Raises FileExistsError: a file that is there is never written over.
    """
    end = head(using=using)
    begins = _before(since, using)
    first = {"format": FORMAT, "after": begins.seq, "digest": begins.digest}
    rows = 0
    with path.open("x", encoding="utf-8") as file:
        file.write(plain_json(first) + "\n")
        for row in signed_rows(using, begins.seq, end.seq):
            file.write(json.dumps(row._asdict(), ensure_ascii=False) + "\n")
            rows += 1
        last = {"head": end.seq, "digest": end.digest, "rows": rows, "at": moment(at)}
        last["signature"] = _signature(first, last)
        file.write(plain_json(last) + "\n")
    return rows, end


def verify_file(path: Path, *, kept: Head | None = None) -> Verdict:
    """Streams; the same verdicts as of the database. Revisions are not in the file."""
    with path.open(encoding="utf-8", errors="surrogateescape") as file:
        lines = _lines(file)
        first = next(lines, None)
        if first is None or first.get("format") != FORMAT:
            return Verdict(0, 0, NO_TRAIL)
        try:
            walk = Walk(int(first["after"]), str(first["digest"]))
        except (KeyError, TypeError, ValueError):
            return Verdict(0, 0, NO_TRAIL)
        begin, there, last = walk.seq, walk.digest, None
        for line in lines:
            if line is not None and "head" in line and last is None:
                last = line
                continue
            row = _row(line)
            if row is None or last is not None:
                return Verdict(walk.rows, walk.seq + 1, CHANGED)
            if why := walk.follow(row):
                return Verdict(walk.rows, walk.seq + 1, why)
            if kept and row.seq == kept.seq:
                there = row.digest
    if last is None:
        return Verdict(walk.rows, walk.seq + 1, CUT)
    signature = last.pop("signature", "")
    if signature != _signature(first, last):
        return Verdict(walk.rows, walk.seq + 1, NOT_SIGNED)
    if (last["head"], last["digest"]) != (walk.seq, walk.digest):
        return Verdict(walk.rows, walk.seq + 1, CUT)
    if kept and kept.seq >= begin and (kept.seq > walk.seq or kept.digest != there):
        cut = kept.seq > walk.seq
        return Verdict(walk.rows, min(kept.seq, walk.seq + 1), CUT if cut else ANOTHER_HEAD)
    return Verdict(
        walk.rows, head=Head(walk.seq, walk.digest), purged=begin,
        set_back=walk.set_back, first_set_back=walk.first_set_back,
    )  # fmt: skip


def _before(since: int, using: str) -> Head:
    """The row in front of the first that is written."""
    checkpoint = last_checkpoint(using)
    begins = Head(checkpoint.seq, checkpoint.digest) if checkpoint else Head(0, "")
    if since - 1 <= begins.seq:
        return begins
    rows = AuditRow.objects.using(using).filter(seq__lte=since - 1).order_by("-seq")
    found = rows.values_list("seq", "digest").first()
    return Head(*found) if found else begins


def _signature(first: dict[str, Any], last: dict[str, Any]) -> str:
    return keyed("export " + plain_json([first, last]))


def _lines(file: Any) -> Iterator[Any]:
    for line in file:
        try:
            read = json.loads(line)
        except ValueError:
            read = None
        yield read if isinstance(read, dict) else None


def _row(line: dict[str, Any] | None) -> SignedRow | None:
    """None where the line is no row."""
    try:
        row = SignedRow(**line) if line else None
    except TypeError:
        return None
    numbers = ("seq", "revisions", "form")
    if row is None or any(
        type(value) is not (int if name in numbers else str)
        for name, value in zip(SignedRow._fields, row, strict=True)
    ):
        return None
    return row
