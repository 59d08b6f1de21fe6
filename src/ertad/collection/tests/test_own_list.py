"""A list in the institution's own shape, sent up on the web: which column is what, once for all."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import AuditRow, Revision
from ertad.audit.verify import verify
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.publish_round import publish_round
from ertad.collection.acts.remember_columns import remember_columns
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.jobs import check_and_match
from ertad.collection.lists.mapping_file import mapping_from
from ertad.collection.models import ColumnMemory, Invitation, Submission
from ertad.collection.tests.a_round import actor, closed, opened
from ertad.collection.tests.by_link import Holder, seen
from ertad.collection.tests.workbooks import codes, outcomes, plain_list, rows_of, workbook
from ertad.directory.models import Service
from ertad.directory.record import read_record
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TITLES = ["№", "Activity title", "Kind", "Body", "Ages", "Town", "Street", "Mobile", "When open"]
CHESS = [1, "Chess", "Sport", "They play.", "12-18", "Example 1", "Main St 5", "032 200 00 02",
         "Mon–Fri 9–5, lunch 1–2"]  # fmt: skip
DRAMA = [2, "Drama", "Sport", "They act.", "10-16", "Example 1", "Hill St 2", "032 200 00 03",
         "Sat 10-12"]  # fmt: skip
FIELDS = ["", "name", "types", "description", "ages", "municipality", "address", "phones", "hours"]


class Sender:
    """Giorgi, who sends up what his town keeps, by his account."""

    def __init__(self, client: Client, invitation: Invitation, now: datetime) -> None:
        self.client, self.invitation, self.now = client, invitation, now
        self.columns_door = "collection:columns"

    def address(self, name: str, key: object) -> str:
        with override("en"):
            return reverse(name, args=[key])

    def send(self, content: bytes, name: str = "list.xlsx") -> Submission:
        """Sent up and checked; the next page answers as a browser would see it."""
        file = SimpleUploadedFile(name, content)
        response = self.client.post(self.upload(), {"file": file, "token": ""})
        assert response.status_code == 302, seen(response)
        self.now += timedelta(minutes=1)
        newest = Submission.objects.latest("received_at")
        return self.checked(newest)

    def checked(self, submission: Submission) -> Submission:
        check_and_match(submission.pk, at=self.now)
        return Submission.objects.get(pk=submission.pk)

    def upload(self) -> str:
        return self.address("collection:upload", self.invitation.pk)

    def page(self, submission: Submission) -> Any:
        return self.client.get(self.address("collection:submission", submission.pk), follow=True)

    def columns(self, submission: Submission) -> str:
        return self.address("collection:columns", submission.pk)

    def say(self, submission: Submission, fields: list[str] | None = None, **more: str) -> Any:
        form = {f"column-0-{at}": field for at, field in enumerate(fields or [])}
        form |= {"version": str(submission.version), **more}
        return self.client.post(self.columns(submission), form)


class ByLink(Sender):
    """The same by the institution's link, without an account."""

    def __init__(self, invitation: Invitation, now: datetime) -> None:
        self.holder = Holder(invitation)
        super().__init__(self.holder.client, invitation, now)

    def upload(self) -> str:
        return self.holder.address("file")

    def page(self, submission: Submission) -> Any:
        return self.client.get(self.holder.address("file"), follow=True)

    def columns(self, submission: Submission) -> str:
        return self.holder.address("columns")


@pytest.fixture
def invitation(coordinator: Actor, giorgi: User, town: Institution, now: datetime) -> Invitation:
    _round, (invitation,) = opened(coordinator, now, town)
    return Invitation.objects.select_related("round", "institution").get(pk=invitation.pk)


@pytest.fixture
def signed_in(giorgi: User, invitation: Invitation, now: datetime) -> Sender:
    client = Client()
    client.force_login(giorgi)
    return Sender(client, invitation, now)


