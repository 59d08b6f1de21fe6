"""What was kept long enough goes: in batches, once, and also after a kill in the middle."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.db import models

from ertad.audit.models import AuditRow, Revision
from ertad.audit.verify import verify
from ertad.kernel.actor import SYSTEM
from ertad.kernel.privacy import Privacy
from ertad.kernel.retention import Retention, due_rows, retention
from ertad.kernel.roles import Role
from ertad.notices.models import Letter, Notice
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.end_contact import end_contact
from ertad.people.contacts.writing import Told
from ertad.people.models import Institution, Membership, User
from ertad.privacy.acts import purge_due as purging
from ertad.privacy.acts.purge_due import daily, purge_due
from ertad.privacy.commands import privacy
from ertad.privacy.dictionary import ABOUT_PERSONS, personal_fields
from ertad.privacy.models import Purge
from ertad.privacy.retaining import dry_run

pytestmark = pytest.mark.django_db


def letter(at: datetime, state: str = "sent", number: int = 0) -> Letter:
    return Letter.objects.create(
        key=f"{state}{at}{number}", kind="x", about="1", to=f"p{number}@example.org", state=state,
        language="ka", subject="A round", next_attempt_at=at, created_at=at,
    )  # fmt: skip


def test_tamar_left_long_ago_and_her_name_and_letters_go(
    now: datetime, town: Institution, giorgi: User
) -> None:
    tamar = User.objects.create_user("tamar@example.org", "Example-pass-1", name="Tamar")
    left = now.date() - timedelta(days=400)
    Membership.objects.create(
        user=tamar, institution=town, role=Role.DEPUTY, since=date(2025, 1, 1), ended_on=left
    )
    old, waiting = letter(now - timedelta(days=366)), letter(now - timedelta(days=900), "waiting")
    Notice.objects.create(user=giorgi, key="k", kind="x", at=now - timedelta(days=366))
    assert {due.rule.name: due.count for due in dry_run(now) if due.count} == {
        "accounts": 1, "letters": 1, "notices": 1,
    }  # fmt: skip
    assert next(due for due in dry_run(now) if due.rule.name == "accounts").oldest == left

    assert purge_due(now) == {"notices": 1, "accounts": 1, "letters": 1}

    tamar.refresh_from_db()
    assert (tamar.name, tamar.is_active, tamar.has_usable_password()) == ("", False, False)
    assert "tamar" not in tamar.email
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.to, waiting.to) == ("", "p0@example.org")
    assert AuditRow.objects.get(act="privacy.purge").details == {
        "notices": 1, "accounts": 1, "letters": 1,
    }  # fmt: skip
    assert Membership.objects.filter(user=tamar).exists()


def test_it_runs_once_a_day_and_finds_nothing_a_second_time(now: datetime) -> None:
    letter(now - timedelta(days=366))
    assert purge_due(now) == {"letters": 1}
    letter(now - timedelta(days=367))
    assert purge_due(now + timedelta(minutes=1)) == {}
    assert purge_due(now + timedelta(days=1)) == {"letters": 1}
    assert AuditRow.objects.filter(act="privacy.purge").count() == 2


@pytest.mark.parametrize(("age", "goes"), [(365, False), (365.001, True), (364, False)])
def test_nothing_goes_before_its_time(age: float, goes: bool, now: datetime) -> None:
    letter(now - timedelta(days=age))
    purge_due(now)
    assert Letter.objects.filter(to="").exists() is goes


def test_killed_in_the_middle_it_goes_on(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        letter(now - timedelta(days=366), number=number)
    monkeypatch.setattr(purging, "BATCH", 3)
    real, calls = purging._batch, iter(range(100))

    def killed(rule: Retention, purge: Purge, at: datetime) -> int:
        count = real(rule, purge, at)
        if count and next(calls) == 1:
            raise KeyboardInterrupt
        return count

    monkeypatch.setattr(purging, "_batch", killed)
    with pytest.raises(KeyboardInterrupt):
        purge_due(now)
    assert Letter.objects.exclude(to="").count() == 1
    assert not AuditRow.objects.filter(act="privacy.purge").exists()

    assert purge_due(now + timedelta(minutes=1)) == {"letters": 1}
    assert AuditRow.objects.get(act="privacy.purge").details == {"letters": 7}
    assert Purge.objects.get().counts == {"letters": 7}


def test_a_run_that_takes_too_long_leaves_the_rest_to_the_next(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "A_RUN", -1.0)
    letter(now - timedelta(days=366))
    assert purge_due(now) == {"letters": 1}
    assert Purge.objects.get().done_at is None
    assert purge_due(now) == {}
    assert Purge.objects.get().done_at == now


def test_with_the_clock_set_back_nothing_more_goes(now: datetime) -> None:
    letter(now - timedelta(days=366))
    assert purge_due(now - timedelta(days=30)) == {}
    assert Letter.objects.get().to


def test_an_account_with_a_role_stays(now: datetime, giorgi: User, town: Institution) -> None:
    long_ago = date(2020, 1, 1)
    Membership.objects.create(
        user=giorgi, institution=town, role=Role.READER, since=long_ago, ended_on=long_ago
    )
    assert purge_due(now) == {}
    giorgi.refresh_from_db()
    assert giorgi.name == "Giorgi"


def test_sessions_and_names_in_revisions_go(now: datetime) -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="b", session_data="", expire_date=now + timedelta(days=1))
    Revision.objects.create(
        at=now - timedelta(days=2000), act="x", kind="y", object_id="1", role="reader",
        actor_id=str(uuid4()), after={},
    )  # fmt: skip
    assert purge_due(now) == {"changes": 1, "sessions": 1}
    assert Session.objects.get().session_key == "b"
    assert Revision.objects.get(act="x").actor_id == ""


def test_what_the_history_says_of_a_person_goes_too(now: datetime, town: Institution) -> None:
    columns = {"name": "Zarathustra", "position_en": "Social worker", "email": "z@example.org"}
    told, began = Told(columns, ["ADD"], ["example-1"]), now - timedelta(days=500)
    contact = add_contact(
        contact_id=uuid4(), institution=town, told=told, by=SYSTEM, at=began
    )  # fmt: skip
    end_contact(contact=contact, version=contact.version, by=SYSTEM, at=now - timedelta(days=400))
    said = Revision.objects.filter(object_id=str(contact.pk))
    assert "Zarathustra" in str(list(said.values_list("before", "after")))
    assert purge_due(now)["contact_points"] == 1
    left = str(list(said.values_list("before", "after", "sources")))
    assert "Zarathustra" not in left
    assert "z@example.org" not in left
    assert "Social worker" in left, "only what names the person goes"
    assert verify().whole


def rules_by_model() -> Iterator[tuple[str, Retention]]:
    for rule in retention():
        yield rule.model, rule


def test_every_field_about_a_person_has_a_rule() -> None:
    """A new one: tell it in RETENTION of the room's retention.py."""
    bare = [
        f"{model._meta.label_lower}.{field.name}"
        for model, field, privacy in personal_fields()
        if privacy in ABOUT_PERSONS
        and not any(
            rule.speaks_for(field.name)
            for label, rule in rules_by_model()
            if label == model._meta.label_lower
        )
    ]
    assert bare == [], "how long is it kept? Tell it in RETENTION of the room's retention.py"


