"""A coordinator drafts a round, invites, opens, closes and opens it again."""

from datetime import date, datetime

import pytest

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.audit.verify import verify
from ertad.collection.acts.change_round import change_round
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.reopen_round import reopen_round
from ertad.collection.acts.uninvite import uninvite
from ertad.collection.models import Invitation, Round, Submission
from ertad.collection.rules import INVITATION_MOVES, ROUND_MOVES, SUBMISSION_MOVES
from ertad.collection.tests.a_round import checked, draft, opened
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db


def test_nino_opens_a_round_for_two_institutions(
    coordinator: Actor, town: Institution, centre: Institution, giorgi: User, now: datetime
) -> None:
    round_ = draft(coordinator, now)
    assert not Round.objects.visible_to(giorgi).exists()
    first = invite(round=round_, institutions=[town], by=coordinator, at=now)
    more = invite(round=round_, institutions=[town, centre, centre], by=coordinator, at=now)
    open_round(round=round_, by=coordinator, at=now)

    assert [i.institution for i in (*first, *more)] == [town, centre]
    assert Round.objects.visible_to(giorgi).get().state == "open"
    assert Invitation.objects.visible_to(giorgi).get().institution == town
    acts = list(AuditRow.objects.order_by("seq").values_list("act", flat=True))
    assert acts[-4:] == ["round.draft", "round.invite", "round.invite", "round.open"]
    assert Revision.objects.filter(kind="collection.invitation").count() == 2
    assert verify().whole


def test_a_round_without_guests_does_not_open(coordinator: Actor, now: datetime) -> None:
    round_ = draft(coordinator, now)
    with pytest.raises(Refused) as refused:
        open_round(round=round_, by=coordinator, at=now)
    assert refused.value.code == "nobody_invited"
    assert str(refused.value)


def test_an_untitled_round_does_not_open(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_ = draft(coordinator, now, title_en="  ")
    invite(round=round_, institutions=[town], by=coordinator, at=now)
    with pytest.raises(Refused) as refused:
        open_round(round=round_, by=coordinator, at=now)
    assert refused.value.code == "no_title"


def test_a_focal_point_moves_no_round(focal: Actor, coordinator: Actor, now: datetime) -> None:
    round_ = draft(coordinator, now)
    for act in (open_round, close_round, reopen_round):
        with pytest.raises(NotAllowed):
            act(round=round_, by=focal, at=now)
    with pytest.raises(NotAllowed):
        draft(focal, now)


def test_a_round_closes_and_opens_again(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_, _ = opened(coordinator, now, town)
    with pytest.raises(Refused):
        open_round(round=round_, by=coordinator, at=now)
    assert close_round(round=round_, by=coordinator, at=now).closed_at == now
    assert reopen_round(round=round_, by=coordinator, at=now).state == "open"


def test_who_changes_an_old_version_is_told(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_, _ = opened(coordinator, now, town)
    seen = round_.version
    change_round(round=round_, by=coordinator, at=now, title_ka="შემოდგომა 2026")
    with pytest.raises(StaleEdit) as stale:
        change_round(round=round_, by=coordinator, at=now, version=seen, due_on=date(2026, 12, 20))
    assert stale.value.current.title_ka == "შემოდგომა 2026"
    with pytest.raises(TypeError):
        change_round(round=round_, by=coordinator, at=now, state="published")


def test_an_invitation_is_taken_back_until_it_is_answered(
    coordinator: Actor, town: Institution, centre: Institution, now: datetime
) -> None:
    _round, (first, second) = opened(coordinator, now, town, centre)
    uninvite(invitation=second, by=coordinator, at=now)
    assert Invitation.objects.get() == first
    checked(first, now)
    with pytest.raises(Refused):
        uninvite(invitation=first, by=coordinator, at=now)


def test_the_tables_name_states_that_exist() -> None:
    for moves, states in (
        (ROUND_MOVES, Round.State.values),
        (INVITATION_MOVES, Invitation.State.values),
        (SUBMISSION_MOVES, Submission.State.values),
    ):
        for act, move in moves.items():
            assert act == move.act
            assert move.sources <= set(states)
            assert move.target in ("", *states)
            assert str(move.label)
            assert str(move.help)
            assert not move.guard or move.reasons