@pytest.fixture(params=["account", "link"])
def sender(request: pytest.FixtureRequest, invitation: Invitation, now: datetime) -> Sender:
    """Every test of the page runs through both doors."""
    if request.param == "link":
        return ByLink(invitation, now)
    found: Sender = request.getfixturevalue("signed_in")
    return found


def chosen(page: Any) -> dict[str, str]:
    """Title -> the field that stands in its choice."""
    form = page.context["form"]
    return {form[name].label: form[name].value() for name in form.fields if name.startswith("col")}


def test_a_list_of_ones_own_is_asked_about_once_and_then_read_at_once(
    sender: Sender, town: Institution, coordinator: Actor, focal: Actor
) -> None:
    submission = sender.send(plain_list(TITLES, CHESS, DRAMA))
    assert submission.state == "columns"
    assert not submission.rows.exists()
    page = sender.page(submission)
    assert page.redirect_chain[-1][0] == sender.columns(submission)
    text = seen(page)
    assert "Which column is what" in text
    assert "They play." in text
    assert "by both" in text
    guessed = chosen(page)
    assert guessed["Body"] == "description"
    assert guessed["Mobile"] == "phones"
    assert guessed["When open"] == "hours"

    assert sender.say(submission, FIELDS).status_code == 302
    memory = ColumnMemory.objects.get(institution=town)
    assert AuditRow.objects.filter(act="columns.remember").count() == 1
    assert Revision.objects.filter(object_id=str(memory.pk)).count() == 1
    submission = sender.checked(submission)
    assert (submission.state, outcomes(submission)) == ("checked", ["new", "new"])
    chess = rows_of(submission)[0].record
    assert chess["name_en"] == "Chess"
    assert (chess["min_age"], chess["max_age"]) == (12, 18)
    assert chess["at"][0]["hours"][:2] == [["MO", "09:00", "13:00"], ["MO", "14:00", "17:00"]]
    assert "The columns were read as you said" in seen(sender.page(submission))

    sent = send_submission(submission=submission, by=focal, at=sender.now)
    accept_submission(submission=sent, by=coordinator, at=sender.now)
    round_ = closed(sender.invitation.round, coordinator, sender.now)
    publish_round(round=round_, by=coordinator, at=sender.now)
    assert read_record(Service.objects.get(name_en="Chess"))["description_en"] == "They play."

    _round, (again,) = opened(coordinator, sender.now, town)
    sender = type(sender)(again, sender.now) if isinstance(sender, ByLink) else Sender(
        sender.client, again, sender.now)  # fmt: skip
    submission = sender.send(plain_list(TITLES, [1, "Chess", "Sport", "They play and talk.",
                                                 *CHESS[4:]], DRAMA))  # fmt: skip
    assert (submission.state, outcomes(submission)) == ("checked", ["changed", "same"])
    text = seen(sender.page(submission))
    assert "The columns were read as last time" in text
    assert sender.columns(submission) in text
    assert verify().whole


def test_what_was_said_can_be_changed(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, CHESS))
    wrong = ["", "name", "types", "how_to_enter", *FIELDS[4:]]
    sender.say(submission, wrong)
    submission = sender.checked(submission)
    assert rows_of(submission)[0].record["how_to_enter_en"].startswith("They play.")
    page = sender.client.get(sender.columns(submission))
    assert chosen(page)["Body"] == "how_to_enter"
    assert sender.say(submission, FIELDS).status_code == 302
    submission = sender.checked(submission)
    assert rows_of(submission)[0].record["description_en"] == "They play."
    assert ColumnMemory.objects.count() == 1


