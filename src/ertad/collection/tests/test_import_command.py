"""`ertad import`: a dry run that writes nothing, and the acts of the screens in a row."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.apps import apps
from django.db import connection

from ertad.audit.verify import verify
from ertad.collection.commands import import_command
from ertad.collection.models import Invitation, Round, Submission
from ertad.collection.tests.a_round import opened
from ertad.collection.tests.workbooks import A_SERVICE, Filled, plain_list, workbook
from ertad.collection.workbook import base_of
from ertad.directory.models import Publication, SearchEntry, Service
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MakeService = Callable[..., UUID]

A_LIST = plain_list(
    ["სერვისი", "სერვისის ტიპი", "ასაკი", "მუნიციპალიტეტი", "მისამართი", "ტელეფონი"],
    ["საღამოს სპორტი", "Sport", "12-18", "Example 1", "Main St 5", "032 200 00 02"],
    ["ფსიქოლოგი", "PSY-IND", "14-21", "Example 2", "River St 1", "032 200 00 03"],
)


@pytest.fixture
def say(tmp_path: Path, centre: Institution) -> Callable[..., Result]:
    """say(content, "--apply"): the command on a file of the centre."""

    def run(content: bytes, *words: str, code: str = "centre", name: str = "list.xlsx") -> Result:
        path = tmp_path / name
        path.write_bytes(content)
        result = CliRunner().invoke(import_command, [str(path), "--institution", code, *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return run


Say = Callable[..., Result]


def everything() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.can_migrate(connection)
    }


def test_a_list_of_the_first_day_is_looked_through_and_then_published(
    say: Say, centre: Institution
) -> None:
    before = everything()
    dry = say(A_LIST)
    assert dry.exit_code == 0, dry.output
    assert "2 rows" in dry.output
    assert "Say --apply" in dry.output
    assert everything() == before

    done = say(A_LIST, "--apply")
    assert done.exit_code == 0, done.output
    assert "Published as number" in done.output
    services = Service.objects.filter(institution=centre)
    assert sorted(services.values_list("name_ka", flat=True)) == ["საღამოს სპორტი", "ფსიქოლოგი"]
    assert SearchEntry.objects.filter(service__in=services).count() == 2
    round_ = Round.objects.get()
    assert (round_.state, round_.title_en) == ("published", "Import: list.xlsx, Example centre")
    assert verify().whole


def test_the_same_file_twice_changes_nothing(say: Say) -> None:
    say(A_LIST, "--apply")
    before = everything()
    again = say(A_LIST, "--apply")
    assert (again.exit_code, everything()) == (0, before)
    assert "The same file was taken on" in again.output


def test_a_changed_list_finds_its_services_again(say: Say, centre: Institution) -> None:
    say(A_LIST, "--apply")
    changed = plain_list(
        ["სერვისი", "სერვისის ტიპი", "ასაკი", "მუნიციპალიტეტი", "მისამართი", "ტელეფონი"],
        ["საღამოს სპორტი", "Sport", "12-21", "Example 1", "Main St 5", "032 200 00 02"],
    )
    result = json.loads(say(changed, "--apply", "--json").stdout)
    assert result["applied"]
    assert (result["counts"]["changed"], result["counts"]["not_in_file"]) == (1, 1)
    ages = Service.objects.filter(institution=centre).values_list("max_age", flat=True)
    assert list(ages) == [21, 21]
    assert Publication.objects.count() == 2


def test_errors_are_told_with_place_and_remedy_and_nothing_is_written(say: Say) -> None:
    wrong = plain_list(
        ["Service", "Type", "Ages", "Municipality", "Phone"],
        ["Boxing", "Sport", "18-12", "Exmpale 1", "032 20A 00"],
    )
    before = everything()
    for words in ((), ("--apply",)):
        result = say(wrong, "--json", *words)
        assert result.exit_code == 1
        told = json.loads(result.stdout)
        assert not told["applied"]
        found = {line["code"]: line for line in told["findings"]}
        assert {"ages_reversed", "municipality_unknown", "phone_letters"} <= set(found)
        town = found["municipality_unknown"]
        assert (town["sheet"], town["row"], town["column"]) == ("Sheet", 2, "D")
        assert "Example 1" in town["message"]
        assert all(line["message"] and line["remedy"] for line in told["findings"])
        assert everything() == before
    assert "error: Sheet Sheet, row 2, D [municipality_unknown]" in say(wrong).output


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "not_a_spreadsheet"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"just words", "services_not_found"),
        (plain_list(["Service", "Type"]), "nothing_in_it"),
        (b"x" * (20 * 1024 * 1024 + 1), "too_big"),
    ],
)
def test_a_file_that_cannot_be_taken(
    say: Say, centre: Institution, content: bytes, code: str
) -> None:
    before = everything()
    result = say(content, "--apply", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["readable"], told["applied"]) == (1, False, False)
    assert [line["code"] for line in told["findings"]] == [code]
    assert everything() == before


def taken_workbook(institution: Institution, invitation: Invitation, now: datetime) -> Filled:
    Invitation.objects.filter(pk=invitation.pk).update(
        base=base_of(institution), based_at=now, state="downloaded"
    )
    invitation.refresh_from_db()
    return workbook(invitation, now)


def test_a_workbook_is_accepted_in_its_round(
    say: Say, coordinator: Actor, centre: Institution, a_service: MakeService, now: datetime
) -> None:
    key = a_service()
    round_, (invitation,) = opened(coordinator, now, centre)
    book = taken_workbook(centre, invitation, now)
    book.write("services", 0, {"To age": 21})
    book.write("services", 1, A_SERVICE)
    content = book.saved()

    for words in (("--round", str(round_.pk)), ("--round", "Autumn 2026"), ()):
        dry = json.loads(say(content, "--json", *words).stdout)
        assert (dry["round"], dry["counts"]["changed"]) == (str(round_.pk), 1)
    result = say(content, "--round", "Autumn 2026", "--apply")
    assert result.exit_code == 0, result.output
    assert "when the round is published" in result.output
    submission = Submission.objects.get()
    assert submission.state == "accepted"
    assert Service.objects.get(pk=key).max_age is None
    again = say(content, "--apply")
    assert (again.exit_code, Submission.objects.count()) == (0, 1)


def test_what_was_changed_meanwhile_is_asked_on_the_screen(
    say: Say, coordinator: Actor, centre: Institution, a_service: MakeService, now: datetime
) -> None:
    from ertad.directory.acts.edit_service import edit_service
    from ertad.directory.record import read_record
    from ertad.kernel.actor import SYSTEM

    key = a_service(max_age=18)
    _round, (invitation,) = opened(coordinator, now, centre)
    book = taken_workbook(centre, invitation, now)
    book.write("services", 0, {"To age": 21})
    service = Service.objects.get(pk=key)
    edit_service(
        service_id=key, record={**read_record(service), "max_age": 25},
        base_version=service.version, by=SYSTEM, at=now,
    )  # fmt: skip
    result = say(book.saved(), "--apply")
    assert result.exit_code == 1
    assert "which value is right" in result.output
    assert not Submission.objects.exists()


def test_whose_round_and_institution(
    say: Say, coordinator: Actor, town: Institution, centre: Institution, now: datetime
) -> None:
    opened(coordinator, now, town)
    assert "no institution 'nobody'" in say(A_LIST, code="nobody").output
    assert "no round 'Spring'" in say(A_LIST, "--round", "Spring").output
    assert "centre is not invited" in say(A_LIST, "--round", "Autumn 2026").output


def test_an_interrupted_import_goes_on_where_it_was(
    say: Say, monkeypatch: pytest.MonkeyPatch, centre: Institution
) -> None:
    from ertad.collection import importing

    def killed(**_: Any) -> None:
        raise SystemExit(1)

    for step in ("open_round", "send_submission", "accept_submission", "publish_round"):
        with monkeypatch.context() as patch:
            patch.setattr(importing, step, killed)
            assert say(A_LIST, "--apply").exit_code == 1
        assert not Service.objects.filter(institution=centre).exists()
    assert say(A_LIST, "--apply").exit_code == 0
    assert Service.objects.filter(institution=centre).count() == 2
    assert Round.objects.count() == Submission.objects.count() == 1
