"""A workbook is made, filled by a person, sent up and checked: nothing is lost on the way."""

from datetime import datetime

import pytest

from ertad.collection.tests.workbooks import (
    A_SERVICE,
    MakeService,
    an_invitation,
    codes,
    outcomes,
    rows_of,
    send_up,
    workbook,
)
from ertad.directory.models import Location, Service
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(centre: Institution) -> Location:
    return Location.objects.create(
        institution=centre, municipality_id="example-1", name_en="House", address_en="Main St 5"
    )


def test_lasha_confirms_changes_ends_and_adds(
    centre: Institution, house: Location, a_service: MakeService, now: datetime
) -> None:
    at = [{"location": str(house.pk), "hours": [["MO", "10:00", "17:00"]]}]
    same = a_service(name_en="A first service", at=at)
    changed = a_service(name_en="B second service", min_age=12, max_age=16)
    ended = a_service(name_en="C third service")
    left_out = a_service(name_en="D fourth service")
    invitation = an_invitation(centre, now)

    book = workbook(invitation, now)
    book.write("services", 0, {"State": "correct as it is"})
    book.write("services", 1, {"State": "changed", "To age": 18})
    book.write("services", 2, {"State": "ended"})
    book.sheet("services").delete_rows(6)
    book.write("services", 3, {**A_SERVICE, "Where (names from the sheet Places)": "Stadium"})
    book.write("services", 4, {**A_SERVICE, "Name of the service": "City chess club",
                               "Run by someone else (who)": "Example 1 city hall"})  # fmt: skip
    book.write("places", 1, {"Name of the place": "Stadium", "Address": "Sport St 1",
                             "Municipality": "Example 2"})  # fmt: skip
    book.write("hours", 1, {"Service": "Evening sports", "Place": "Stadium", "Day": "Tuesday",
                            "Opens": "18:00", "Closes": "20:00"})  # fmt: skip
    submission = send_up(invitation, book.saved(), now)

    assert submission.state == "checked"
    assert outcomes(submission) == ["same", "changed", "ended", "new", "suggestion"]
    rows = rows_of(submission)
    assert [row.service_id for row in rows[:3]] == [same, changed, ended]
    assert all(row.record for row in rows)
    assert rows[1].record["max_age"] == 18
    assert rows[2].record["status"] == "ended"
    assert rows[2].record["ended_on"] == "2026-11-20"
    place = rows[3].locations[0]
    assert (place["name_en"], place["municipality"], place["known"]) == (
        "Stadium", "example-2", False
    )  # fmt: skip
    assert rows[3].record["at"] == [{"location": place["id"], "hours": [["TU", "18:00", "20:00"]]}]
    assert rows[4].run_by == "Example 1 city hall"
    assert rows[3].raw["Name of the service"] == "Evening sports"
    assert submission.counts["not_in_file"] == 1
    assert submission.counts["errors"] == 0, submission.findings
    assert Service.objects.get(pk=left_out).status == "active"


def test_an_untouched_workbook_is_all_the_same(
    centre: Institution, house: Location, a_service: MakeService, now: datetime
) -> None:
    for language in ("en", "ka", "fr"):
        a_service(
            name_en=f"A service {language}", name_ka="სერვისი", description_fr="Une description",
            places="open", places_as_of="2026-11-01", languages=["ka", "ru"], cost="free",
            phones=["+995322000001;ext=12", "111"], email="info@example.ge",
            documents_en="Identity card\nSchool note", pathways=["diversion"], min_age=14,
            url="https://example.ge/a", prevention_level="selective", sex="female",
            at=[{"location": str(house.pk), "hours": [["MO", "10:00", "17:00"]]}],
        )  # fmt: skip
    invitation = an_invitation(centre, now)

    for language in ("en", "ka", "fr"):
        submission = send_up(invitation, workbook(invitation, now, language).saved(), now)

        assert outcomes(submission) == ["same"] * 3, [r.findings for r in rows_of(submission)]
        assert submission.language == language
        assert codes(submission) <= {"same_file"}


def test_checking_again_changes_nothing(
    centre: Institution, a_service: MakeService, now: datetime
) -> None:
    from ertad.collection.staging import check_submission

    a_service()
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.write("services", 1, A_SERVICE)
    submission = send_up(invitation, book.saved(), now)
    first = [(r.pk, r.service_id, r.record, r.outcome) for r in rows_of(submission)]

    submission.rows.filter(row=4).update(comment="Which hall?")
    again = check_submission(submission.pk, at=now)

    assert [(r.pk, r.service_id, r.record, r.outcome) for r in rows_of(again)] == first
    assert again.rows.get(row=4).comment == "Which hall?"


def test_the_same_file_again_says_so(
    centre: Institution, a_service: MakeService, now: datetime
) -> None:
    from datetime import timedelta

    a_service()
    invitation = an_invitation(centre, now)
    content = workbook(invitation, now).saved()
    send_up(invitation, content, now)

    second = send_up(invitation, content, now + timedelta(hours=1))

    assert "same_file" in codes(second)
    assert outcomes(second) == ["same"]


def test_a_workbook_of_another_institution_is_refused(
    centre: Institution, town: Institution, a_service: MakeService, now: datetime
) -> None:
    a_service()
    theirs = workbook(an_invitation(centre, now), now).saved()

    submission = send_up(an_invitation(town, now), theirs, now)

    assert submission.state == "refused"
    assert submission.findings[0]["code"] == "other_institution"
    assert submission.findings[0]["params"]["name"] == "Example centre"
    assert not submission.rows.exists()


def test_a_workbook_of_another_round_is_refused(centre: Institution, now: datetime) -> None:
    old = workbook(an_invitation(centre, now), now).saved()

    submission = send_up(an_invitation(centre, now), old, now)

    assert submission.findings[0]["code"] == "other_round"


def test_a_changed_seal_is_refused(centre: Institution, town: Institution, now: datetime) -> None:
    book = workbook(an_invitation(centre, now), now)
    hidden = book.book["_ertad"]
    for row in hidden.iter_rows():
        if row[0].value == "institution":
            row[1].value = str(town.pk)

    submission = send_up(an_invitation(town, now), book.saved(), now)

    assert submission.findings[0]["code"] == "identity_changed"