def test_two_columns_in_one_field_are_answered_at_the_later_one(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, CHESS))
    response = sender.say(submission, ["", "name", "name", *FIELDS[3:]])
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == ["column-0-2"]
    assert "“Activity title” is given to “Name of the service” already" in form.errors[
        "column-0-2"][0]  # fmt: skip
    assert 'href="#id_column-0-2"' in seen(response)
    assert chosen(response)["Mobile"] == "phones"
    assert not ColumnMemory.objects.exists()
    several = ["", "name", "types", "description", "ages", "municipality", "address", "phones",
               "description"]  # fmt: skip
    assert sender.say(submission, several).status_code == 302
    record = rows_of(sender.checked(submission))[0].record
    assert record["description_en"] == "They play.\nMon–Fri 9–5, lunch 1–2"


def test_a_list_without_a_name_is_answered_at_its_columns(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, CHESS))
    response = sender.say(submission, ["", "", *FIELDS[2:]])
    assert response.status_code == 422
    assert "the name of the service" in response.context["form"].errors["column-0-1"][0]
    response = sender.say(submission, ["", "name", "no such field", *FIELDS[3:]])
    assert list(response.context["form"].errors) == ["column-0-2"]
    assert sender.say(submission, []).status_code == 422


def test_what_no_column_says_is_said_for_all_rows(sender: Sender) -> None:
    bare = [*TITLES[:2], "Remarks", *TITLES[3:]]
    submission = sender.send(plain_list(bare, [1, "Chess", "see above", *CHESS[3:]]))
    fields = ["", "name", "", *FIELDS[3:]]
    sender.say(submission, fields)
    assert "type_missing" in codes(sender.checked(submission))
    submission.refresh_from_db()
    refused = sender.say(submission, fields, **{"all-types": "no such"})
    assert list(refused.context["form"].errors) == ["all-types"]
    offered = refused.context["form"].fields
    said = {name: offered[name].choices[1][0] for name in ("all-types", "all-target_groups")}
    assert sender.say(submission, fields, **said).status_code == 302
    submission = sender.checked(submission)
    record = rows_of(submission)[0].record
    assert record["types"] == [said["all-types"]]
    assert record["target_groups"] == [said["all-target_groups"]]
    form = sender.client.get(sender.columns(submission)).context["form"]
    assert form["all-types"].value() == said["all-types"]
    kind = ["", "name", "types", *FIELDS[3:]]
    sender.say(submission, kind, **said)
    assert "type_unknown" in codes(sender.checked(submission))


OLD = "saqarTvelos axalgazrduli wre"
GEORGIAN = "საქართველოს ახალგაზრდული წრე"


def test_an_old_georgian_font_is_shown_and_asked_about(sender: Sender) -> None:
    content = plain_list(TITLES, [1, OLD, *CHESS[2:]])
    submission = sender.send(content)
    text = seen(sender.page(submission))
    assert f'{OLD} → <b lang="ka">{GEORGIAN}</b>' in text
    sender.say(submission, FIELDS, old_fonts="convert")
    submission = sender.checked(submission)
    assert rows_of(submission)[0].record["name_ka"] == GEORGIAN
    assert "legacy_font" in codes(submission)
    sender.say(submission, FIELDS, old_fonts="keep")
    submission = sender.checked(submission)
    record = rows_of(submission)[0].record
    assert (record["name_ka"], record["name_en"]) == ("", OLD)
    assert "legacy_font" not in codes(submission)


