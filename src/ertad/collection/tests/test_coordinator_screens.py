"""Nino opens a round, reviews, returns, accepts and publishes it on the screens."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import AuditRow
from ertad.audit.verify import verify
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.answer_pair import answer_pair
from ertad.collection.acts.change_round import change_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.acts.settle_suggestion import settle_suggestion
from ertad.collection.acts.undo_merge import undo_merge
from ertad.collection.models import Invitation, Pair, Round, SourceRow, Submission
from ertad.collection.tests.a_round import accepted, checked, closed, draft, opened, record_of
from ertad.directory.acts.edit_service import edit_service
from ertad.directory.models import Merge, Service
from ertad.directory.record import read_record
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.people.models import Institution, User
from ertad.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAYS = {
    "period_start_day": "1", "period_start_month": "11", "period_start_year": "2026",
    "period_end_day": "31", "period_end_month": "12", "period_end_year": "2026",
    "due_on_day": "15", "due_on_month": "12", "due_on_year": "2026",
    "reminders_before": "14, 7, 2", "reminders_after": "3", "extension_days": "14",
}  # fmt: skip
Enter = Callable[[User], Client]


@pytest.fixture
def enter() -> Enter:
    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def sent(
    coordinator: Actor, focal: Actor, town: Institution, a_service: Any, now: datetime
) -> Submission:
    """A file of the city hall: one service changed, one new."""
    known = a_service(institution=town, min_age=14)
    _round, (invitation,) = opened(coordinator, now, town)
    changed = {**read_record(Service.objects.get(pk=known)), "min_age": 12}
    file = checked(invitation, now, (known, changed), (None, record_of(town, "Evening club")))
    return send_submission(submission=file, by=focal, at=now)


def at(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"collection:{name}", args=args)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_nino_opens_a_round_reviews_returns_accepts_and_publishes(
    enter: Enter, nino: User, focal: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    client = enter(nino)
    assert "No rounds yet" in text_of(client.get(at("rounds")))
    token = uuid4().hex
    form = {"title_en": "Autumn", "token": token, **DAYS}
    for _twice in range(2):
        response = client.post(at("add_round"), form)
    round_ = Round.objects.get()
    assert response.headers["Location"] == at("invite", round_.pk)
    assert "Choose whom to invite" in text_of(client.get(at("round", round_.pk)))

    page = text_of(client.get(at("invite", round_.pk)))
    assert "Example 1 city hall" in page
    client.post(at("invite", round_.pk), {"institution": [str(town.pk)]})
    invitation = Invitation.objects.get()
    move = {"act": "round.open", "version": round_.version}
    assert "The round is open" in text_of(
        client.post(at("move_round", round_.pk), move, follow=True)
    )

    known = a_service(institution=town, min_age=14)
    changed = {**read_record(Service.objects.get(pk=known)), "min_age": 12}
    file = send_submission(submission=checked(invitation, now, (known, changed)), by=focal, at=now)
    assert at("review", file.pk) in text_of(client.get(at("round", round_.pk)))
    page = text_of(client.get(at("review", file.pk)))
    assert '<del><span class="read-out">before: </span>14</del>' in page
    assert '<ins><span class="read-out">after: </span>12</ins>' in page
    row = file.rows.get()
    answer = {"version": file.version, "decide": "return", f"row-{row.pk}": "From 12?"}
    client.post(at("review", file.pk), answer)
    row.refresh_from_db()
    assert (row.comment, Invitation.objects.get().state) == ("From 12?", "returned")

    again = checked(invitation, now, (known, changed), (None, record_of(town, "Evening club")))
    again = send_submission(submission=again, by=focal, at=now)
    answer = {"version": again.version, "decide": "accept"}
    assert "Accepted" in text_of(client.post(at("review", again.pk), answer, follow=True))

    round_.refresh_from_db()
    client.post(at("move_round", round_.pk), {"act": "round.close", "version": round_.version})
    page = text_of(client.get(at("publish", round_.pk)))
    assert "Evening club" in page
    assert "Publish now" in page
    assert Service.objects.count() == 1
    round_.refresh_from_db()
    done = client.post(at("publish", round_.pk), {"version": round_.version}, follow=True)
    assert "Publication 1 of the directory" in text_of(done)
    assert set(Service.objects.values_list("min_age", flat=True)) == {12, None}
    assert verify().whole


# Rounds


def test_who_sees_which_rounds(
    enter: Enter, nino: User, giorgi: User, lasha: User, marie: User,
    coordinator: Actor, town: Institution, now: datetime,
) -> None:  # fmt: skip
    round_, (invitation,) = opened(coordinator, now, town)
    assert at("round", round_.pk) in text_of(enter(nino).get(at("rounds")))
    assert at("invitation", invitation.pk) in text_of(enter(giorgi).get(at("rounds")))
    assert "not asked for anything" in text_of(enter(lasha).get(at("rounds")))
    assert enter(marie).get(at("rounds")).status_code == 403
    assert "sign-in" in Client().get(at("rounds")).headers["Location"]

    to_answer = enter(giorgi).get(at("round", round_.pk))
    assert to_answer.headers["Location"] == at("invitation", invitation.pk)
    assert enter(lasha).get(at("round", round_.pk)).status_code == 404
    assert enter(marie).get(at("round", round_.pk)).status_code == 403


def test_what_only_the_coordinator_does(
    enter: Enter, giorgi: User, sent: Submission, coordinator: Actor
) -> None:
    client, round_id = enter(giorgi), sent.invitation.round_id
    for name in ("change_round", "invite", "publish"):
        assert client.get(at(name, round_id)).status_code == 403, name
    assert client.get(at("add_round")).status_code == 403
    assert client.get(at("review", sent.pk)).status_code == 403
    for name in ("move_round", "uninvite"):
        assert client.post(at(name, round_id)).status_code == 403, name
    assert client.post(at("review", sent.pk), {"decide": "accept"}).status_code == 403
    assert Submission.objects.get().state == "sent"


def test_nothing_is_found_under_an_unknown_id(enter: Enter, nino: User) -> None:
    client, key = enter(nino), uuid4()
    for name in ("round", "change_round", "invite", "publish", "review", "pair", "undo_merge"):
        assert client.get(at(name, key)).status_code == 404, name
    for name in ("move_round", "uninvite", "settle_suggestion"):
        assert client.post(at(name, key)).status_code == 404, name


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title_en": " "}, "title in at least one language"),
        ({"title_en": "01234567890"}, "11-digit number"),
        ({"due_on_day": "31", "due_on_month": "2"}, "a day that exists"),
        ({"due_on_day": "", "due_on_month": "", "due_on_year": ""}, "the day, the month"),
        ({"period_end_year": "2025"}, "last day is before the first"),
        ({"due_on_month": "10"}, "before the period"),
        ({"period_start_year": "9" * 5}, "a day that exists"),
    ],
)
def test_a_wrong_round_is_not_begun(
    enter: Enter, nino: User, wrong: dict[str, str], said: str
) -> None:
    response = enter(nino).post(at("add_round"), {"title_en": "Autumn", **DAYS, **wrong})
    assert response.status_code == 422
    assert said in text_of(response)
    assert not Round.objects.exists()


def test_two_coordinators_change_a_round(
    enter: Enter, nino: User, coordinator: Actor, now: datetime
) -> None:
    round_ = draft(coordinator, now)
    form = {"title_en": "Mine", "version": round_.version, **DAYS}
    change_round(round=round_, by=coordinator, at=now, title_en="Theirs")
    client = enter(nino)
    both = client.post(at("change_round", round_.pk), form)
    assert both.status_code == 409
    assert "Theirs" in text_of(both)
    assert 'value="Mine"' in text_of(both)
    assert Round.objects.get().title_en == "Theirs"
    form["version"] = both.context["version"]
    assert client.post(at("change_round", round_.pk), form).status_code == 302
    assert Round.objects.get().title_en == "Mine"


def test_what_stands_against_a_move_is_said(
    enter: Enter, nino: User, coordinator: Actor, town: Institution, now: datetime
) -> None:
    client, round_ = enter(nino), draft(coordinator, now)
    opening = {"act": "round.open", "version": round_.version}
    page = client.post(at("move_round", round_.pk), opening, follow=True)
    assert "Invite at least one institution." in text_of(page)
    stale = {"act": "round.close", "version": 999}
    assert client.post(at("move_round", round_.pk), {"act": "x"}).status_code == 400
    invite(round=round_, institutions=[town], by=coordinator, at=now)
    page = client.post(at("move_round", round_.pk), {**stale, "act": "round.open"}, follow=True)
    assert "Somebody else changed the round" in text_of(page)
    assert Round.objects.get().state == "draft"


def test_whom_to_invite_is_narrowed_and_taken_back(
    enter: Enter, nino: User, coordinator: Actor, focal: Actor,
    town: Institution, centre: Institution, now: datetime,
) -> None:  # fmt: skip
    client, round_ = enter(nino), draft(coordinator, now)
    url = at("invite", round_.pk)
    example = Municipality.objects.get(pk="example-1").region_id
    far = Institution.objects.create(code="far", kind="ngo", name_en="Far house", invented=True)
    far.municipalities.add("example-2")
    narrowed = text_of(client.get(url, {"where": "municipality:example-2", "tick": "all"}))
    assert "Far house" in narrowed
    assert "Example centre" not in narrowed
    assert narrowed.count(" checked") == 1
    assert "Example centre" in text_of(client.get(url, {"where": f"region:{example}"}))
    assert "Nobody here" in text_of(client.get(url, {"where": "municipality:no-such"}))
    for wrong in ({}, {"institution": "no id"}, {"institution": str(uuid4())}):
        assert client.post(url, wrong).status_code == 422
    client.post(url, {"institution": [str(town.pk), str(centre.pk), str(far.pk)]})
    assert Invitation.objects.count() == 3
    assert "city hall" not in text_of(client.get(url)).partition("<form")[2]

    mine = Invitation.objects.get(institution=town)
    client.post(at("uninvite", round_.pk), {"invitation": str(mine.pk)})
    assert Invitation.objects.count() == 2
    other = Invitation.objects.get(institution=centre)
    checked(other, now)
    page = client.post(at("uninvite", round_.pk), {"invitation": str(other.pk)}, follow=True)
    assert "has sent a file already" in text_of(page)
    assert client.post(at("uninvite", round_.pk), {"invitation": "x"}).status_code == 404


def test_institutions_stand_in_the_order_of_work(
    enter: Enter, nino: User, sent: Submission, coordinator: Actor, centre: Institution,
    now: datetime,
) -> None:  # fmt: skip
    round_ = sent.invitation.round
    invite(round=round_, institutions=[centre], by=coordinator, at=now)
    page = text_of(enter(nino).get(at("round", round_.pk)))
    assert page.index("Waits for your review") < page.index("Workbook not taken yet")
    assert "Take the invitation back" in page


# Review


def test_comments_travel_from_page_to_page(
    enter: Enter, nino: User, coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    records = [(None, record_of(town, f"Club {number:03}")) for number in range(120)]
    file = send_submission(submission=checked(invitation, now, *records), by=focal, at=now)
    client, url = enter(nino), at("review", file.pk)
    first, second = file.rows.get(row=3), file.rows.get(row=60)
    assert "Page 1 of 3" in text_of(client.get(url))
    turned = client.post(url, {"to": "2"})
    assert turned.headers["Location"].endswith("?show=changes&page=2")

    one = f"row-{first.pk}"
    page = client.post(url, {"to": "2", one: "Which hall?", "comment": "Nearly"})
    assert "Page 2 of 3" in text_of(page)
    assert f'<input type="hidden" name="{one}" value="Which hall?">' in text_of(page)
    page = client.post(url, {"narrow": "noted", one: "Which hall?"})
    assert "Page" not in text_of(page).partition("Which rows")[2].partition("<section")[0]
    assert 'value="Which hall?"' in text_of(page)
    answer = {one: "Which hall?", f"row-{second.pk}": "Until when?", "decide": "return"}
    client.post(url, {**answer, "version": file.version})
    assert dict(file.rows.exclude(comment="").values_list("row", "comment")) == {
        3: "Which hall?", 60: "Until when?",
    }  # fmt: skip


def test_the_second_reviewer_is_told_and_keeps_what_was_typed(
    enter: Enter, nino: User, sent: Submission, coordinator: Actor, now: datetime
) -> None:
    row = sent.rows.first()
    assert row
    seen = sent.version
    accept_submission(submission=sent, by=coordinator, at=now)
    answer = {"version": seen, "decide": "return", f"row-{row.pk}": "Why?", "comment": "No."}
    page = enter(nino).post(at("review", sent.pk), answer)
    assert page.status_code == 409
    assert "Somebody else has decided" in text_of(page)
    assert 'value="Why?"' in text_of(page)
    assert "No.</textarea>" in text_of(page)
    assert Submission.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decide": "return"}, "Say what should be corrected"),
        ({"decide": "return", "comment": "Ask 01234567890"}, "11-digit number"),
        ({"decide": "return", "row": "Ask 01234567890"}, "11-digit number"),
        ({"decide": "return", "row": "a" * 501}, "at most 500 letters"),
        ({"decide": "accept", "row": "And this?"}, "You have typed comments"),
    ],
)
def test_a_wrong_decision_decides_nothing(
    enter: Enter, nino: User, sent: Submission, typed: dict[str, str], said: str
) -> None:
    row = sent.rows.first()
    assert row
    answer: dict[str, Any] = {"version": sent.version, **typed}
    if "row" in answer:
        answer[f"row-{row.pk}"] = answer.pop("row")
    page = enter(nino).post(at("review", sent.pk), answer)
    assert page.status_code == 422
    assert said in text_of(page)
    assert Submission.objects.get().state == "sent"


def test_a_file_that_was_not_sent_is_shown_and_not_decided(
    enter: Enter, nino: User, coordinator: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    file = checked(invitation, now, (None, record_of(town)))
    place = {"id": str(uuid4()), "known": False, "name_en": "New hall", "address_en": ""}
    found = {
        "code": "similar_row", "severity": "warning", "sheet": "Services", "row": 3,
        "column": "A", "field": "name", "params": {"other": 2, "text": "Youth"},
    }  # fmt: skip
    SourceRow.objects.update(locations=[place], findings=[found])
    page = text_of(enter(nino).get(at("review", file.pk)))
    assert "not sent this file to you yet" in page
    assert "New place: New hall" in page
    assert "(column A)" in page
    assert "Accept this file" not in page
    answer = {"decide": "accept", "version": file.version}
    assert enter(nino).post(at("review", file.pk), answer).status_code == 422


# Publish


def test_a_round_is_not_published_before_its_time(
    enter: Enter, nino: User, sent: Submission
) -> None:
    client, url = enter(nino), at("publish", sent.invitation.round_id)
    page = text_of(client.get(url))
    assert "cannot be published yet" in page
    assert "Publish now" not in page
    assert client.post(url, {"version": sent.invitation.round.version}).status_code == 422
    assert Round.objects.get().state == "open"


def test_a_newer_value_that_stays_is_told(
    enter: Enter, nino: User, sent: Submission, coordinator: Actor, focal: Actor, now: datetime
) -> None:
    accept_submission(submission=sent, by=coordinator, at=now)
    known = Service.objects.get()
    later = now.replace(hour=20)
    record = {**read_record(known), "min_age": 16}
    edit_service(service_id=known.pk, record=record, base_version=known.version, by=focal, at=later)
    round_ = closed(sent.invitation.round, coordinator, later)
    client, url = enter(nino), at("publish", round_.pk)
    assert "newer value stays" in text_of(client.get(url))
    assert client.post(url, {"version": 1}).status_code == 409
    done = text_of(client.post(url, {"version": round_.version}, follow=True))
    assert "Newer values that stayed" in done
    assert "From age" in done
    again = enter(nino).post(url, {"version": round_.version}, follow=True)
    assert "Publication 1" in text_of(again)
    assert Service.objects.get(pk=known.pk).min_age == 16


# Pairs and merges


def a_pair(left: UUID, right: UUID, institutions: list[Institution], now: datetime) -> Pair:
    first, second = sorted((left, right))
    return Pair.objects.create(
        id=uuid5(first, str(second)), left=first, right=second, left_institution=institutions[0],
        right_institution=institutions[-1], score=0.8, band="ask", found_at=now,
        evidence=[["name", "close", 4.2, "One", "One."], ["type", "same", 1.0, "PSY-IND", ""],
                  ["address", "differs", -2.5, "1 Street", "2 Street"]],
    )  # fmt: skip


def test_giorgi_decides_a_pair_of_his_institution_and_undoes_it(
    enter: Enter, giorgi: User, lasha: User, town: Institution, a_service: Any, now: datetime
) -> None:
    one = a_service(institution=town, name_en="Club", min_age=12)
    two = a_service(institution=town, name_en="The club", min_age=14)
    pair = a_pair(one, two, [town], now)
    client = enter(giorgi)
    page = text_of(client.get(at("pairs")))
    for key in ("s", "d"):
        assert f'data-key="{key}"' in page
    assert "speaks for one" in page
    assert "speaks for two" in page
    assert enter(lasha).get(at("pair", pair.pk)).status_code == 404
    assert "Nothing to decide" in text_of(enter(lasha).get(at("pairs")))

    old = "0" if pair.left == two else "1"
    answer = {"answer": "same", "version": pair.version, "choose-min_age": old}
    done = client.post(at("pair", pair.pk), answer, follow=True)
    assert "Merged into one." in text_of(done)
    merge = Merge.objects.get()
    assert merge.survivor_after["min_age"] == 14
    assert at("undo_merge", merge.pk) in text_of(client.get(at("merges")))
    assert enter(lasha).get(at("undo_merge", merge.pk)).status_code == 404
    assert enter(lasha).post(at("undo_merge", merge.pk)).status_code == 404

    undone = client.post(at("undo_merge", merge.pk), follow=True)
    assert "Undone." in text_of(undone)
    assert Service.objects.active().count() == 2
    pair.refresh_from_db()
    assert pair.answer == "different"
    page = text_of(client.get(at("pairs"), {"show": "answered"}))
    assert at("pair", pair.pk) in page
    assert client.post(at("undo_merge", merge.pk)).status_code == 422


def test_undoing_asks_about_later_edits(
    enter: Enter, nino: User, coordinator: Actor, focal: Actor, town: Institution, a_service: Any,
    now: datetime,
) -> None:  # fmt: skip
    one, two = a_service(institution=town, min_age=12), a_service(institution=town)
    pair = a_pair(one, two, [town], now)
    other: Any = "right" if pair.left == one else "left"
    answer_pair(pair=pair, answer="same", by=focal, at=now, merge_id=uuid4(), survivor=other)
    merge = Merge.objects.get()
    kept = Service.objects.get(pk=two)
    record = {**read_record(kept), "min_age": 15}
    edit_service(service_id=kept.pk, record=record, base_version=kept.version, by=focal, at=now)
    client, url = enter(nino), at("undo_merge", merge.pk)
    assert "Edited since the merge" in text_of(client.get(url))
    assert client.post(url).status_code == 422
    assert client.post(url, {"settle-min_age": "now"}).status_code == 302
    assert Service.objects.get(pk=kept.pk).min_age == 15


def test_only_the_coordinator_undoes_a_merge_of_two_institutions(
    coordinator: Actor, focal: Actor, ngo_focal: Actor, town: Institution, centre: Institution,
    a_service: Any, now: datetime,
) -> None:  # fmt: skip
    one, two = a_service(institution=town), a_service(institution=centre)
    institution_of = {one: town, two: centre}
    pair = a_pair(one, two, [institution_of[key] for key in sorted((one, two))], now)
    answer_pair(pair=pair, answer="same", by=coordinator, at=now, merge_id=uuid4())
    merge = Merge.objects.get()
    for by in (focal, ngo_focal, Actor(focal.role, focal.user_id, None)):
        with pytest.raises(NotAllowed):
            undo_merge(merge_id=merge.pk, by=by, at=now)
    assert Merge.objects.get().undone_at is None
    undo_merge(merge_id=merge.pk, by=coordinator, at=now)


def test_two_people_answer_one_pair(
    enter: Enter, nino: User, coordinator: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    pair = a_pair(a_service(institution=town), a_service(institution=town, max_age=9), [town], now)
    seen = pair.version
    answer_pair(pair=pair, answer="different", by=coordinator, at=now, merge_id=uuid4())
    client = enter(nino)
    answer = {"answer": "same", "version": seen, "choose-max_age": "1"}
    page = client.post(at("pair", pair.pk), answer)
    assert page.status_code == 409
    assert "Somebody else has answered" in text_of(page)
    assert 'name="choose-max_age" value="1" checked' in text_of(page)
    page = client.post(at("pair", pair.pk), {**answer, "version": page.context["pair"].version})
    assert page.status_code == 302
    assert Merge.objects.exists()


def test_contradictory_choices_are_said(
    enter: Enter, nino: User, town: Institution, a_service: Any, now: datetime
) -> None:
    one = a_service(institution=town, min_age=6, max_age=9)
    two = a_service(institution=town, min_age=14, max_age=18)
    pair = a_pair(one, two, [town], now)
    low, high = ("0", "1") if pair.left == one else ("1", "0")
    answer = {"answer": "same", "version": pair.version, "choose-min_age": high,
              "choose-max_age": low}  # fmt: skip
    page = enter(nino).post(at("pair", pair.pk), answer)
    assert page.status_code == 422
    assert "contradict" in text_of(page)
    assert f'name="choose-min_age" value="{high}" checked' in text_of(page)
    assert Pair.objects.get().answer == "open"


def test_a_pair_is_put_off_until_the_others_were_seen(
    enter: Enter, nino: User, town: Institution, a_service: Any, now: datetime
) -> None:
    keys = [a_service(institution=town) for _number in range(3)]
    pairs = [a_pair(keys[0], key, [town], now) for key in keys[1:]]
    client = enter(nino)
    first = client.get(at("pairs"))
    assert 'data-key="n"' in text_of(first)
    second = client.get(first.context["later"])
    seen = {first.context["pair"], second.context["pair"]}
    assert seen == set(pairs)
    assert client.get(second.context["later"]).context["pair"] == first.context["pair"]
    assert client.get(at("pairs"), {"after": "no id", "round": "none"}).status_code == 200


def test_a_row_under_review_is_told_as_such(
    enter: Enter, nino: User, sent: Submission, town: Institution, now: datetime
) -> None:
    row = sent.rows.get(outcome="new")
    pair = a_pair(Service.objects.get().pk, row.service_id, [town], now)
    client = enter(nino)
    page = text_of(client.get(at("pairs"), {"round": str(sent.invitation.round_id)}))
    assert "in a file under review" in page
    client.post(at("pair", pair.pk), {"answer": "same", "version": pair.version})
    assert "The answer can still be changed" in text_of(client.get(at("pair", pair.pk)))
    Pair.objects.update(answered_by=None)
    assert "Evening club" in text_of(client.get(at("pairs"), {"show": "proposed"}))


def test_a_returned_file_takes_its_questions_along(
    enter: Enter, nino: User, sent: Submission, town: Institution, a_service: Any, now: datetime
) -> None:
    row = sent.rows.get(outcome="new")
    a_pair(Service.objects.get().pk, row.service_id, [town], now)
    client = enter(nino)
    assert "Is this one service or two?" in text_of(client.get(at("pairs")))
    Submission.objects.update(state="returned")
    assert "Nothing to decide" in text_of(client.get(at("pairs")))
    Submission.objects.update(state="sent")
    Service.objects.update(status="ended")
    assert "Nothing to decide" in text_of(client.get(at("pairs")))


# Suggestions


def test_the_owner_sees_and_settles_a_suggestion(
    enter: Enter, giorgi: User, lasha: User, nino: User, marie: User, coordinator: Actor,
    ngo_focal: Actor, focal: Actor, town: Institution, centre: Institution, a_service: Any,
    now: datetime,
) -> None:  # fmt: skip
    theirs = a_service(institution=town, name_en="Gym", min_age=10)
    _round, (invitation,) = opened(coordinator, now, centre)
    told = {**read_record(Service.objects.get(pk=theirs)), "min_age": 8}
    file = checked(invitation, now, (theirs, told), (None, record_of(town, "Pool")))
    file.rows.update(outcome="suggestion")
    assert "No suggestions" in text_of(enter(giorgi).get(at("suggestions")))
    accepted(file, ngo_focal, coordinator, now)

    client = enter(giorgi)
    page = text_of(client.get(at("suggestions")))
    with override("en"):
        assert reverse("directory:edit_service", args=[theirs]) in page
        assert reverse("directory:add_service", args=[town.code]) in page
    assert "<b>8</b>" in page
    assert "No suggestions" in text_of(enter(lasha).get(at("suggestions")))
    assert enter(marie).get(at("suggestions")).status_code == 403
    row = file.rows.get(service_id=theirs)
    assert enter(lasha).post(at("settle_suggestion", row.pk)).status_code == 404
    with pytest.raises(NotAllowed):
        settle_suggestion(row=row, by=ngo_focal, at=now)
    client.post(at("settle_suggestion", row.pk))
    row.refresh_from_db()
    assert row.settled_at
    assert AuditRow.objects.order_by("-seq").values_list("act", flat=True)[0] == "suggestion.settle"
    assert client.post(at("settle_suggestion", row.pk)).status_code == 404
    page = text_of(enter(nino).get(at("suggestions")))
    assert "Pool" in page
    assert "Gym" not in page

    unknown = checked(invitation, now.replace(day=21), (None, record_of(centre, "Canteen")))
    unknown.rows.update(outcome="suggestion", run_by="Kind hands")
    Submission.objects.filter(pk=unknown.pk).update(state="sent")
    page = text_of(enter(nino).get(at("suggestions")))
    assert "run by Kind hands" in page
    assert "no institution here has this name" in page
    assert "Canteen" not in text_of(enter(lasha).get(at("suggestions")))
    with pytest.raises(NotAllowed):
        settle_suggestion(row=unknown.rows.get(), by=ngo_focal, at=now)
    client = enter(nino)
    assert client.post(at("settle_suggestion", unknown.rows.get().pk)).status_code == 302
    assert unknown.rows.get().settled_at
    settle_suggestion(row=row, by=SYSTEM, at=now)


def test_nino_settles_for_the_owner_and_says_why(
    enter: Enter, nino: User, coordinator: Actor, ngo_focal: Actor, town: Institution,
    centre: Institution, now: datetime,
) -> None:  # fmt: skip
    _round, (invitation,) = opened(coordinator, now, centre)
    file = checked(invitation, now, (None, record_of(town, "Pool")))
    file.rows.update(outcome="suggestion")
    accepted(file, ngo_focal, coordinator, now)
    row, client = file.rows.get(), enter(nino)

    assert "Why you do this" in text_of(client.get(at("suggestions")))
    assert client.post(at("settle_suggestion", row.pk)).status_code == 422
    with pytest.raises(NotAllowed):
        settle_suggestion(row=row, by=coordinator, at=now)
    row.refresh_from_db()
    assert row.settled_at is None
    client.post(at("settle_suggestion", row.pk), {"reason": "They said so by telephone"})
    row.refresh_from_db()
    assert row.settled_at
    last = AuditRow.objects.order_by("-seq")[0]
    assert (last.act, last.reason) == ("suggestion.settle", "They said so by telephone")
    assert last.institution_id == str(town.pk)


# Queries do not grow


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def many_institutions(number: int, start: int = 0) -> list[Institution]:
    return [
        Institution.objects.create(code=f"n-{key}", kind="ngo", name_en=f"NGO {key}", invented=True)
        for key in range(start, start + number)
    ]


def test_lists_of_rounds_and_institutions_have_constant_queries(
    enter: Enter, nino: User, coordinator: Actor, now: datetime
) -> None:
    client = enter(nino)
    round_, invitations = opened(coordinator, now, *many_institutions(3))
    for invitation in invitations:
        checked(invitation, now)
    few = [queries_of(client, url) for url in (at("rounds"), at("round", round_.pk))]
    few_to_invite = queries_of(client, at("invite", round_.pk))
    more = invite(round=round_, institutions=many_institutions(27, 3), by=coordinator, at=now)
    for invitation in more:
        checked(invitation, now)
    for _number in range(27):
        draft(coordinator, now)
    assert [queries_of(client, url) for url in (at("rounds"), at("round", round_.pk))] == few
    many_institutions(20, 100)
    assert queries_of(client, at("invite", round_.pk)) == few_to_invite


def test_rows_pairs_merges_and_suggestions_have_constant_queries(
    enter: Enter, nino: User, coordinator: Actor, focal: Actor, town: Institution, a_service: Any,
    now: datetime,
) -> None:  # fmt: skip
    client, counts = enter(nino), []
    for number in (3, 30):
        round_, (invitation,) = opened(coordinator, now, town)
        records = []
        for _each in range(number):
            known = a_service(institution=town, min_age=14)
            records.append((known, {**read_record(Service.objects.get(pk=known)), "min_age": 12}))
            pair = a_pair(known, a_service(institution=town), [town], now)
            if _each % 2:
                answer_pair(pair=pair, answer="different", by=coordinator, at=now, merge_id=uuid4())
        file = checked(invitation, now, (None, record_of(town, "New")), *records)
        send_submission(submission=file, by=focal, at=now)
        seen = [queries_of(client, at("review", file.pk))]
        SourceRow.objects.filter(submission=file).update(outcome="suggestion")
        seen.append(queries_of(client, at("suggestions")))
        SourceRow.objects.filter(submission=file).update(outcome="changed")
        accept_submission(submission=file, by=coordinator, at=now)
        closed(round_, coordinator, now)
        seen.append(queries_of(client, at("publish", round_.pk)))
        seen.append(queries_of(client, at("pairs") + "?show=answered"))
        counts.append(seen)
    assert counts[0] == counts[1]
