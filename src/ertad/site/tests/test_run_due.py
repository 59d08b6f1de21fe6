"""`ertad run-due`: every room's jobs, letters last; one that breaks does not stop the others."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner
from django.core import mail

from ertad.collection.due import DUE
from ertad.collection.tests.a_round import actor, opened
from ertad.kernel import rooms
from ertad.kernel.due import DueJob, due_jobs
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.site.acts.run_due import run_due
from ertad.site.commands import run_due_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_job_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_at: datetime) -> dict[str, int]:
        raise ZeroDivisionError

    monkeypatch.setattr("ertad.collection.due.DUE", (DueJob("broken", breaks), *DUE))


def test_what_an_act_put_is_sent_by_the_next_run(
    nino: User, agency: Institution, town: Institution, now: datetime
) -> None:
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    town.refresh_from_db()
    opened(actor(nino, Role.COORDINATOR, agency), now, town)
    done, broken = run_due(at=now)
    assert (done["letters"], broken) == ({"sent": 1}, [])
    assert [letter.to for letter in mail.outbox] == [["town@example.org"]]
    assert run_due(at=now)[0]["letters"] == {}


def test_letters_are_sent_after_all_others_have_put_theirs() -> None:
    names = [job.name for job in due_jobs()]
    assert len(names) == len(set(names))
    assert names[-2:] == ["letters", "audit chain"], "the trail is verified with what they wrote"
    assert {"reminders", "checks"} <= set(names)


def test_a_job_that_breaks_is_named_and_the_others_are_done(a_job_that_breaks: None) -> None:
    done, broken = run_due(at=datetime.fromisoformat("2026-11-20T09:00:00+00:00"))
    assert broken == ["broken"]
    assert {"reminders", "checks", "letters"} <= set(done)
    answer = CliRunner().invoke(run_due_command, [])
    assert answer.exit_code == 1
    assert "broke: broken" in answer.output


def test_json_for_those_who_watch() -> None:
    answer = CliRunner().invoke(run_due_command, ["--json"])
    assert answer.exit_code == 0
    told = json.loads(answer.output)
    assert told["broken"] == []
    assert told["done"]["letters"] == {}


def test_a_room_without_jobs_is_passed_over() -> None:
    assert list(rooms.told_by_rooms("no_such_module", "DUE")) == []
