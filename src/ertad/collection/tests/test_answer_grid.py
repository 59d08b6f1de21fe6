"""Many rows at once: as a plain form, and row by row as the script sends them."""

from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from ertad.collection.models import AnswerDraft, Invitation
from ertad.collection.tests.a_round import opened
from ertad.collection.tests.by_link import Holder, seen
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MakeService = Callable[..., UUID]
SCRIPTS = Path(__file__).parents[1] / "static" / "collection"


class Fields(HTMLParser):
    """The fields of the grid's form as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        told = dict(found)
        if tag == "form":
            self._inside = "data-grid" in told
        elif not self._inside:
            return
        elif tag == "input" and told.get("name"):
            self.sent[told["name"] or ""] = told.get("value") or ""
        elif tag == "select":
            self._select = told.get("name") or ""
        elif tag == "option" and (self._select not in self.sent or "selected" in told):
            self.sent[self._select] = told.get("value") or ""


@pytest.fixture
def invitation(coordinator: Actor, town: Institution, now: datetime) -> Invitation:
    _round, (found,) = opened(coordinator, now, town)
    return Invitation.objects.select_related("round", "institution").get(pk=found.pk)


@pytest.fixture
def holder(invitation: Invitation) -> Holder:
    return Holder(invitation)


@pytest.fixture
def club(a_service: MakeService, town: Institution) -> UUID:
    return a_service(
        institution=town, name_en="Chess club", how_to_enter_en="Call first.\nThen come."
    )


@pytest.fixture
def music(a_service: MakeService, town: Institution) -> UUID:
    return a_service(institution=town, name_en="Music")


def fields(holder: Holder, query: str = "") -> dict[str, str]:
    return Fields(holder.get("grid", query).content.decode()).sent


def one_row(holder: Holder, service: UUID, **cells: tuple[str, str]) -> Any:
    """As the script sends a row: column -> (value before, value now)."""
    sent = {"base": "1"}
    for column, (before, now) in cells.items():
        sent |= {f"was-{column}": before, f"is-{column}": now}
    return holder.post("row", sent, service_id=service)


def test_without_scripts_it_is_a_form_with_one_button(
    holder: Holder, club: UUID, music: UUID
) -> None:
    sent = fields(holder)
    sent |= {
        f"is-name-{club}": "Chess and draughts", f"is-max_age-{club}": "21",
        f"is-places-{music}": "full", f"is-phones-{music}": "032 200 00 07; 032 200 00 08",
    }  # fmt: skip
    assert holder.post("grid", sent).status_code == 302
    chess, other = (AnswerDraft.objects.get(service_id=key) for key in (club, music))
    assert chess.record["name_en"] == "Chess and draughts"
    assert chess.record["max_age"] == 21
    assert chess.record["how_to_enter_en"] == "Call first.\nThen come.", "what was not touched"
    assert other.record["places"] == "full"
    assert other.record["places_as_of"]
    assert other.record["phones"] == ["+995322000007", "+995322000008"]
    assert "Chess and draughts" in holder.opened()


def test_saving_what_nobody_touched_answers_nothing(holder: Holder, club: UUID) -> None:
    assert holder.post("grid", fields(holder)).status_code == 302
    assert not AnswerDraft.objects.exists()


def test_the_state_of_a_row_confirms_and_ends_it(holder: Holder, club: UUID, music: UUID) -> None:
    one_row(holder, club, state=("", "same"))
    one_row(holder, music, state=("", "ended"))
    drafts = dict(AnswerDraft.objects.values_list("service_id", "answer"))
    assert drafts == {club: "same", music: "ended"}
    assert AnswerDraft.objects.get(service_id=music).record["ended_on"]
    one_row(holder, music, state=("ended", "same"))
    assert AnswerDraft.objects.get(service_id=music).record["status"] == "active"


def test_two_people_in_one_row_the_second_sees_both_and_loses_neither(
    holder: Holder, club: UUID
) -> None:
    assert one_row(holder, club, max_age=("", "21")).status_code == 200
    other_cell = one_row(holder, club, phones=("+995322000001", "032 200 00 09"))
    assert other_cell.status_code == 200, "another cell of the same row is no clash"
    clash = one_row(holder, club, max_age=("", "18"))
    assert clash.status_code == 409
    told = clash.json()
    assert told["is"]["max_age"] == "21"
    assert told["theirs"] == {"max_age": "21"}
    draft = AnswerDraft.objects.get()
    assert draft.record["max_age"] == 21
    assert one_row(holder, club, max_age=("21", "18")).status_code == 200, "knowingly over it"
    draft.refresh_from_db()
    assert draft.record["max_age"] == 18
    assert draft.record["phones"] == ["+995322000009"]
    one_row(holder, club)
    holder.post("row", {"undo": "1"}, service_id=club)
    draft.refresh_from_db()
    assert draft.record["max_age"] == 21, "and undo brings the other's back"


def test_without_scripts_the_second_sees_both_too(holder: Holder, club: UUID, music: UUID) -> None:
    sent = fields(holder)
    one_row(holder, club, max_age=("", "21"))
    sent |= {f"is-max_age-{club}": "18", f"is-max_age-{music}": "16"}
    page = holder.post("grid", sent)
    assert page.status_code == 409
    assert "Somebody else wrote: 21" in seen(page)
    again = Fields(page.content.decode()).sent
    assert again[f"is-max_age-{club}"] == "18", "mine is still in the cell"
    assert AnswerDraft.objects.get(service_id=club).record["max_age"] == 21
    assert AnswerDraft.objects.get(service_id=music).record["max_age"] == 16
    assert holder.post("grid", again).status_code == 302
    assert AnswerDraft.objects.get(service_id=club).record["max_age"] == 18


def test_what_cannot_be_read_is_kept_as_typed_and_said_in_the_words_of_the_workbook(
    holder: Holder, club: UUID
) -> None:
    answer = one_row(holder, club, phones=("+995322000001", "032 20A"), max_age=("", "very old"))
    told = answer.json()
    assert told["is"]["phones"] == "032 20A"
    assert told["is"]["max_age"] == "very old"
    assert len(told["notes"]) >= 2
    assert "To correct" in holder.opened()
    refused = holder.post("send")
    assert refused.status_code == 422
    assert "Correct what is marked as wrong first" in seen(refused)
    assert 'value="032 20A"' in holder.opened("grid")
    one_row(holder, club, phones=("032 20A", "032 200 00 01"), max_age=("very old", ""))
    assert AnswerDraft.objects.get().typed == {}
    assert holder.post("send").status_code == 302


def test_a_personal_number_is_hidden_before_anything_is_kept(holder: Holder, club: UUID) -> None:
    one_row(holder, club, how_to_enter=("Call first. Then come.", "Ask for 01001012345"))
    draft = AnswerDraft.objects.get()
    assert "01001012345" not in f"{draft.record} {draft.typed} {draft.past}"
    assert holder.post("send").status_code == 422


def test_undo_of_a_row_goes_back_to_not_answered(holder: Holder, club: UUID) -> None:
    one_row(holder, club, max_age=("", "21"))
    told = holder.post("row", {"undo": "1"}, service_id=club).json()
    assert told["is"]["max_age"] == ""
    assert told["is"]["state"] == ""
    assert told["undo"] is False
    assert not AnswerDraft.objects.exists()


def test_a_new_row_is_gone_when_its_first_answer_is_undone(holder: Holder) -> None:
    from ertad.collection.tests.by_link import form_of

    form = form_of(holder.get("add"))
    new = {**form, "name_en": "Boxing", "types": ["PSY-IND"], "phones": "032 200 00 02"}
    holder.post("add", new)
    key = AnswerDraft.objects.get().service_id
    assert key
    one_row(holder, key, max_age=("", "18"))
    assert AnswerDraft.objects.get().record["max_age"] == 18
    holder.post("row", {"undo": "1"}, service_id=key)
    assert holder.post("row", {"undo": "1"}, service_id=key).json() == {"gone": True}


def test_three_hundred_services_come_in_pages_that_a_plain_form_can_send(
    holder: Holder, town: Institution, a_service: MakeService
) -> None:
    a_service(institution=town, name_en="Service")
    first = Service.objects.get()
    _copies(first, 299)
    seen_keys = set()
    for number in (1, 2, 3):
        sent = fields(holder, f"?page={number}")
        assert len(sent) <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        seen_keys |= {name.partition("base-")[2] for name in sent if name.startswith("base-")}
        key = next(name for name in sent if name.startswith("is-max_age-"))
        response = holder.client.post(
            holder.address("grid") + f"?page={number}", {**sent, key: "20"}
        )
        assert response.status_code == 302
    assert len(seen_keys) == 300
    assert AnswerDraft.objects.count() == 3
    assert holder.post("confirm", {"service": "rest"}).status_code == 302
    assert holder.post("send").status_code == 302


def _copies(service: Service, number: int) -> None:
    from ertad.directory.record import read_record

    record = read_record(service)
    from ertad.audit.trail import traced
    from ertad.collection.tests.a_round import record_of
    from ertad.directory.record import Change, save_records
    from ertad.kernel.actor import SYSTEM

    with traced("service.add", by=SYSTEM, at=service.changed_at) as trace:
        changes = [
            Change(
                UUID(int=1000 + each),
                {**record_of(service.institution), **record, "name_en": f"Service {each}"},
                assured_by=service.institution_id, assured_on=service.assured_on,
            )
            for each in range(number)
        ]  # fmt: skip
        save_records(trace, changes, at=service.changed_at)


def test_a_row_of_another_institution_is_not_there(
    holder: Holder, a_service: MakeService, centre: Institution
) -> None:
    theirs = a_service(institution=centre, name_en="Not of the town")
    assert one_row(holder, theirs, max_age=("", "21")).status_code == 404
    assert "Not of the town" not in holder.opened("grid")
    sent = {f"was-max_age-{theirs}": "", f"is-max_age-{theirs}": "9", f"base-{theirs}": "1"}
    holder.post("grid", sent)
    assert not AnswerDraft.objects.exists()


def test_the_scripts_are_small_and_ours() -> None:
    for script in SCRIPTS.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert len(text.encode()) < 4096, script.name
        assert "http" not in text
        assert "eval(" not in text
