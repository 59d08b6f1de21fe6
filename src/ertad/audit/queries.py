"""Reads of the auditor's screens. Names are looked up when a page is read; the trail holds none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ertad.audit.act_names import ROLE_NAMES, act_name, record_name
from ertad.audit.checkpoints import is_signed
from ertad.audit.models import AuditCheck, AuditRow
from ertad.kernel.clock import TBILISI

A_PAGE = 50
PERSONS_AT_MOST = 200


@dataclass(frozen=True)
class Wanted:
    """What of the trail is looked for; `persons`: ids of accounts, None for anybody."""

    since: date | None = None
    until: date | None = None
    act: str = ""
    role: str = ""
    institution: str = ""
    persons: tuple[str, ...] | None = None
    kind: str = ""
    object_id: str = ""
    with_reason: bool = False

    def told(self) -> dict[str, Any]:
        """Codes, days and ids, for the row that this reading leaves."""
        plain = {name: str(value) for name, value in vars(self).items() if value}
        if self.persons is not None:
            plain["persons"] = ",".join(self.persons[:10])
        return plain


@dataclass(frozen=True)
class Line:
    """One row in words; `who` has a name where an account acted that is still there."""

    row: AuditRow
    what: str
    who: str
    role: str
    institution: str
    record: str


@dataclass(frozen=True)
class Page:
    """`older`, `newer`: numbers to go on from; 0 at the end."""

    lines: list[Line]
    older: int = 0
    newer: int = 0


@dataclass(frozen=True)
class ChainState:
    """What the last daily verification says: whole, old (of two days ago or more), broken, none."""

    state: str
    check: AuditCheck | None = None


def wanted_rows(user: object, wanted: Wanted) -> QuerySet[AuditRow]:
    """As far as `user` may see the trail, in no order."""
    rows = AuditRow.objects.visible_to(user)
    if wanted.since:
        rows = rows.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_begin(wanted.until + timedelta(days=1)))
    if wanted.persons is not None:
        rows = rows.filter(actor_id__in=wanted.persons)
    if wanted.with_reason:
        rows = rows.exclude(reason="")
    exact = {
        "act": wanted.act, "role": wanted.role, "institution_id": wanted.institution,
        "kind": wanted.kind, "object_id": wanted.object_id,
    }  # fmt: skip
    return rows.filter(**{name: value for name, value in exact.items() if value})


def page_of(
    rows: QuerySet[AuditRow], user: object, *, before: int = 0, after: int = 0, size: int = A_PAGE
) -> Page:
    """Newest first, from one row number on; three queries whatever is asked for."""
    if after:
        found = list(rows.filter(seq__gt=after).order_by("seq")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        newer, older = more, bool(found)
    else:
        asked = rows.filter(seq__lt=before) if before else rows
        found = list(asked.order_by("-seq")[: size + 1])
        older, newer = len(found) > size, bool(before and found)
        found = found[:size]
    if not found:
        return Page([])
    return Page(lines_of(found, user), found[-1].seq if older else 0, found[0].seq if newer else 0)


def lines_of(rows: Iterable[AuditRow], user: object) -> list[Line]:
    """In words, with two queries for the names."""
    rows = list(rows)
    persons = names_of_persons(user, {row.actor_id for row in rows})
    institutions = names_of_institutions({row.institution_id for row in rows})
    return [
        Line(
            row=row,
            what=act_name(row.act),
            who=person(row.actor_id, persons),
            role=str(ROLE_NAMES.get(row.role, row.role)),
            institution=institutions.get(row.institution_id, row.institution_id),
            record=record_name(row.kind) if row.kind else "",
        )
        for row in rows
    ]


def person(actor_id: str, names: dict[str, str]) -> str:
    if not actor_id:
        return ""
    return names.get(actor_id) or _("an account that is gone")


def names_of_persons(user: object, ids: Iterable[str]) -> dict[str, str]:
    wanted = _uuids(ids)
    if not wanted:
        return {}
    found = get_user_model().objects.visible_to(user).filter(pk__in=wanted)
    return {str(key): name for key, name in found.values_list("pk", "name")}


def persons_called(user: object, words: str) -> tuple[str, ...]:
    """Ids of the accounts of this e-mail address, with this in their name, or of this id."""
    asked = Q(name__icontains=words) | Q(email__iexact=words)
    if ids := _uuids([words]):
        asked |= Q(pk__in=ids)
    found = get_user_model().objects.visible_to(user).filter(asked).order_by("pk")
    return tuple(str(key) for key in found.values_list("pk", flat=True)[:PERSONS_AT_MOST])


def names_of_institutions(ids: Iterable[str]) -> dict[str, str]:
    wanted = _uuids(ids)
    if not wanted:
        return {}
    found = apps.get_model("people", "Institution")._default_manager.filter(pk__in=wanted)
    return {str(each.pk): each.name for each in found}


def institutions() -> Sequence[tuple[str, str]]:
    """(id, name), by name."""
    every = apps.get_model("people", "Institution")._default_manager.all()
    return sorted(((str(each.pk), str(each.name)) for each in every), key=lambda pair: pair[1])


def chain_state(user: object, now: datetime) -> ChainState:
    """For the auditor's pages; one query."""
    return _state(AuditCheck.objects.visible_to(user).order_by("-day").first(), now)


def chain_state_for_the_operator(now: datetime) -> str:
    """One word, without any content."""
    return _state(AuditCheck.objects.order_by("-day").first(), now).state


def _state(check: AuditCheck | None, now: datetime) -> ChainState:
    if check is None:
        return ChainState("none")
    if check.broken_at is not None or not is_signed(check):
        return ChainState("broken", check)
    return ChainState("old" if now - check.at > timedelta(days=2) else "whole", check)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), TBILISI)


def _uuids(ids: Iterable[str]) -> list[UUID]:
    found = []
    for each in ids:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
