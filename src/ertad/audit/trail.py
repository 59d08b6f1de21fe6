"""The frame of every act: one transaction, its revisions, and one audit row appended last.

with traced("round.open", by=actor, at=now) as trace:
    trace.update(round_, state="open")
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from ertad.audit.canonical import FORM, SignedRow, content_seal, digest_of, keyed, moment, seal
from ertad.audit.models import AuditHead, AuditRow, Revision
from ertad.kernel import bulk
from ertad.kernel.actor import Actor

M = TypeVar("M", bound=models.Model)
Json = dict[str, Any]
REVISIONS_A_BATCH = 500


class StaleEdit(Exception):
    """Somebody changed the record meanwhile. `current` is what it is now; nothing was written."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.label} {current.pk} was changed meanwhile")
        self.current = current


@dataclass
class Trace:
    """Collects what an act changes; written when the act's block ends without an exception."""

    act: str
    by: Actor
    at: datetime
    kind: str = ""
    object_id: str = ""
    details: Json = field(default_factory=dict)
    act_id: uuid.UUID = field(default_factory=uuid.uuid4)
    revisions: list[Revision] = field(default_factory=list)
    ready: list[bulk.Row] = field(default_factory=list)
    """Rows of `ready_revision`, made before the act began."""

    def on(self, record: models.Model) -> None:
        """Name the record that the act is about."""
        self.kind, self.object_id = record._meta.label_lower, str(record.pk)

    def create(self, record: M, institution_id: object = "") -> M:
        """Insert `record` and keep its first revision."""
        record.save(force_insert=True)
        self.revised(record._meta.label_lower, record.pk, None, snapshot(record), institution_id)
        return record

    def update(
        self, record: M, *, version: int | None = None, institution_id: object = "", **changes: Any
    ) -> M:
        """Set `changes` on `record`; with `version`, only if that is still its version.

        Raises StaleEdit with the current record when it is not.
        """
        before = snapshot(record)
        rows = type(record)._default_manager.filter(pk=record.pk)
        if hasattr(record, "version"):
            expected = record.version if version is None else version
            changes["version"] = expected + 1
            rows = rows.filter(version=expected)
        if not rows.update(**changes):
            raise StaleEdit(type(record)._default_manager.get(pk=record.pk))
        for name, value in changes.items():
            setattr(record, name, value)
        self.revised(record._meta.label_lower, record.pk, before, snapshot(record), institution_id)
        return record

    def delete(self, record: models.Model, institution_id: object = "") -> None:
        """Remove a record that nothing points to; its last state stays in the revision."""
        label, key, before = record._meta.label_lower, record.pk, snapshot(record)
        record.delete()
        self.revised(label, key, before, None, institution_id)

    def revised(
        self,
        kind: str,
        object_id: object,
        before: Json | None,
        after: Json | None,
        institution_id: object = "",
        sources: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep a revision of a record that the caller wrote itself (in bulk, or of many tables)."""
        self.revisions.append(
            Revision(
                act_id=self.act_id,
                at=self.at,
                act=self.act,
                kind=kind,
                object_id=str(object_id),
                institution_id=str(institution_id or ""),
                actor_id=str(self.by.user_id or ""),
                role=self.by.role,
                before=before,
                after=after,
                sources=dict(sources or {}),
            )
        )


@contextmanager
def traced(act: str, *, by: Actor, at: datetime, on: models.Model | None = None) -> Iterator[Trace]:
    """Run an act in one transaction; on leaving, write its revisions and one audit row."""
    with transaction.atomic():
        trace = Trace(act, by, at)
        if on is not None:
            trace.on(on)
        yield trace
        _write_revisions(trace)
        _append(trace)


READY_COLUMNS = ("kind", "object_id", "institution_id", "before", "after", "sources")
OF_THE_ACT = ("act_id", "at", "act", "actor_id", "role", "n", "digest")


def ready_revision(
    kind: str,
    object_id: object,
    before: Json | None,
    after: Json | None,
    institution_id: object = "",
    sources: Mapping[str, Any] | None = None,
) -> bulk.Row:
    """A revision for `Trace.ready`: all but what the act adds, ready for the database.

    What it says is sealed already, in the last place.
    """
    row = (kind, str(object_id), str(institution_id or ""), before, after, dict(sources or {}))
    return (*bulk.ready(Revision, READY_COLUMNS, [row])[0], content_seal(*row))


def _write_revisions(trace: Trace) -> None:
    for n, each in enumerate(trace.revisions, start=1):
        each.n = n
        each.digest = _sealed(trace, n, content_seal(
            each.kind, each.object_id, each.institution_id, each.before, each.after, each.sources
        ))  # fmt: skip
    Revision.objects.bulk_create(trace.revisions, batch_size=REVISIONS_A_BATCH)
    if not trace.ready:
        return
    actor_id = str(trace.by.user_id or "")
    of_the_act = (trace.act_id, trace.at, trace.act, actor_id, str(trace.by.role))
    ending = bulk.ready(Revision, OF_THE_ACT[:-2], [of_the_act])[0]
    first = len(trace.revisions) + 1
    rows = [
        (*row, *ending, n, _sealed(trace, n, content))
        for n, (*row, content) in enumerate(trace.ready, start=first)
    ]
    bulk.insert(Revision, (*READY_COLUMNS, *OF_THE_ACT), rows)


def _sealed(trace: Trace, n: int, content: str) -> str:
    return seal(
        content, act_id=str(trace.act_id), n=n, at=moment(trace.at), act=trace.act,
        actor_id=str(trace.by.user_id or ""), role=trace.by.role,
    )  # fmt: skip


def snapshot(record: models.Model) -> Json:
    """The record's own columns as plain JSON values."""
    columns = {f.attname: f.value_from_object(record) for f in record._meta.concrete_fields}
    plain: Json = json.loads(json.dumps(columns, cls=DjangoJSONEncoder))
    return plain


def keyed_digest(text: str) -> str:
    """Stands in for personal data in a trace; useless without the key."""
    return keyed(text)


ROW = SignedRow._fields
HEAD = AuditHead._meta.db_table


def _append(trace: Trace) -> None:
    """The row of the act, after the head, which stays locked until the act is kept."""
    seq, previous = locked_head()
    values: dict[str, Any] = {
        "seq": seq + 1,
        "act_id": trace.act_id,
        "at": trace.at,
        "act": trace.act,
        "actor_id": str(trace.by.user_id or ""),
        "role": str(trace.by.role),
        "institution_id": str(trace.by.institution_id or ""),
        "reason": trace.by.reason.replace("\0", ""),
        "kind": trace.kind,
        "object_id": trace.object_id,
        "details": trace.details,
        "revisions": len(trace.revisions) + len(trace.ready),
        "form": FORM,
        "previous": previous,
        "digest": "",
    }
    said = {**values, "act_id": str(trace.act_id), "at": moment(trace.at),
            "details": bulk.as_json(trace.details)}  # fmt: skip
    values["digest"] = digest_of(SignedRow(**said))
    bulk.insert(AuditRow, ROW, bulk.ready(AuditRow, ROW, [tuple(values[name] for name in ROW)]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {HEAD} SET seq = %s, digest = %s WHERE id = 1",  # noqa: S608
            [seq + 1, values["digest"]],
        )


def locked_head() -> tuple[int, str]:
    """(number, digest) of the last row. SQLite's transactions lock the database themselves."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, digest FROM {HEAD} WHERE id = 1{lock}")  # noqa: S608
        found = cursor.fetchone()
    if found is None:
        AuditHead.objects.get_or_create(id=1)
        return locked_head()
    return found[0], found[1]


def history(kind: str, object_id: object) -> Sequence[Revision]:
    """Revisions of one record, newest first. The caller has checked that the record is visible."""
    return list(Revision.objects.filter(kind=kind, object_id=str(object_id)).order_by("-id"))
