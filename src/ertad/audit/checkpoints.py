"""Signed notes beside the chain: where it begins after a purge, and what a day's check found."""

from ertad.audit.canonical import keyed, moment, plain_json
from ertad.audit.models import AuditCheck, AuditCheckpoint


def signature_of(note: AuditCheckpoint | AuditCheck) -> str:
    """Over every column but the signature itself."""
    if isinstance(note, AuditCheckpoint):
        said = [note.seq, note.digest, note.rows, note.revisions_to, moment(note.at)]
        return keyed("checkpoint " + plain_json(said))
    found = [note.rows, note.seq, note.digest, note.broken_at, note.why]
    return keyed("check " + plain_json([note.day.isoformat(), moment(note.at), *found]))


def is_signed(note: AuditCheckpoint | AuditCheck) -> bool:
    return note.signature == signature_of(note)


def last_checkpoint(using: str) -> AuditCheckpoint | None:
    """The one from which the chain goes on, signed or not."""
    return AuditCheckpoint.objects.using(using).order_by("-seq").first()


def last_check(using: str) -> AuditCheck | None:
    """The latest verdict that carries our signature; a forged one counts as none."""
    checks = AuditCheck.objects.using(using).order_by("-day")[:30]
    return next((check for check in checks if is_signed(check)), None)