def two_tables(places: list[list[Any]], services: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Branches"
    for row in places:
        book.active.append(row)
    page = book.create_sheet("Activities")
    for row in services:
        page.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


BRANCHES = [["Branch ID", "Branch", "Street", "Town"], ["b1", "Club", "Main St 5", "Example 1"],
            ["b2", "Hall", "Hill St 2", "Example 1"]]  # fmt: skip
ACTIVITIES = [["ID", "Branch ID", "Activity", "Kind", "About", "Tel."],
              ["s1", "b1", "Chess", "Sport", "They play.", "032 200 00 02"],
              ["s2", "b2", "Drama", "Sport", "They act.", "032 200 00 03"]]  # fmt: skip


def tables(page: Any, **changes: str) -> dict[str, str]:
    """What a browser would send of a page with several tables."""
    form = page.context["form"]
    sent = {name: str(form[name].value() or "") for name in form.fields}
    sent |= {f"shown-{at}": str(table["holds"]) for at, table in enumerate(form.tables)}
    return sent | {"version": str(page.context["submission"].version)} | changes


def test_two_tables_that_name_each_other(sender: Sender) -> None:
    submission = sender.send(two_tables(BRANCHES, ACTIVITIES))
    page = sender.client.get(sender.columns(submission))
    form = tables(page)
    assert (form["holds-0"], form["holds-1"]) == ("places", "services")
    assert (form["column-0-0"], form["column-1-0"], form["column-1-1"]) == ("key", "key", "place")
    sent = form | {"column-1-2": "name", "column-1-4": "description"}
    response = sender.client.post(sender.columns(submission), sent)
    assert response.status_code == 302, response.context["form"].errors
    submission = sender.checked(submission)
    assert outcomes(submission) == ["new", "new"], codes(submission)
    assert rows_of(submission)[0].foreign[1] == "s1"
    assert rows_of(submission)[0].record["at"] != rows_of(submission)[1].record["at"]


def test_a_table_that_turns_out_to_hold_something_else(sender: Sender) -> None:
    submission = sender.send(two_tables(BRANCHES, ACTIVITIES))
    page = sender.client.get(sender.columns(submission))
    turned = sender.client.post(sender.columns(submission), tables(page, **{"holds-0": ""}))
    assert turned.status_code == 200
    assert "once more" in seen(turned)
    form = tables(turned)
    assert "column-0-0" not in form
    refused = sender.client.post(sender.columns(submission), form)
    assert "names rows of another table" in str(refused.context["form"].errors["column-1-1"])
    form |= {"column-1-1": "", "column-1-2": "name"}
    done = sender.client.post(sender.columns(submission), form)
    assert done.status_code == 302
    both = sender.client.post(sender.columns(submission), tables(page, **{"holds-0": "services"}))
    again = tables(both, **{"holds-0": "services", "shown-0": "services", "column-0-1": "name"})
    wrong = sender.client.post(sender.columns(submission), again)
    assert "Only one table" in str(wrong.context["form"].errors)


def test_the_marked_copy_comes_back_and_is_read(
    signed_in: Sender, focal: Actor, centre: Institution, lasha: User, coordinator: Actor
) -> None:
    submission = signed_in.send(plain_list(TITLES, CHESS, [*DRAMA[:7], "call 12", DRAMA[8]]))
    signed_in.say(submission, FIELDS)
    submission = signed_in.checked(submission)
    assert outcomes(submission) == ["new", "refused"]
    submission.rows.filter(row=2).update(comment="Is it really every day?")
    address = signed_in.address("collection:marked_workbook", submission.pk)
    content = signed_in.client.get(address).content
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["To correct", "Sheet", "_mapping"]
    lines = [[cell.value for cell in row] for row in book["To correct"].iter_rows(min_row=2)]
    assert [line[2:4] for line in lines if line[4] == "phone_letters"] == [[3, "H"]]
    assert "Is it really every day?" in [line[5] for line in lines]
    assert book["Sheet"]["H3"].comment
    book["Sheet"]["H3"] = "032 200 00 03"
    file = BytesIO()
    book.save(file)
    ColumnMemory.objects.all().delete()
    submission = signed_in.send(file.getvalue(), "corrected.xlsx")
    assert (submission.state, outcomes(submission)) == ("checked", ["new", "new"])
    assert "sheet_not_read" not in codes(submission)

    _round, (theirs,) = opened(coordinator, signed_in.now, centre)
    client = Client()
    client.force_login(lasha)
    other = Sender(client, theirs, signed_in.now)
    refused = other.send(file.getvalue())
    assert refused.state == "refused"
    assert codes(refused) == {"other_institution"}
    assert "Example 1 city hall" in seen(other.page(refused))


def test_a_copied_workbook_of_another_institution_is_refused(
    sender: Sender, centre: Institution, coordinator: Actor
) -> None:
    _round, (theirs,) = opened(coordinator, sender.now, centre)
    submission = sender.send(workbook(theirs, sender.now).saved())
    assert (submission.state, codes(submission)) == ("refused", {"other_institution"})
    assert "Example centre" in seen(sender.page(submission))


def comma_list(*rows: list[Any]) -> str:
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_a_csv_of_19_mb_with_one_unclosed_quote(sender: Sender) -> None:
    line = ",".join(f"x{at}" for at in range(40)) + "\n"
    good = line * (19 * 1024**2 // len(line))
    broken = f'{good[: 1000 * len(line)]}"{good[1000 * len(line) :]}'
    assert 18 * 1024**2 < len(broken) < 20 * 1024**2
    submission = sender.send(broken.encode(), "list.csv")
    assert (submission.state, codes(submission)) == ("refused", {"broken_quote"})
    assert "1001" in seen(sender.page(submission))


def test_cells_of_100_000_characters(sender: Sender) -> None:
    content = comma_list(TITLES, [1, "Chess", "Sport", "x" * 100_000, *CHESS[4:]], DRAMA)
    submission = sender.send(content.encode(), "list.csv")
    assert submission.state == "columns"
    page = sender.page(submission)
    assert len(page.content) < 60_000
    sender.say(submission, FIELDS)
    submission = sender.checked(submission)
    assert outcomes(submission) == ["refused", "new"]
    assert "long_text" in codes(submission)
    assert len(sender.page(submission).content) < 60_000
    long_title = comma_list([*TITLES[:-1], "y" * 100_000], CHESS)
    submission = sender.send(long_title.encode(), "list.csv")
    assert submission.state == "columns"
    assert len(sender.page(submission).content) < 60_000


def test_html_with_scripts_becomes_text(sender: Sender) -> None:
    html = "<p>Chess &amp; more</p><script>alert(1)</script><img src=x onerror=alert(2)>"
    submission = sender.send(plain_list([*TITLES[:3], "<b onclick=alert(3)>Body</b>", *TITLES[4:]],
                                        [1, "Chess", "Sport", html, *CHESS[4:]]))  # fmt: skip
    text = seen(sender.page(submission))
    assert "<b onclick" not in text
    assert "<script>alert" not in text
    assert "Chess &amp; more" in text
    sender.say(submission, FIELDS)
    submission = sender.checked(submission)
    assert rows_of(submission)[0].record["description_en"] == "Chess & more"
    assert "html_read" in codes(submission)


def test_hours_that_contradict_themselves_are_kept_as_text(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, [*CHESS[:8], "Mon 18:00-9:00; Mon 10-14, 12-16"]))
    sender.say(submission, FIELDS)
    submission = sender.checked(submission)
    assert codes(submission) & {"hours_contradict", "hours_not_read"}
    row = rows_of(submission)[0]
    assert row.outcome == "new"
    assert "18:00" in row.record["how_to_enter_en"]


def test_titles_that_are_repeated_and_totals_are_no_services(sender: Sender) -> None:
    above = ["Activities of the town, 2026"]
    submission = sender.send(plain_list(above, [], TITLES, CHESS, TITLES, DRAMA, ["Total", 2]))
    assert submission.columns["tables"][0]["rows"] == 4
    sender.say(submission, FIELDS)
    submission = sender.checked(submission)
    assert outcomes(submission) == ["new", "new"]
    assert {"header_again", "totals_row"} <= codes(submission)


def test_a_personal_number_is_neither_shown_nor_kept(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, [*CHESS[:3], "Ask 61001012345", *CHESS[4:]]))
    assert "61001012345" not in str(submission.columns)
    assert "61001012345" not in seen(sender.page(submission))
    sender.say(submission, FIELDS)
    submission = sender.checked(submission)
    assert "personal_number" in codes(submission)
    book = openpyxl.load_workbook(BytesIO(bytes(submission.content)))
    assert "61001012345" not in str([list(page.values) for page in book])
    assert "_mapping" in book.sheetnames


