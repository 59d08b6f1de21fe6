"""What is in the installation's database now, whatever version of Ertad it is of."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from ertad.audit.models import AuditHead, AuditRow
from ertad.site.backup.contents import Header
from ertad.site.moving.tables import FILLED_BY_MIGRATE, tables


@dataclass(frozen=True)
class Current:
    """`acts_since`: how many acts the backup does not know; None where its trail is another one."""

    rows: int = 0
    audit_seq: int = 0
    audit_digest: str = ""
    acts_since: int | None = None


def current(backup: Header) -> Current:
    """Reads only; a database file that is not there stays so."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return Current()
    there = set(connection.introspection.table_names())
    rows = sum(
        table.count(connection)
        for table in tables()
        if table.model._meta.db_table in there and table.name not in FILLED_BY_MIGRATE
    )
    if AuditHead._meta.db_table not in there:
        return Current(rows)
    head = AuditHead.objects.filter(id=1).first() or AuditHead()
    return Current(rows, head.seq, head.digest, _acts_since(backup, head))


def _acts_since(backup: Header, head: AuditHead) -> int | None:
    if not head.seq:
        return None
    same = AuditRow.objects.filter(seq=backup.audit_seq, digest=backup.audit_digest).exists()
    return head.seq - backup.audit_seq if same else None
