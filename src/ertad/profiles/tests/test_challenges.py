"""Challenges: named, shared, answered, counted."""

import io
from itertools import product
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.story import NOW

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import AlreadyAdded, WrongRecord
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.people.models import Institution, User
from ertad.profiles.acts.move_challenge import NOTHING, move_challenge
from ertad.profiles.acts.share_challenge import share_challenge, unshare_challenge
from ertad.profiles.acts.undo_saying import undo_saying
from ertad.profiles.acts.write_challenge import add_challenge, edit_challenge
from ertad.profiles.models import Challenge, SharedBy
from ertad.profiles.queries import Asked, register
from ertad.profiles.rules import CHALLENGE_MOVES
from ertad.profiles.tests.sayings import a_challenge, challenge_fields

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def focal(user: User, institution: Institution) -> Actor:
    return Actor(Role.FOCAL_POINT, user.pk, institution.pk)


def address(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"profiles:{name}", args=args)


def test_giorgi_names_a_challenge_lasha_has_it_too_and_it_is_solved(
    client: Client, town: Institution, centre: Institution, giorgi: User, lasha: User
) -> None:
    client.force_login(giorgi)
    typed = {"token": uuid4().hex, "kind": "O2", "description_en": "No psychologist.",
             "places": ["example-1"], "since_year": "2023"}  # fmt: skip
    for _twice in range(2):
        answer = client.post(address("add_challenge", town.pk), typed)
        assert answer.status_code == 302
    challenge = Challenge.objects.get()
    assert not challenge.public

    client.force_login(lasha)
    page = address("challenge", challenge.pk)
    assert "We have this too" in client.get(page).content.decode()
    for _twice in range(2):
        client.post(address("share", challenge.pk), {"institution": centre.pk})
    assert "1 institution has this too" in client.get(page).content.decode()
    assert SharedBy.objects.get().institution == centre
    notice = Notice.objects.get()
    assert (notice.user_id, notice.kind) == (giorgi.pk, "challenge.shared")

    client.force_login(giorgi)
    moved = {"version": 1, "answer_en": "Two days a week from the agency."}
    assert client.post(address("move", challenge.pk, "solve"), moved).status_code == 302
    told = client.get(page).content.decode()
    assert "How it was solved" in told
    assert "Two days a week" in told
    client.force_login(lasha)
    client.post(address("unshare", challenge.pk), {"institution": centre.pk})
    assert not SharedBy.objects.exists()
    acts = AuditRow.objects.filter(act__startswith="challenge.").values_list("act", flat=True)
    assert set(acts) >= {"challenge.add", "challenge.share", "challenge.solve", "challenge.unshare"}


def test_the_public_sees_what_was_made_public(
    client: Client, town: Institution, giorgi: User
) -> None:
    hidden, shown = a_challenge(town, NOW), a_challenge(town, NOW, public=True, kind="O1")
    visible = Challenge.objects.visible_to
    assert set(visible(AnonymousUser())) == {shown}
    assert set(visible(giorgi)) == {hidden, shown}
    assert client.get(address("challenge", hidden.pk)).status_code == 404
    assert client.get(address("challenge", shown.pk)).status_code == 200
    for name in ("profile", "present"):
        told = client.get(address(name, town.pk)).content.decode()
        assert "No or insufficient budget" in told
        assert "Lack of specialists" not in told
    client.force_login(giorgi)
    assert "Lack of specialists" in client.get(address("present", town.pk)).content.decode()


def test_every_move_is_as_the_table_says(town: Institution) -> None:
    for (act, move), state in product(CHALLENGE_MOVES.items(), Challenge.State.values):
        challenge = a_challenge(town, NOW)
        Challenge.objects.filter(pk=challenge.pk).update(state=state)
        said = {**NOTHING, "answer_en": "Talks"}

        def make(challenge: Challenge = challenge, act: str = act, said: Any = said) -> Challenge:
            return move_challenge(
                challenge_id=challenge.pk, act=act, said=said, version=1, by=SYSTEM, at=NOW
            )

        if state in move.sources:
            assert make().state == move.target
        else:
            with pytest.raises(Refused):
                make()