def test_our_titles_need_no_question_and_a_round_must_be_open(
    sender: Sender, coordinator: Actor, focal: Actor
) -> None:
    known = ["Service", "Type", "Ages", "Municipality", "Address", "Phone"]
    submission = sender.send(plain_list(known, [CHESS[1], CHESS[2], *CHESS[4:8]]))
    assert submission.state == "checked"
    assert "The columns were read by their titles" in seen(sender.page(submission))
    asked = sender.send(plain_list(TITLES, CHESS))
    closed(sender.invitation.round, coordinator, sender.now)
    mapping = mapping_from({"ertad_mapping": "1", "tables": {"*": {
        "holds": "services", "columns": {"Activity title": "name"}}}})  # fmt: skip
    told: dict[str, Any] = {"mapping": mapping, "digest": "d", "at": sender.now}
    with pytest.raises(Refused) as refused:
        remember_columns(submission=asked, by=focal, **told)
    assert refused.value.code == "round_not_open"


def test_only_those_who_answer_for_the_institution_say_it(
    signed_in: Sender, lasha: User, centre: Institution, nino: User, agency: Institution
) -> None:
    submission = signed_in.send(plain_list(TITLES, CHESS))
    mapping = mapping_from({"ertad_mapping": "1", "tables": {"*": {
        "holds": "services", "columns": {"Activity title": "name"}}}})  # fmt: skip
    told: dict[str, Any] = {"submission": submission, "mapping": mapping, "digest": "d",
                            "at": signed_in.now}  # fmt: skip
    for by in (actor(lasha, Role.FOCAL_POINT, centre), actor(nino, Role.COORDINATOR, agency)):
        with pytest.raises(NotAllowed):
            remember_columns(by=by, **told)
    client = Client()
    client.force_login(nino)
    coordinator = Sender(client, signed_in.invitation, signed_in.now)
    refused = coordinator.say(submission, FIELDS)
    assert refused.status_code == 422
    assert coordinator.say(submission, FIELDS, reason="They asked me by phone").status_code == 302
    assert AuditRow.objects.get(act="columns.remember").role == "coordinator"


