"""Two changes of one record since they parted: what can stand together, and what cannot."""

from ertad.audit.models import Revision
from ertad.directory.record.fields import KEYS, SERVICE_KIND, Record


def three_way(base: Record | None, current: Record, sent: Record) -> tuple[Record, list[str]]:
    """(merged record, keys in conflict): what only one side changed since `base` stands.

    A key is in conflict when both sides changed it and not to the same; there the merged record
    keeps `current`. Without a base every difference is a conflict.
    """
    result, conflicts = dict(current), []
    for key in KEYS:
        if sent[key] == current[key] or (base and sent[key] == base[key]):
            continue
        if base and current[key] == base[key]:
            result[key] = sent[key]
        else:
            conflicts.append(key)
    return result, conflicts


def record_at_version(service_id: object, version: int, current_version: int) -> Record | None:
    """The record as it was at `version`, from its revisions; None when that is not known.

    Each version of a service has exactly one revision, so we count back from the newest.
    """
    steps_back = current_version - version
    if version < 1 or steps_back < 0:
        return None
    found = Revision.objects.filter(kind=SERVICE_KIND, object_id=str(service_id))
    revision = found.order_by("-id")[steps_back : steps_back + 1].first()
    record = revision.after if revision else None
    return record if record and set(record) == set(KEYS) else None
