"""Irakli is the auditor: he finds who saw a record, and what he looks at is kept as well."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ertad.audit.acts.check_chain import check_chain
from ertad.audit.models import AuditCheck, AuditRow
from ertad.audit.reading import note_reading
from ertad.audit.trail import traced
from ertad.audit.verify import verify
from ertad.files.spreadsheets.reading import read_workbook
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def irakli(agency: Institution) -> User:
    user = User.objects.create_user("irakli@example.org", name="Irakli", language="en")
    since = date(2026, 1, 1)
    Membership.objects.create(user=user, institution=agency, role=Role.AUDITOR, since=since)
    return user


@pytest.fixture
def his(irakli: User, client: Client) -> Client:
    client.force_login(irakli)
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_who_saw_the_members_of_the_town(
    his: Client, nino: User, giorgi: User, town: Institution
) -> None:
    """Nino looks at the members of the town; Irakli pastes the address and finds her."""
    address = f"/en/people/institutions/{town.pk}/members/"
    assert signed_in(nino).get(address).status_code == 200
    row = AuditRow.objects.get(act="members.read")
    assert (row.actor_id, row.details["of"]) == (str(nino.pk), [str(giorgi.pk)])

    found = his.get("/en/audit/record/", {"address": f"https://ertad.example{address}"})
    assert found.status_code == 302
    page = text_of(his.get(found["Location"]))
    assert "Nino" in page
    assert "Members of an institution read" in page
    assert AuditRow.objects.get(act="audit.record.read").details["id"] == str(town.pk)

    about_giorgi = {"kind": "people.user", "id": str(giorgi.pk)}
    page = text_of(his.get("/en/audit/record/", about_giorgi))
    assert "Account: Giorgi" in page
    assert "Nino" in page
    assert verify().whole


def test_a_service_and_who_changed_it(
    his: Client, a_service: Callable[..., UUID], giorgi: User, town: Institution, now: datetime
) -> None:
    key = a_service(institution=town)
    by = Actor(Role.FOCAL_POINT, giorgi.pk, town.pk)
    with traced("services.confirm", by=by, at=now) as trace:
        trace.revised("directory.service", key, {"phones": "1"}, {"phones": "2"}, town.pk)
    found = his.get("/en/audit/record/", {"address": f"/fr/services/{key}/"})
    if found.status_code != 302:  # the address of a service is not this one
        found = his.get("/en/audit/record/", {"address": str(key)})
    page = text_of(his.get(found["Location"]))
    assert "Giorgi" in page
    assert "Services confirmed" in page
    act = AuditRow.objects.get(act="services.confirm")
    page = text_of(his.get(reverse("audit:act", args=[act.seq])))
    assert "phones" in page


@pytest.mark.parametrize(
    "address",
    ["", "x", "\x00", "=1+1", "https://other.example/", "/en/no/such/", "/en/find/", "x" * 5000,
     "\u202e/en/", "//", "http://[", "00000000-0000-4000-8000-000000000000"],
)  # fmt: skip
def test_an_address_that_names_nothing(his: Client, address: str) -> None:
    response = his.get("/en/audit/record/", {"address": address})
    assert response.status_code == 200
    assert "Find out" in text_of(response)


def test_the_trail_narrowed(his: Client, giorgi: User, town: Institution, now: datetime) -> None:
    by = Actor(Role.COORDINATOR, giorgi.pk, town.pk, reason="asked by telephone")
    with traced("institution.change", by=by, at=now, on=town):
        pass
    with traced("round.open", by=Actor(Role.COORDINATOR), at=now - timedelta(days=400)):
        pass

    def shown(**asked: str) -> list[str]:
        response = his.get("/en/audit/", asked)
        assert response.status_code == 200
        return [line.row.act for line in response.context["page"].lines]

    assert shown(with_reason="on") == ["institution.change"]
    assert shown(person="Giorgi") == shown(person=giorgi.email) == ["institution.change"]
    assert shown(person="nobody at all") == []
    assert shown(institution=str(town.pk)) == ["institution.change"]
    assert shown(act="round.open") == ["round.open"]
    assert shown(kind="people.institution", object_id=str(town.pk)) == ["institution.change"]
    day = {"until_day": "31", "until_month": "12", "until_year": "2025"}
    assert shown(**day) == ["round.open"]
    told = AuditRow.objects.filter(act="audit.read").order_by("seq")
    assert told[1].details == {"persons": str(giorgi.pk)}, "ids, never what was typed"


@pytest.mark.parametrize(
    "asked",
    [{"since_day": "45", "since_month": "1", "since_year": "2026"}, {"act": "no.such"},
     {"since_day": "2", "since_month": "1", "since_year": "2026", "until_day": "1",
      "until_month": "1", "until_year": "2026"}, {"object_id": "x" * 500},
     {"institution": "' OR 1=1"}],
)  # fmt: skip
def test_a_filter_that_makes_no_sense(his: Client, asked: dict[str, str]) -> None:
    assert his.get("/en/audit/", asked).status_code == 422
    assert his.get("/en/audit/file/", asked).status_code == 302


@pytest.mark.parametrize("number", ["-1", "x", "9" * 30, "1; DROP", "٣"])
def test_numbers_of_pages_that_are_none(his: Client, number: str) -> None:
    assert his.get("/en/audit/", {"before": number, "after": number}).status_code == 200


def test_pages_by_number(his: Client, now: datetime) -> None:
    for _each in range(120):
        with traced("round.change", by=Actor(Role.COORDINATOR), at=now):
            pass
    asked = {"act": "round.change"}
    first = his.get("/en/audit/", asked).context["page"]
    second = his.get("/en/audit/", {**asked, "before": first.older}).context["page"]
    third = his.get("/en/audit/", {**asked, "before": second.older}).context["page"]
    assert [len(page.lines) for page in (first, second, third)] == [50, 50, 20]
    assert third.older == first.newer == 0
    back = his.get("/en/audit/", {**asked, "after": third.newer}).context["page"]
    assert [line.row.seq for line in back.lines] == [line.row.seq for line in second.lines]


def test_the_queries_do_not_grow(
    his: Client, giorgi: User, lasha: User, town: Institution, now: datetime
) -> None:
    def queries(*address: str) -> list[int]:
        counts = []
        for each in address:
            with CaptureQueriesContext(connection) as counted:
                assert his.get(each).status_code == 200
            counts.append(len(counted))
        return counts

    of_town = f"/en/audit/record/?kind=people.institution&id={town.pk}"
    his.get("/en/audit/")
    with traced("institution.change", by=Actor(Role.COORDINATOR, giorgi.pk), at=now, on=town):
        pass
    few = queries("/en/audit/", of_town)
    for user in (giorgi, lasha) * 15:
        by = Actor(Role.COORDINATOR, user.pk, town.pk)
        with traced("institution.change", by=by, at=now, on=town):
            pass
    assert queries("/en/audit/", of_town) <= [each + 1 for each in few]


def test_taken_as_a_file(his: Client, town: Institution, giorgi: User, now: datetime) -> None:
    giorgi.name = "=HYPERLINK(1)"
    giorgi.save()
    by = Actor(Role.COORDINATOR, giorgi.pk, town.pk, reason="=1+1")
    with traced("institution.change", by=by, at=now, on=town):
        pass
    taken = his.get("/en/audit/file/", {"act": "institution.change", "as": "csv"})
    text = taken.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'=1+1" in text
    row = AuditRow.objects.get(act="audit.export")
    assert row.details == {"act": "institution.change", "rows": 1, "as": "csv"}
    taken = his.get("/en/audit/file/", {"act": "institution.change", "as": "xlsx"})
    assert taken["Content-Disposition"].endswith(".xlsx")
    book = read_workbook(taken.content)
    assert book.sheets[0].rows[-1].cells[9] == "=1+1"


def test_a_broken_chain_is_said_on_top_and_in_my_work(
    his: Client, town: Institution, now: datetime
) -> None:
    assert "Not verified yet" in text_of(his.get("/en/audit/"))
    with traced("institution.change", by=Actor(Role.COORDINATOR), at=now, on=town):
        pass
    AuditRow.objects.filter(act="institution.change").update(reason="other")
    check_chain(now)
    page = text_of(his.get("/en/audit/"))
    assert "The audit trail is broken, first at row" in page
    assert "The content of the row was changed." in page
    assert "The audit trail is broken" in text_of(his.get("/en/work/"))
    assert his.get("/health/").json()["audit_trail"] == "broken"

    AuditCheck.objects.update(broken_at=None, why="")
    assert "was altered" in text_of(his.get("/en/audit/")), "a verdict that was put right by hand"


def test_the_coordinator_gets_nothing(nino: User) -> None:
    client = signed_in(nino)
    for name in ("audit:trail", "audit:file", "audit:record"):
        assert client.get(reverse(name)).status_code == 403
    assert not AuditRow.objects.filter(act__startswith="audit.").exists()


def test_pages_that_show_others_leave_a_row(
    giorgi: User, nino: User, town: Institution, a_service: Callable[..., UUID], now: datetime
) -> None:
    """The history names a colleague; of one's own name alone nothing is kept."""
    key = a_service(institution=town)
    page = reverse("directory:service_history", args=[key])
    client = signed_in(giorgi)
    assert client.get(page).status_code == 200
    assert not AuditRow.objects.filter(act="history.read").exists()
    tamar = User.objects.create_user("tamar@example.org", name="Tamar", language="ka")
    since = date(2026, 1, 1)
    Membership.objects.create(user=tamar, institution=town, role=Role.DEPUTY, since=since)
    with traced("service.edit", by=Actor(Role.DEPUTY, tamar.pk, town.pk), at=now) as trace:
        trace.revised("directory.service", key, None, {"a": 1}, town.pk)
    assert "Tamar" in text_of(client.get(page))
    assert AuditRow.objects.get(act="history.read").details["of"] == [str(tamar.pk)]


def test_reading_is_kept_with_whose_data_it_was(town: Institution, now: datetime) -> None:
    by, one = Actor(Role.COORDINATOR, uuid4()), uuid4()
    note_reading("members.read", by=by, at=now, on=town, of=[one, None, one], details={"n": 1})
    assert AuditRow.objects.get(act="members.read").details == {"n": 1, "of": [str(one)]}