def test_who_waits_for_what_while_the_columns_are_not_said(
    signed_in: Sender, nino: User, invitation: Invitation
) -> None:
    submission = signed_in.send(plain_list(TITLES, CHESS))
    own = seen(signed_in.client.get(signed_in.address("collection:invitation", invitation.pk)))
    assert "Next: say which column is what" in own
    assert signed_in.columns(submission) in own
    marked = signed_in.address("collection:marked_workbook", submission.pk)
    assert signed_in.client.get(marked).status_code == 404
    coordinator = Client()
    coordinator.force_login(nino)
    for name, key in (("round", invitation.round_id), ("review", submission.pk)):
        page = coordinator.get(signed_in.address(f"collection:{name}", key))
        assert page.status_code == 200
    assert "has not sent this file to you yet" in seen(page)
    holder = Holder(invitation)
    assert holder.get("file").status_code == 302
    another = holder.opened("file", "?another=1")
    assert "Look at the columns" in another
    assert "Send up another file" in another


def test_said_twice_at_the_same_moment(sender: Sender) -> None:
    submission = sender.send(plain_list(TITLES, CHESS))
    assert sender.say(submission, FIELDS).status_code == 302
    again = sender.say(submission, ["", "name"])
    assert again.status_code == 422
    assert ColumnMemory.objects.get().version == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_each_language(signed_in: Sender, language: str) -> None:
    submission = signed_in.send(plain_list(TITLES, CHESS))
    with override(language):
        address = reverse("collection:columns", args=[submission.pk])
    text = seen(signed_in.client.get(address))
    assert "<optgroup" in text
    assert "Activity title" in text