def test_a_planted_field_without_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ertad.privacy.tests.test_purge.retention",
        lambda: [rule for rule in retention_of_all() if rule.name != "breaches"],
    )
    with pytest.raises(AssertionError, match=r"privacy\.breach\.noted_by"):
        test_every_field_about_a_person_has_a_rule()


retention_of_all = retention


@pytest.mark.parametrize("rule", retention(), ids=lambda rule: rule.name)
def test_each_rule_fits_its_model_and_says_all(rule: Retention, now: datetime) -> None:
    assert all(map(str, (rule.label, rule.why, rule.seen_by)))
    assert rule.days is not None or rule.until
    if rule.days is not None:
        rows = due_rows(rule, now)
        assert rows.model._meta.label_lower == rule.model
        assert rows.count() == 0
    names = {*rule.covers.split(), *rule.empty}
    model: type[models.Model] = rows.model if rule.days is not None else _model(rule)
    assert names <= {field.name for field in model._meta.get_fields()}


def _model(rule: Retention) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model(rule.model)


def test_names_of_rules_are_different_and_the_audit_trail_is_left_to_its_own_purge() -> None:
    names = [rule.name for rule in retention()]
    assert len(names) == len(set(names))
    assert "acts" not in {rule.name for rule in daily()}


def test_the_command_says_what_would_go_and_changes_nothing(now: datetime) -> None:
    letter(now - timedelta(days=4000))
    shown = CliRunner().invoke(privacy, ["retention"])
    assert shown.exit_code == 0
    assert "letters" in shown.output
    rows = json.loads(CliRunner().invoke(privacy, ["retention", "--json"]).output)
    found = next(row for row in rows if row["rule"] == "letters")
    assert (found["count"], found["days"]) == (1, 365)
    assert Letter.objects.get().to


def test_special_category_counts_as_about_persons() -> None:
    assert {Privacy.PERSONAL, Privacy.SPECIAL} == ABOUT_PERSONS