@given(st.lists(st.sampled_from(sorted(CHALLENGE_MOVES)), max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_open_challenge_never_keeps_an_answer(town: Institution, acts: list[str]) -> None:
    """However it is moved, and each change can be undone to what was before."""
    challenge = a_challenge(town, NOW)
    for act in acts:
        version = Challenge.objects.get(pk=challenge.pk).version
        said = {**NOTHING, "answer_en": f"{act} {version}"}
        try:
            move_challenge(
                challenge_id=challenge.pk, act=act, said=said, version=version, by=SYSTEM, at=NOW
            )
        except Refused:
            continue
        now_ = Challenge.objects.get(pk=challenge.pk)
        assert bool(now_.answer_en) == (now_.state in ("addressed", "solved"))
        last = Revision.objects.filter(object_id=str(challenge.pk)).order_by("-id")[0]
        undo_saying(revision_id=last.pk, by=SYSTEM, at=NOW)
        back = Challenge.objects.get(pk=challenge.pk)
        assert last.before is not None
        assert (back.state, back.answer_en) == (last.before["state"], last.before["answer_en"])
        again = Revision.objects.filter(object_id=str(challenge.pk)).order_by("-id")[0]
        undo_saying(revision_id=again.pk, by=SYSTEM, at=NOW)
        forth = Challenge.objects.get(pk=challenge.pk)
        assert (forth.state, forth.answer_en) == (now_.state, now_.answer_en)


def test_what_was_named_by_mistake_is_withdrawn_and_can_come_back(
    client: Client, town: Institution, centre: Institution, giorgi: User, lasha: User
) -> None:
    challenge = a_challenge(town, NOW, public=True)
    share_challenge(challenge_id=challenge.pk, institution_id=centre.pk, by=SYSTEM, at=NOW)
    client.force_login(giorgi)
    page, move = (address("challenge", challenge.pk), address("move", challenge.pk, "withdraw"))
    assert "leaves the register" in client.get(move).content.decode()
    assert client.post(move, {"version": 1}).status_code == 302

    everywhere = ("challenges", *(f"{name} {town.pk}" for name in ("profile", "present")))
    for name, *key in map(str.split, everywhere):
        assert "No psychologist who" not in client.get(address(name, *key)).content.decode()
    assert "withdrawn" in client.get(page).content.decode()
    assert AuditRow.objects.filter(act="challenge.withdraw").exists()
    for stranger in (lasha, None):
        client.logout()
        if stranger:
            client.force_login(stranger)
        assert client.get(page).status_code == 404
    theirs = focal(lasha, centre)
    with override("en"), pytest.raises(Refused, match="withdrawn"):
        share_challenge(
            challenge_id=challenge.pk, institution_id=centre.pk, by=theirs, at=NOW
        )  # fmt: skip
    assert not Notice.objects.filter(kind="challenge.shared", user=lasha).exists()

    client.force_login(giorgi)
    assert client.post(address("move", challenge.pk, "reopen"), {"version": 2}).status_code == 302
    told = client.get(address("challenges")).content.decode()
    assert "No psychologist who" in told
    assert "1 other has this too" in told


def test_an_answer_is_words_a_service_or_an_institution(
    town: Institution, centre: Institution, a_service: Any
) -> None:
    for said in ({"answer_ka": "ვსაუბრობთ"}, {"helper_id": centre.pk}, {"service_id": a_service()}):
        challenge = a_challenge(town, NOW)
        moved = move_challenge(
            challenge_id=challenge.pk, act="challenge.address", said={**NOTHING, **said},
            version=1, by=SYSTEM, at=NOW,
        )  # fmt: skip
        assert moved.state == "addressed"
    unknown = ({"helper_id": uuid4()}, {"service_id": uuid4()})
    for wrong in ({}, {"answer_en": "01234567890"}, *unknown):
        challenge = a_challenge(town, NOW)
        with pytest.raises(WrongRecord):
            move_challenge(
                challenge_id=challenge.pk, act="challenge.solve", said={**NOTHING, **wrong},
                version=1, by=SYSTEM, at=NOW,
            )  # fmt: skip


def test_one_cannot_share_ones_own_nor_what_is_solved(
    town: Institution, centre: Institution, giorgi: User, lasha: User
) -> None:
    challenge = a_challenge(town, NOW)
    with override("en"), pytest.raises(Refused, match="your own"):
        share_challenge(
            challenge_id=challenge.pk, institution_id=town.pk, by=focal(giorgi, town), at=NOW
        )
    with pytest.raises(NotAllowed):
        share_challenge(
            challenge_id=challenge.pk, institution_id=centre.pk, by=focal(giorgi, town), at=NOW
        )
    Challenge.objects.filter(pk=challenge.pk).update(state="solved")
    theirs = focal(lasha, centre)
    with override("en"), pytest.raises(Refused, match="solved already"):
        share_challenge(
            challenge_id=challenge.pk, institution_id=centre.pk, by=theirs, at=NOW
        )  # fmt: skip
    assert not unshare_challenge(
        challenge_id=challenge.pk, institution_id=centre.pk, by=theirs, at=NOW
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "M1"}, "unknown_code"),
        ({"kind": ""}, "unknown_code"),
        ({"description_en": "  "}, "no_description"),
        ({"description_en": "He is 01234567890"}, "personal_number"),
        ({"description_en": "x" * 1001}, "too_long"),
        ({"places": ["atlantis"]}, "unknown_code"),
        ({"target_groups": ["X"]}, "unknown_code"),
        ({"since_year": 1066}, "no_year"),
        ({"since_year": 2030}, "no_year"),
    ],
)
def test_what_is_wrong_is_refused(town: Institution, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(WrongRecord) as refused:
        a_challenge(town, NOW, **fields)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not Challenge.objects.exists()


def test_stale_words_are_shown_beside_the_new(
    client: Client, town: Institution, giorgi: User
) -> None:
    challenge = a_challenge(town, NOW)
    newer = challenge_fields(description_en="Newer words")
    edit_challenge(challenge_id=challenge.pk, fields=newer, version=1, by=SYSTEM, at=NOW)
    with pytest.raises(StaleEdit):
        edit_challenge(
            challenge_id=challenge.pk, fields=challenge_fields(), version=1, by=SYSTEM, at=NOW
        )
    client.force_login(giorgi)
    typed = {"version": 1, "kind": "O2", "description_en": "My words", "places": ["example-1"]}
    answer = client.post(address("edit_challenge", challenge.pk), typed)
    assert answer.status_code == 409
    assert "Newer words" in answer.content.decode()
    stale = {"version": 1, "answer_en": "Done"}
    assert client.post(address("move", challenge.pk, "solve"), stale).status_code == 302
    assert Challenge.objects.get().state == "open"


def test_the_same_id_with_other_words_is_not_added(town: Institution, centre: Institution) -> None:
    first = a_challenge(town, NOW)
    with pytest.raises(AlreadyAdded):
        add_challenge(
            challenge_id=first.pk, institution_id=centre.pk, fields=challenge_fields(), by=SYSTEM,
            at=NOW,
        )  # fmt: skip


def test_forged_institutions_are_refused(
    client: Client, town: Institution, centre: Institution, lasha: User, nino: User
) -> None:
    challenge = a_challenge(town, NOW)
    client.force_login(lasha)
    share = address("share", challenge.pk)
    for forged in (town.pk, uuid4(), "x", ""):
        assert client.post(share, {"institution": forged}).status_code in (302, 403, 404)
    assert not SharedBy.objects.exclude(institution=centre).exists()
    assert client.get(address("edit_challenge", challenge.pk)).status_code == 403
    assert client.get(address("add_challenge", town.pk)).status_code == 403
    client.force_login(nino)
    client.post(address("unshare", challenge.pk), {"institution": centre.pk})
    assert SharedBy.objects.filter(institution=centre).exists()  # no reason given
    assert client.get(address("move", challenge.pk, "explode")).status_code == 404


def test_the_register_counts_by_kind_and_place_and_is_a_table(
    client: Client, town: Institution, centre: Institution, giorgi: User
) -> None:
    a_challenge(town, NOW, places=["example-1", "example-2"], description_en="=1+1")
    a_challenge(centre, NOW, kind="O1", places=["example-1"])
    with override("en"):
        found = register(giorgi, Asked())
        assert {code: number for code, _label, number in found.kinds if number} == {
            "O1": 1, "O2": 1,
        }  # fmt: skip
        assert found.places == {"example-1": 2, "example-2": 1}
        assert len(register(giorgi, Asked(place="example-2")).lines) == 1
        assert len(register(giorgi, Asked(institution=centre.pk)).lines) == 1
    client.force_login(giorgi)
    told = client.get(address("challenges")).content.decode()
    assert "none named" in told
    for asked in ("?kind=O1", "?place=x&group=%00", "?institution=1&page=99", "?state=solved"):
        assert client.get(address("challenges") + asked).status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("challenges_xlsx")).content))
    assert len(book.worksheets) == 3
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}


def test_queries_of_the_register_do_not_grow(
    client: Client, town: Institution, centre: Institution, giorgi: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address("challenges")).status_code == 200
        return len(caught)

    def make() -> None:
        challenge = a_challenge(town, NOW)
        share_challenge(
            challenge_id=challenge.pk, institution_id=centre.pk, by=SYSTEM, at=NOW
        )  # fmt: skip

    client.force_login(giorgi)
    make()
    few = queries()
    for _each in range(12):
        make()
    assert queries() == few <= 25
