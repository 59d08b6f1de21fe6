"""Answers by link while they are made: together, against a changing directory, undone, judged."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.answer_service import answer_service
from ertad.collection.acts.publish_round import publish_round
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.jobs import check_and_match
from ertad.collection.models import AnswerDraft, Invitation, Round, Submission
from ertad.collection.tests.a_round import closed, opened, record_of
from ertad.collection.tests.by_link import Holder, form_of, seen
from ertad.collection.tests.workbooks import Filled
from ertad.directory.acts.edit_service import edit_service
from ertad.directory.models import Service
from ertad.directory.record import read_records
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MakeService = Callable[..., UUID]


@pytest.fixture
def round_(coordinator: Actor, town: Institution, centre: Institution, now: datetime) -> Round:
    found, _invitations = opened(coordinator, now, town, centre)
    return found


@pytest.fixture
def invitation(round_: Round, town: Institution) -> Invitation:
    found = Invitation.objects.select_related("round", "institution")
    return found.get(round=round_, institution=town)


@pytest.fixture
def club(a_service: MakeService, town: Institution) -> UUID:
    return a_service(institution=town, name_en="Chess club")


@pytest.fixture
def holder(invitation: Invitation) -> Holder:
    return Holder(invitation)


def edited(club: UUID, by: Actor, at: datetime, **changes: Any) -> None:
    """The focal point changes the service in the directory meanwhile."""
    service = Service.objects.get(pk=club)
    record = {**read_records([club])[club], **changes}
    edit_service(service_id=club, record=record, base_version=service.version, by=by, at=at)


def test_two_people_change_one_answer_and_the_second_sees_both_and_loses_neither(
    holder: Holder, club: UUID, invitation: Invitation
) -> None:
    ours, theirs = holder, Holder(invitation)
    form = form_of(ours.get("change", service_id=club))
    first = {**form, "max_age": "21", "how_to_enter_en": "Come on Monday."}
    assert theirs.post("change", first, service_id=club).status_code == 302
    answer = ours.post(
        "change", {**form, "max_age": "18", "phones": "+995 32 200 00 09"}, service_id=club
    )
    assert answer.status_code == 409
    page = seen(answer)
    assert "Somebody else changed the same." in page
    assert "18" in page
    assert "21" in page
    again = {**form_of(answer), "both": ["max_age"], "keep-max_age": "0"}
    assert ours.post("change", again, service_id=club).status_code == 302
    record = AnswerDraft.objects.get(service_id=club).record
    assert record["max_age"] == 18
    assert record["how_to_enter_en"] == "Come on Monday.", "what only the other changed stands"
    assert record["phones"] == ["+995322000009"]


def test_what_the_other_wrote_can_be_kept(
    holder: Holder, club: UUID, invitation: Invitation
) -> None:
    form = form_of(holder.get("change", service_id=club))
    Holder(invitation).post("change", {**form, "max_age": "21"}, service_id=club)
    answer = holder.post("change", {**form, "max_age": "18"}, service_id=club)
    again = {**form_of(answer), "both": ["max_age"], "keep-max_age": "1"}
    assert holder.post("change", again, service_id=club).status_code == 302
    assert AnswerDraft.objects.get(service_id=club).record["max_age"] == 21


def test_the_directory_changed_meanwhile_and_both_values_are_asked_before_sending(
    holder: Holder, club: UUID, focal: Actor, now: datetime, invitation: Invitation,
    coordinator: Actor,
) -> None:  # fmt: skip
    form = form_of(holder.get("change", service_id=club))
    changed = {**form, "max_age": "18", "min_age": "10"}
    assert holder.post("change", changed, service_id=club).status_code == 302
    edited(club, focal, now, max_age=25, phones=["+995322000088"])
    page = holder.opened()
    assert "Somebody else changed this meanwhile: To age" in page
    assert "Say first which value is right" in seen(holder.post("send"))
    asked = holder.get("change", service_id=club)
    assert "25" in seen(asked)
    again = {**form_of(asked), "both": ["max_age"], "keep-max_age": "0"}
    assert holder.post("change", again, service_id=club).status_code == 302
    assert holder.post("send").status_code == 302
    submission = Submission.objects.get()
    accept_submission(submission=submission, by=coordinator, at=now)
    publish_round(round=closed(invitation.round, coordinator, now), by=coordinator, at=now)
    record = read_records([club])[club]
    assert (record["min_age"], record["max_age"]) == (10, 18)
    assert record["phones"] == ["+995322000088"], "the newer phone was never touched"


def test_undo_goes_back_step_by_step_to_not_answered(holder: Holder, club: UUID) -> None:
    holder.post("places", {"places": "open"}, service_id=club)
    holder.post("places", {"places": "full"}, service_id=club)
    assert AnswerDraft.objects.get().record["places"] == "full"
    holder.post("undo", {"service": str(club)})
    assert AnswerDraft.objects.get().record["places"] == "open"
    holder.post("undo", {"service": str(club)})
    assert not AnswerDraft.objects.exists()
    assert holder.post("undo", {"service": str(club)}).status_code == 302, "once more does no harm"


def test_everything_is_correct_leaves_what_was_answered(
    holder: Holder, club: UUID, a_service: MakeService, town: Institution
) -> None:
    other = a_service(institution=town, name_en="Music")
    holder.post("places", {"places": "open"}, service_id=club)
    assert holder.post("confirm", {"service": "rest"}).status_code == 302
    drafts = dict(AnswerDraft.objects.values_list("service_id", "answer"))
    assert drafts == {club: "changed", other: "same", None: "same"}
    holder.post("confirm", {"service": "rest"})
    assert AnswerDraft.objects.count() == 3


def test_errors_are_said_at_their_fields_in_the_words_of_the_workbook(
    holder: Holder, club: UUID
) -> None:
    form = form_of(holder.get("change", service_id=club))
    wrong = {**form, "min_age": "18", "max_age": "12", "phones": "032 20A"}
    page = holder.post("change", wrong, service_id=club)
    assert page.status_code == 422
    assert not AnswerDraft.objects.exists()
    wrong["phones"], wrong["how_to_enter_en"] = "", ""
    text = seen(holder.post("change", wrong, service_id=club))
    assert "There is no phone and nothing says how to enter." in text
    numbered = {**form, "description_en": "Ask for 01001012345"}
    page = holder.post("change", numbered, service_id=club)
    assert page.status_code == 422
    assert not AnswerDraft.objects.exists(), "no personal number is kept"


def test_a_part_can_be_sent_and_the_rest_stays(
    holder: Holder, club: UUID, a_service: MakeService, town: Institution
) -> None:
    a_service(institution=town, name_en="Music")
    holder.post("places", {"places": "open"}, service_id=club)
    assert "Send what is answered so far" in holder.opened()
    assert holder.post("send").status_code == 302
    submission = Submission.objects.get()
    assert submission.counts["rows"] == 1
    assert submission.counts["not_in_file"] == 1


def test_nothing_answered_sends_nothing(holder: Holder, club: UUID) -> None:
    page = holder.post("send")
    assert page.status_code == 422
    assert "Nothing was answered yet" in seen(page)
    assert not Submission.objects.exists()


def test_the_same_form_sent_twice_is_one_submission(holder: Holder, club: UUID) -> None:
    holder.post("confirm", {"service": "rest"})
    token = {"token": "a" * 32}
    assert holder.post("send", token).status_code == 302
    assert holder.post("send", token).status_code == 302
    assert Submission.objects.count() == 1


def test_sent_again_after_a_change_it_takes_the_place_of_the_first(
    holder: Holder, club: UUID, a_service: MakeService, town: Institution
) -> None:
    a_service(institution=town, name_en="Music")
    holder.post("confirm", {"service": "rest"})
    holder.post("send")
    assert "3 of 3" in holder.opened(), "nothing is asked twice"
    holder.post("places", {"places": "full"}, service_id=club)
    assert AnswerDraft.objects.count() == 3, "the other answers are kept"
    holder.post("send")
    states = dict(Submission.objects.values_list("state", "counts__rows"))
    assert states == {"replaced": 2, "sent": 2}


def test_an_answer_that_came_back_shows_the_comments_at_its_services(
    holder: Holder, club: UUID, coordinator: Actor, now: datetime
) -> None:
    holder.post("confirm", {"service": "rest"})
    holder.post("send")
    submission = Submission.objects.get()
    row = submission.rows.get()
    return_submission(
        submission=submission, by=coordinator, at=now, comment="Nearly right.",
        row_comments={row.pk: "Is it still on Mondays?"},
    )  # fmt: skip
    page = holder.opened()
    assert "Nearly right." in page
    assert "Is it still on Mondays?" in page
    form = form_of(holder.get("change", service_id=club))
    holder.post("change", {**form, "how_to_enter_en": "On Tuesdays."}, service_id=club)
    assert "Is it still on Mondays?" not in holder.opened()
    assert holder.post("send").status_code == 302
    assert set(Submission.objects.values_list("state", flat=True)) == {"replaced", "sent"}


def test_the_contact_point_goes_into_the_directory_when_it_is_published(
    holder: Holder, town: Institution, invitation: Invitation, coordinator: Actor, now: datetime
) -> None:
    form = {"phone": "032 200 00 05", "email": "desk@town.example.org", "url": "", "draft": "0"}
    assert holder.post("contact", form).status_code == 302
    holder.post("send")
    town.refresh_from_db()
    assert town.email != "desk@town.example.org"
    accept_submission(submission=Submission.objects.get(), by=coordinator, at=now)
    publish_round(round=closed(invitation.round, coordinator, now), by=coordinator, at=now)
    town.refresh_from_db()
    assert town.email == "desk@town.example.org"
    assert town.phone == "+995322000005"


def test_a_contact_of_a_wrong_kind_is_refused(holder: Holder) -> None:
    for wrong in ({"email": "not an address"}, {"phone": "12"}, {"url": "javascript:alert(1)"}):
        page = holder.post("contact", {"phone": "", "email": "", "url": "", **wrong})
        assert page.status_code == 422, wrong
    assert not AnswerDraft.objects.exists()


def test_the_link_judges_as_the_workbook_does(
    holder: Holder, club: UUID, invitation: Invitation, now: datetime, focal: Actor,
    a_service: MakeService, town: Institution, coordinator: Actor,
) -> None:  # fmt: skip
    """The same answers by workbook and by link: the same records, outcomes and findings."""
    music = a_service(institution=town, name_en="Music", description_en="")
    taken = holder.post("take")
    book = Filled(taken.content)
    names = [book.read("services", number, "Name of the service") for number in range(2)]
    book.write("services", names.index("Chess club"), {"To age": 17})
    file = SimpleUploadedFile("services.xlsx", book.saved())
    sent = holder.client.post(holder.address("file"), {"file": file, "token": ""})
    assert sent.status_code == 302, seen(sent)
    by_file = Submission.objects.get()
    check_and_match(by_file.pk, at=now)
    form = form_of(holder.get("change", service_id=club))
    holder.post("change", {**form, "max_age": "17"}, service_id=club)
    holder.post("confirm", {"service": "rest"})
    assert holder.post("send").status_code == 302

    def judged(submission: Submission) -> dict[UUID, Any]:
        return {
            row.service_id: (row.outcome, row.record, sorted(f["code"] for f in row.findings))
            for row in submission.rows.all()
        }

    by_link = Submission.objects.get(source="link")
    assert judged(by_link) == judged(by_file)
    assert judged(by_link)[music][0] == "same"
    by_file.refresh_from_db()
    assert by_file.state == "replaced"


def test_the_workbook_is_not_given_by_link_where_it_holds_a_confidential_address(
    holder: Holder, town: Institution, shelter: UUID
) -> None:
    assert holder.post("take").status_code == 404
    for name in ("list", "grid", "file", "add"):
        assert "7 Hidden Street" not in holder.opened(name)
    assert "7 Hidden Street" not in holder.opened("change", service_id=shelter)


@pytest.fixture
def shelter(a_service: MakeService, town: Institution, now: datetime) -> UUID:
    from ertad.directory.models import Location

    place = Location.objects.create(
        institution=town, municipality_id="example-1", address_en="7 Hidden Street",
        confidential=True,
    )  # fmt: skip
    return a_service(
        institution=town, name_en="Shelter", confidential=True,
        at=[{"location": str(place.pk), "hours": []}],
    )  # fmt: skip


def test_the_shelter_keeps_its_place_when_something_else_is_changed(
    holder: Holder, shelter: UUID
) -> None:
    form = form_of(holder.get("change", service_id=shelter))
    assert holder.post("change", {**form, "max_age": "17"}, service_id=shelter).status_code == 302
    draft = AnswerDraft.objects.get()
    assert draft.record["at"] == draft.base["at"]
    assert draft.record["confidential"]


def test_a_link_writes_nothing_of_another_institution(
    holder: Holder, invitation: Invitation, a_service: MakeService, centre: Institution,
    now: datetime,
) -> None:  # fmt: skip
    theirs = a_service(institution=centre, name_en="Not of the town")
    by = Actor(Role.LINK_HOLDER, institution_id=invitation.institution_id)
    record = record_of(centre, "Taken over")
    for version in (0, 1):
        with pytest.raises(Refused):
            answer_service(
                invitation=invitation, service_id=theirs, record=record, base_version=version,
                by=by, at=now,
            )  # fmt: skip
    answer_service(
        invitation=invitation, service_id=uuid4(), record=record, base_version=0, by=by, at=now
    )
    assert AnswerDraft.objects.get().record["institution"] == str(invitation.institution_id)


def test_a_place_of_another_institution_is_refused(
    holder: Holder, invitation: Invitation, club: UUID, centre: Institution, now: datetime
) -> None:
    from ertad.directory.models import Location

    place = Location.objects.create(
        institution=centre, municipality_id="example-1", address_en="9 Other Street"
    )
    by = Actor(Role.LINK_HOLDER, institution_id=invitation.institution_id)
    record = {
        **read_records([club])[club], "at": [{"location": str(place.pk), "hours": []}],
    }  # fmt: skip
    with pytest.raises(WrongRecord):
        answer_service(
            invitation=invitation, service_id=club, record=record, base_version=1, by=by, at=now
        )
    form = form_of(holder.get("change", service_id=club))
    page = holder.post("change", {**form, "place": [str(place.pk)]}, service_id=club)
    assert page.status_code == 422
    assert "9 Other Street" not in seen(page)


def test_after_acceptance_nothing_is_answered_any_more(
    holder: Holder, club: UUID, coordinator: Actor, now: datetime
) -> None:
    holder.post("confirm", {"service": "rest"})
    holder.post("send")
    accept_submission(submission=Submission.objects.get(), by=coordinator, at=now)
    page = holder.post("places", {"places": "full"}, service_id=club)
    assert page.status_code == 422
    assert "accepted already" in seen(page)
    assert not AnswerDraft.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_list(
    holder: Holder, town: Institution, a_service: MakeService
) -> None:
    def counted(name: str) -> int:
        holder.get(name)
        with CaptureQueriesContext(connection) as captured:
            assert holder.get(name).status_code == 200
        return len(captured)

    a_service(institution=town, name_en="One")
    holder.post("confirm", {"service": "rest"})
    few = {name: counted(name) for name in ("list", "grid", "thanks")}
    for number in range(12):
        a_service(institution=town, name_en=f"Service {number}")
    holder.post("confirm", {"service": "rest"})
    assert {name: counted(name) for name in few} == few
    assert max(few.values()) <= 30


def test_answers_older_than_the_newest_twenty_are_forgotten_but_the_start_is_not(
    holder: Holder, club: UUID, invitation: Invitation, now: datetime
) -> None:
    for number in range(25):
        holder.post("places", {"places": ("open", "full")[number % 2]}, service_id=club)
    assert len(AnswerDraft.objects.get().past) == 21
    for _ in range(21):
        holder.post("undo", {"service": str(club)})
    assert not AnswerDraft.objects.exists()
    assert invitation.due_day > now.date() - timedelta(days=1)


def test_the_focal_point_and_the_coordinator_see_what_came_by_the_link(
    holder: Holder, club: UUID, invitation: Invitation, giorgi: User, nino: User, lasha: User
) -> None:
    def pages(user: User, name: str, key: object) -> str:
        client = Client()
        client.force_login(user)
        with override("en"):
            return seen(client.get(reverse(f"collection:{name}", args=[key])))

    holder.post("places", {"places": "open"}, service_id=club)
    holder.post("confirm", {"service": "rest"})
    holder.post("undo", {"service": "contact"})
    for user in (giorgi, nino):
        page = pages(user, "answers", invitation.pk)
        assert page.count("by a signed link") == 3
        assert "Chess club: Changed" in page
        assert "How your institution is reached: Undone." in page
        assert holder.address("list").removeprefix("/en/") in page
    assert holder.key not in pages(lasha, "answers", invitation.pk)
    holder.post("send")
    submission = Submission.objects.get()
    assert "by a signed link" in pages(nino, "review", submission.pk)
    assert "by a signed link" in pages(giorgi, "submission", submission.pk)
    assert "by a signed link" in pages(giorgi, "invitation", invitation.pk)
    assert "Chess club: Changed" in pages(giorgi, "answers", invitation.pk), "after sending too"


def test_the_reviewer_reads_why_a_service_ended_and_what_is_new_of_the_contact(
    holder: Holder, club: UUID, nino: User
) -> None:
    day = {"ended_on_day": "1", "ended_on_month": "11", "ended_on_year": "2026"}
    holder.post("end", {**day, "note": "The project ended", "draft": 0}, service_id=club)
    holder.post("contact", {"phone": "032 200 00 05", "email": "", "url": "", "draft": "0"})
    holder.post("send")
    client = Client()
    client.force_login(nino)
    with override("en"):
        page = seen(client.get(reverse("collection:review", args=[Submission.objects.get().pk])))
    assert "They say why: The project ended" in page
    assert "+995322000005" in page


def test_giorgi_withdraws_the_link_on_its_page(
    holder: Holder, invitation: Invitation, giorgi: User
) -> None:
    client = Client()
    client.force_login(giorgi)
    with override("en"):
        address = reverse("collection:answers", args=[invitation.pk])
    page = client.post(address, follow=True)
    assert "Withdrawn." in seen(page)
    assert holder.get("list").status_code == 410
    assert holder.key not in seen(page)
