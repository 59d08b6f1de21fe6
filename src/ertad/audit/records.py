"""Who saw or changed one record: from its kind and id, or from an address of Ertad."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from ertad.audit.act_names import readings, record_names
from ertad.audit.models import AuditRow, Revision

Record = tuple[str, str]
"""Kind and id."""
ACTS_AT_MOST = 5000
"""Revisions of one record beyond these are left out; the newest are looked at."""


@dataclass(frozen=True)
class Person:
    """What one account, in one role, did with a record; `role` alone where no account acted."""

    actor_id: str
    role: str
    readings: int
    changes: int
    last: datetime


def acts_on(user: object, kind: str, object_id: str) -> QuerySet[AuditRow]:
    """About the record, changing it, or reading it together with others."""
    revisions = Revision.objects.visible_to(user).filter(kind=kind, object_id=object_id)
    acts = list(revisions.order_by("-id").values_list("act_id", flat=True)[:ACTS_AT_MOST])
    rows = AuditRow.objects.visible_to(user).annotate(said=Cast("details", TextField()))
    read_with_others = Q(act__in=readings(), said__contains=f'"{object_id}"')
    return rows.filter(Q(kind=kind, object_id=object_id) | Q(act_id__in=acts) | read_with_others)


def persons_of(rows: QuerySet[AuditRow]) -> list[Person]:
    """Everybody who is in these rows, whoever was there last first."""
    read = Q(act__in=readings())
    grouped = (
        rows.order_by()
        .values("actor_id", "role")
        .annotate(read=Count("seq", filter=read), changed=Count("seq", filter=~read))
        .annotate(last=Max("at"))
        .order_by("-last", "actor_id")
    )
    return [
        Person(each["actor_id"], each["role"], each["read"], each["changed"], each["last"])
        for each in grouped
    ]


def records_of_address(user: object, text: str) -> list[Record]:
    """The records that an address names, or an id alone, as far as the trail knows them."""
    ids = _ids(text.strip())
    if not ids:
        return []
    kinds = [*record_names(), *(model._meta.label_lower for model in apps.get_models())]
    named = {"kind__in": kinds, "object_id__in": ids}
    found: set[Record] = set()
    for rows in (AuditRow.objects.visible_to(user), Revision.objects.visible_to(user)):
        found |= set(rows.filter(**named).values_list("kind", "object_id").distinct()[:20])
    if not found and (id_ := _uuid(ids[0])):
        found = _never_acted_on(id_)
    return sorted(found)


def _never_acted_on(id_: str) -> set[Record]:
    """An account about whom nothing was written may have been read of all the same."""
    users = apps.get_model("people", "User")._default_manager.filter(pk=id_)
    return {("people.user", id_)} if users.exists() else set()


def _ids(text: str) -> list[str]:
    if plain := _uuid(text):
        return [plain]
    try:
        path = urlsplit(text).path
        with override(get_language_from_path(path) or "en"):
            words = resolve(path).kwargs
    except (Resolver404, ValueError):
        return []
    return [each for name, value in words.items() for each in _ids_of_word(name, value)]


def _ids_of_word(name: str, value: Any) -> Sequence[str]:
    if name == "code":
        places = apps.get_model("people", "Institution")._default_manager.filter(code=value)
        return [str(value), *map(str, places.values_list("pk", flat=True))]
    if name == "revision_id":
        found = Revision.objects.filter(pk=value).values_list("object_id", flat=True)
        return list(found)
    return [str(value)]


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
