"""Whether the revisions are those that the acts left: each carries a seal, each act their number.

Revisions of acts that were signed in the first form carry none, those of purged acts have lost the
row that counts them: what can be said of these is only that no later one hides among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connections
from django.db.models import Exists, OuterRef

from ertad.audit.canonical import FORM, content_seal_of_json, seal
from ertad.audit.chain import AT_ONCE, json_text, moment_text, uuid_text
from ertad.audit.models import AuditCheckpoint, AuditRow, Revision

ALTERED = "a revision of this act was changed"
NUMBER = "revisions of this act were removed or added"
WITHOUT_ACT = "a revision without an act"


@dataclass(frozen=True)
class Revisions:
    """`count` were looked at; `broken_at`: the first row whose revisions are not what it left."""

    count: int
    broken_at: int | None = None
    why: str = ""


class _Sealed(NamedTuple):
    act_id: str
    at: str
    act: str
    kind: str
    object_id: str
    institution_id: str
    actor_id: str
    role: str
    before: str | None
    after: str | None
    sources: str
    n: int
    digest: str


def first_unsealed(using: str, checkpoint: AuditCheckpoint | None) -> Revisions:
    """Streams, as the rows do; then two questions to the database about their numbers."""
    count, bad = 0, dict[int, str]()
    for each in _sealed_revisions(using):
        count += 1
        if not _holds(each):
            row = AuditRow.objects.using(using).filter(act_id=each.act_id).first()
            bad.setdefault(row.seq if row else 0, ALTERED if row else WITHOUT_ACT)
    for seq, why in (*_miscounted(using), *_without_act(using, checkpoint)):
        bad.setdefault(seq, why)
    return Revisions(count, min(bad), bad[min(bad)]) if bad else Revisions(count)


def _holds(each: _Sealed) -> bool:
    try:
        content = content_seal_of_json(
            each.kind, each.object_id, each.institution_id, each.before, each.after, each.sources
        )
    except ValueError:
        return False
    return each.digest == seal(
        content, act_id=each.act_id, n=each.n, at=each.at, act=each.act, actor_id=each.actor_id,
        role=each.role,
    )  # fmt: skip


def _sealed_revisions(using: str) -> Iterator[_Sealed]:
    connection = connections[using]
    texts = {"act_id": uuid_text(connection), "at": moment_text(connection)}
    texts |= {name: json_text(connection, name) for name in ("before", "after", "sources")}
    columns = ", ".join(texts.get(name, name) for name in _Sealed._fields)
    table = Revision._meta.db_table
    query = f"SELECT {columns} FROM {table} WHERE digest <> '' ORDER BY id"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from map(_Sealed._make, rows)


def _miscounted(using: str) -> list[tuple[int, str]]:
    """The first act that left another number of revisions than there are, or one of them twice."""
    rows, revisions = AuditRow._meta.db_table, Revision._meta.db_table
    query = f"""
        SELECT seq FROM {rows} AS a LEFT JOIN (
            SELECT act_id, COUNT(*) AS had, COUNT(DISTINCT n) AS apart,
                   SUM(CASE WHEN digest = '' THEN 1 ELSE 0 END) AS bare
            FROM {revisions} GROUP BY act_id
        ) AS r ON r.act_id = a.act_id
        WHERE a.form = {FORM} AND (
            COALESCE(r.had, 0) <> a.revisions OR r.apart <> r.had OR r.bare > 0
        ) ORDER BY seq LIMIT 1
    """  # noqa: S608
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return [(int(seq), NUMBER) for (seq,) in cursor.fetchall()]


def _without_act(using: str, checkpoint: AuditCheckpoint | None) -> list[tuple[int, str]]:
    rows = AuditRow.objects.using(using).filter(act_id=OuterRef("act_id"))
    lost = Revision.objects.using(using).filter(~Exists(rows))
    if checkpoint:
        lost = lost.filter(id__gt=checkpoint.revisions_to)
    return [(0, WITHOUT_ACT)] if lost.exists() else []
