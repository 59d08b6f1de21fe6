"""The coordinator writes what a service says in another language; it is not a confirmation."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.acts.writing_rules import demand_right, demand_running, locked
from ertad.directory.models import Service
from ertad.directory.record import Change, normalised, read_record, save_records
from ertad.directory.translating import TRANSLATED
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand

KEYS = frozenset(key for field in TRANSLATED for key in field.record_keys())


def translate_service(
    *, service_id: UUID, texts: Mapping[str, str], by: Actor, at: datetime
) -> list[str]:
    """Fill record keys that are still empty; what somebody wrote meanwhile stays as it is.

    Returns the keys that were not taken for that reason. Empty texts are left out.
    Raises NotAllowed, KeyError for a key that is no translated text, NotRunning, WrongRecord.
    """
    demand("service.translate", by)
    for key in texts:
        if key not in KEYS:
            raise KeyError(key)
    with traced("service.translate", by=by, at=at, on=Service(pk=service_id)) as trace:
        service = locked(service_id)
        demand_running(service)
        current = read_record(service)
        given = {key: text.strip() for key, text in texts.items() if text.strip()}
        taken = {key: text for key, text in given.items() if not current[key]}
        record = normalised({**current, **taken})
        demand_right(record, current)
        change = Change(service_id, record, source="translation", expected_version=service.version)
        save_records(trace, [change], at=at)
        return sorted(given.keys() - taken.keys())
