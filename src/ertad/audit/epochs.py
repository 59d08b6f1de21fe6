"""What a restore leaves in the chain: it goes on from the backup's end with a row that says so."""

from ertad.audit.models import AuditRow

OPENED = "audit.epoch"


def restored_over(using: str, seq: int) -> int:
    """The row of the first restore that may have left row `seq` behind; 0 when there was none."""
    opened = AuditRow.objects.using(using).filter(act=OPENED).order_by("seq")
    for row, told in opened.values_list("seq", "details"):
        left = told.get("left_seq")
        if told["backup_seq"] < seq and (left is None or seq <= left):
            return int(row)
    return 0
