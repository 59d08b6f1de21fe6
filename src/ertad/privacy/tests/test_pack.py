"""Nothing that is held about a person is missing in the pack, now or when a field is added."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.kernel.personal_data import PersonalData, personal_data
from ertad.people.acts.add_member import add_member
from ertad.people.models import Institution, User
from ertad.privacy.dictionary import ABOUT_PERSONS, Field, personal_fields
from ertad.privacy.pack import as_json, gathered

pytestmark = pytest.mark.django_db
SOMEBODY = UUID("00000000-0000-4000-8000-000000000001")
SNAPSHOT = Path(__file__).with_name("personal_fields.txt")


def parts_of(model: type[models.Model]) -> list[PersonalData]:
    return [each for each in personal_data() if each.model == model._meta.label_lower]


def leads_to_account(field: Field) -> bool:
    """A foreign key to the account, or an id of one that is about a person."""
    user = apps.get_model(settings.AUTH_USER_MODEL)
    return field.related_model is user or field.get_internal_type() == "UUIDField"


def uncovered(model: type[models.Model], field: Field) -> str:
    """Why the field is in no part of the pack; empty when it is in one."""
    name = f"{model._meta.label_lower}.{field.name}"
    parts = parts_of(model)
    if not parts:
        return f"{name}: no PERSONAL_DATA of {model._meta.label_lower}"
    if leads_to_account(field):
        asked = f'"{field.column}"'
        if not any(asked in str(part.of(SOMEBODY).query).partition("WHERE")[2] for part in parts):
            return f"{name}: PERSONAL_DATA does not look for persons there"
    if not any(not part.only or field.name in part.only.split() for part in parts):
        return f"{name}: left out by `only`"
    return ""


def snapshot() -> list[str]:
    return [
        f"{model._meta.label_lower}.{field.name} {privacy.value}"
        for model, field, privacy in personal_fields()
    ]


def test_every_field_about_a_person_is_in_the_pack() -> None:
    """A new one: tell it in PERSONAL_DATA of the room's personal_data.py."""
    assert [why for model, field, _c in personal_fields() if (why := uncovered(model, field))] == []


def test_no_field_about_a_person_came_or_went_unseen() -> None:
    """Look at what changed: is it needed, who sees it, how long? Then write the file anew:

    python -m tools.personal_fields
    """
    known = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    now = snapshot()
    new, gone = sorted(set(now) - set(known)), sorted(set(known) - set(now))
    assert (new, gone) == ([], []), "look at it, then: python -m tools.personal_fields"


def test_a_planted_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from ertad.collection.models import Extension

    field = Extension._meta.get_field("decided_by")
    asked_only = PersonalData(
        "collection.extension", "Requests", lambda pk: Extension.objects.filter(asked_by=pk)
    )
    for told, why in (
        ([asked_only], "does not look"),
        ([], "no PERSONAL_DATA"),
        ([PersonalData("collection.extension", "x", _both, only="id")], "left out"),
    ):
        monkeypatch.setattr("ertad.privacy.tests.test_pack.personal_data", lambda told=told: told)
        assert why in uncovered(Extension, field)


def _both(pk: UUID) -> models.QuerySet[models.Model]:
    from ertad.collection.models import Extension

    return Extension.objects.filter(models.Q(asked_by=pk) | models.Q(decided_by=pk))


def test_revisions_that_name_her_are_there_and_those_of_others_are_not(
    town: Institution, giorgi: User, now: datetime
) -> None:
    for name in ("Tamar", "Lela"):
        add_member(
            by=SYSTEM, at=now, institution=town, email=f"{name.lower()}@example.org", name=name,
            role="deputy" if name == "Tamar" else "reader",
        )  # fmt: skip
    tamar = User.objects.get(name="Tamar")
    with traced("note", by=SYSTEM, at=now) as trace:
        trace.revised("directory.service", "1", None, {"id": str(tamar.pk)})
    pack = json.loads(as_json(gathered(tamar, now)))
    held = [part for part in pack["parts"] if part["model"] == "audit.revision"][1]
    assert {row["kind"] for row in held["records"]} == {"people.user", "people.membership"}
    text = json.dumps(pack)
    assert str(giorgi.pk) not in text
    assert "Lela" not in text
    roles = next(part for part in pack["parts"] if part["model"] == "people.membership")
    assert roles["records"][0]["institution_name"]
    assert roles["kept"]


def test_every_part_says_what_it_is_and_finds_nothing_of_nobody() -> None:
    for part in personal_data():
        assert str(part.label)
        assert part.of(SOMEBODY).count() == 0, part.model
        model = apps.get_model(part.model)
        names = {each.name for each in model._meta.concrete_fields}
        assert {*part.only.split(), *part.withheld.split()} <= names, part.model


def test_a_long_part_is_cut_on_paper_only(giorgi: User, now: datetime) -> None:
    for _number in range(5):
        with traced("note", by=SYSTEM, at=now) as trace:
            trace.revised("people.user", giorgi.pk, None, {"id": str(giorgi.pk)})
    part = [p for p in gathered(giorgi, now, most=2).parts if p.model == "audit.revision"][1]
    assert (part.count, len(part.records)) == (5, 2)


def test_the_class_of_a_field_decides() -> None:
    assert all(c in ABOUT_PERSONS or f.is_relation for _m, f, c in personal_fields())
