"""An agreement from its first draft to its end; what is signed is never changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ertad.agreements.acts.change_draft import change_draft, change_parties
from ertad.agreements.acts.comment_agreement import comment_agreement
from ertad.agreements.acts.draft_agreement import draft_agreement
from ertad.agreements.acts.move_agreement import (
    end_agreement,
    go_on,
    renew,
    revise,
    send_for_review,
    withdraw,
)
from ertad.agreements.acts.move_due import move_due
from ertad.agreements.models import Agreement, AgreementVersion, Comment, Pathway, Signature
from ertad.agreements.queries.pathways import pathways_open
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.tests.an_agreement import (
    REASON,
    drafted,
    in_force,
    in_review,
    signed_by,
    with_pathway,
)
from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.clock import local_day
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.people.models import Institution, Membership, User

pytestmark = pytest.mark.django_db
S = AgreementVersion.State


def own(user: User, right: str = "agreement.draft") -> Actor:
    place = Membership.objects.get(user=user).institution_id
    return actor_with(user, right, place)


def test_from_the_first_draft_to_in_force(
    town: Institution, agency: Institution, giorgi: User, luka: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    """Giorgi drafts, Luka comments, the next version answers it and both sign."""
    text = drafted(town, agency, at=now, by=own(giorgi))
    service = a_service(institution=town)
    with_pathway(text, agency, service, at=now)
    send_for_review(text_id=text.pk, version=text.version, by=own(giorgi), at=now)
    assert Notice.objects.get(kind="agreement_asked").user == luka

    comment_agreement(
        comment_id=uuid4(), text_id=text.pk, part="scope", words="Say up to which age.",
        by=own(luka, "agreement.comment"), at=now,
    )  # fmt: skip
    assert Notice.objects.get(kind="agreement_commented").user == giorgi

    text.refresh_from_db()
    second = revise(text_id=text.pk, version=text.version, by=own(giorgi), at=now)
    assert (second.number, second.scope) == (2, text.scope)
    assert second.pathways.get().groups.get().code == "T14"
    assert [party.duties for party in second.parties.all()] == ["Answers every letter."] * 2
    change_draft(
        text_id=second.pk, version=second.version, fields={"scope": "From 14 to 21."}, parties={},
        by=own(giorgi), at=now,
    )  # fmt: skip
    in_review(second, at=now, by=own(giorgi))
    signed_by(second, town, at=now, by=own(giorgi, "agreement.sign"))
    second.refresh_from_db()
    assert second.state == S.REVIEW
    assert not pathways_open(luka, local_day(now))
    signed_by(second, agency, at=now, by=own(luka, "agreement.sign"))

    second.refresh_from_db()
    text.refresh_from_db()
    assert (second.state, text.state) == (S.IN_FORCE, S.REPLACED)
    assert second.due_on == second.review_on
    assert [each.service_id for each in pathways_open(luka, local_day(now))] == [service]
    assert {each.user for each in Notice.objects.filter(kind="agreement_in_force")} == {
        giorgi, luka,
    }  # fmt: skip
    rows = AuditRow.objects.filter(kind="agreements.agreement").order_by("seq")
    acts = list(rows.values_list("act", flat=True))
    assert acts[0] == "agreement.draft"
    assert acts[-2:] == ["agreement.sign", "agreement.start"]


@pytest.mark.parametrize("state", [S.REVIEW, S.SIGNED, S.IN_FORCE, S.DUE, S.ENDED, S.REPLACED])
def test_what_was_sent_is_never_changed_in_place(
    state: str, town: Institution, agency: Institution, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now)
    with_pathway(text, agency, a_service(institution=town), at=now)
    AgreementVersion.objects.filter(pk=text.pk).update(state=state)
    before = _all_of(text)
    for attempt in (
        lambda: change_draft(text_id=text.pk, version=text.version, fields={"scope": "Else."},
                             parties={}, by=SYSTEM, at=now),
        lambda: change_parties(text_id=text.pk, version=text.version,
                               institutions=[town.pk, agency.pk], by=SYSTEM, at=now),
        lambda: with_pathway(text, agency, text.pathways.get().service_id, at=now),
    ):  # fmt: skip
        with pytest.raises(Refused):
            attempt()
    assert _all_of(text) == before


def _all_of(text: AgreementVersion) -> list[object]:
    rows = (AgreementVersion.objects.filter(pk=text.pk), text.parties.all(), text.pathways.all())
    return [list(each.values()) for each in rows]


def test_the_next_version_of_what_is_in_force(
    town: Institution, agency: Institution, now: datetime
) -> None:
    """The first works on until the second is signed and its day has come."""
    first = in_force(drafted(town, agency, at=now), at=now)
    second = renew(text_id=first.pk, version=first.version, by=SYSTEM, at=now)
    assert (second.number, second.starts_on) == (2, None)
    first.refresh_from_db()
    with pytest.raises(Refused, match="being prepared already"):
        renew(text_id=first.pk, version=first.version, by=SYSTEM, at=now)
    day = local_day(now)
    dates = {"starts_on": day + timedelta(days=10), "review_on": day + timedelta(days=300)}
    change_draft(
        text_id=second.pk, version=second.version, fields=dates, parties={}, by=SYSTEM, at=now
    )
    assert in_force(second, at=now).state == S.SIGNED
    first.refresh_from_db()
    assert first.state == S.IN_FORCE
    assert move_due(now + timedelta(days=9)) == {}
    assert move_due(now + timedelta(days=10)) == {"agreements in force": 1}
    assert move_due(now + timedelta(days=10)) == {}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (S.REPLACED, S.IN_FORCE)
    assert first.ended_on == second.starts_on


def test_it_falls_due_goes_on_and_runs_out(
    town: Institution, agency: Institution, giorgi: User, now: datetime
) -> None:
    day = local_day(now)
    text = drafted(town, agency, at=now, ends_on=day + timedelta(days=400))
    text = in_force(text, at=now)
    assert text.due_on == day + timedelta(days=340)  # two months before the end
    due = now + timedelta(days=340)
    assert move_due(due - timedelta(days=1)) == {}
    assert move_due(due) == {"agreements due": 1}
    rows = AuditRow.objects.count()
    assert move_due(due) == {}
    assert AuditRow.objects.count() == rows, "a run that finds nothing leaves no trace"
    assert Notice.objects.filter(kind="agreement_due", user=giorgi).count() == 1
    text.refresh_from_db()
    assert text.state == S.DUE
    late = text.ends_on + timedelta(days=1)
    for wrong in (None, local_day(due), late):
        with pytest.raises(Refused):
            go_on(text_id=text.pk, version=text.version, next_on=wrong, by=SYSTEM, at=due)
    go_on(text_id=text.pk, version=text.version, next_on=text.ends_on, by=SYSTEM, at=due)
    text.refresh_from_db()
    assert text.state == S.IN_FORCE
    assert move_due(now + timedelta(days=400)) == {"agreements due": 1}
    assert move_due(now + timedelta(days=401)) == {"agreements over": 1}
    text.refresh_from_db()
    assert (text.state, text.ended_on) == (S.ENDED, late)


def test_a_party_that_is_dissolved(
    town: Institution, agency: Institution, centre: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    """With two left it is looked at, with one left it ends; its pathways stop at once."""
    three = drafted(town, agency, centre, at=now)
    with_pathway(three, centre, a_service(institution=town), at=now)
    three, two = in_force(three, at=now), in_force(drafted(town, centre, at=now), at=now)
    waiting = in_review(drafted(town, centre, at=now), at=now)
    assert pathways_open(giorgi, local_day(now)).count() == 1
    centre.dissolved_on = local_day(now)
    centre.save()
    assert not pathways_open(giorgi, local_day(now))
    assert move_due(now) == {"agreements over": 1, "agreements due": 1}
    three.refresh_from_db()
    two.refresh_from_db()
    assert (three.state, two.state) == (S.DUE, S.ENDED)
    assert move_due(now + timedelta(days=1)) == {}
    later = local_day(now) + timedelta(days=90)
    with pytest.raises(Refused, match="Write the next version without it"):
        go_on(text_id=three.pk, version=three.version, next_on=later, by=SYSTEM, at=now)
    with pytest.raises(Refused, match="dissolved"):
        signed_by(waiting, town, at=now)
    with pytest.raises(Refused, match="dissolved"):
        drafted(town, centre, at=now)
    following = renew(text_id=three.pk, version=three.version, by=SYSTEM, at=now)
    with pytest.raises(Refused, match="Take it out first"):
        change_parties(text_id=following.pk, version=following.version,
                       institutions=[town.pk, agency.pk], by=SYSTEM, at=now)  # fmt: skip


def test_it_is_ended_or_withdrawn_with_a_reason(
    town: Institution, agency: Institution, giorgi: User, luka: User, now: datetime
) -> None:
    text = in_force(drafted(town, agency, at=now), at=now)
    with pytest.raises(Refused):
        end_agreement(text_id=text.pk, version=text.version, why=" ", by=own(luka), at=now)
    end_agreement(
        text_id=text.pk, version=text.version, why="The programme is over.",
        by=own(luka, "agreement.end"), at=now,
    )  # fmt: skip
    text.refresh_from_db()
    assert (text.state, text.ended_on) == (S.ENDED, local_day(now))
    assert Notice.objects.get(kind="agreement_over").user == giorgi
    draft = drafted(town, agency, at=now)
    withdraw(text_id=draft.pk, version=draft.version, why="Not now.", by=own(giorgi), at=now)
    draft.refresh_from_db()
    assert draft.state == S.WITHDRAWN


def test_what_is_missing_is_said_before_it_is_sent(
    town: Institution, agency: Institution, now: datetime
) -> None:
    text = drafted(town, agency, at=now, data_shared="Age and need.", scope="")
    with pytest.raises(Refused) as refused:
        in_review(text, at=now)
    assert refused.value.code == "no_scope"
    codes = {code for code, _words in against(AGREEMENT_MOVES["agreement.send"], text)}
    assert codes == {"no_scope", "no_basis"}


def test_who_is_of_no_party_does_nothing(
    town: Institution, agency: Institution, lasha: User, marie: User, nino: User, now: datetime
) -> None:
    text = in_review(drafted(town, agency, at=now), at=now)
    for user in (lasha, marie):
        with pytest.raises(NotAllowed):
            signed_by(text, town, at=now, by=_pretending(user, town))
    with pytest.raises((NotAllowed, Refused)):
        comment_agreement(
            comment_id=uuid4(), text_id=text.pk, part="whole", words="No.",
            by=own(lasha, "agreement.comment"), at=now,
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="reason"):
        signed_by(text, town, at=now, by=actor_with(nino, "agreement.sign", town.pk))
    signed_by(text, town, at=now, by=actor_with(nino, "agreement.sign", town.pk, reason=REASON))
    assert AuditRow.objects.get(act="agreement.sign").reason == REASON


def _pretending(user: User, place: Institution) -> Actor:
    held = Membership.objects.get(user=user)
    return Actor(Role(held.role), user.pk, held.institution_id)


def test_signatures_that_cannot_be(town: Institution, agency: Institution, now: datetime) -> None:
    text = in_review(drafted(town, agency, at=now), at=now)
    tomorrow = local_day(now) + timedelta(days=1)
    for wrong in ({"on": tomorrow}, {"signatory_name": ""}, {"signatory_function": " "},
                  {"signatory_name": "01001012345"}):  # fmt: skip
        with pytest.raises(Refused):
            signed_by(text, town, at=now, **wrong)  # type: ignore[arg-type]
    assert not Signature.objects.exists()
    signed_by(text, town, at=now)
    with pytest.raises(Refused, match="signed already"):
        signed_by(text, town, at=now)


def test_the_name_under_an_agreement_is_in_no_revision(
    town: Institution, agency: Institution, now: datetime
) -> None:
    in_force(drafted(town, agency, at=now), at=now)
    told = str([list(Revision.objects.values()), list(AuditRow.objects.values()),
                list(Notice.objects.values())])  # fmt: skip
    assert "Zmark" not in told


def test_a_form_sent_twice_is_one(
    town: Institution, agency: Institution, giorgi: User, luka: User, now: datetime
) -> None:
    key = uuid4()
    for _time in range(2):
        draft_agreement(
            agreement_id=key, lead_id=town.pk, partners=[agency.pk],
            fields={"title_ka": "ერთად", "language": "ka"}, by=own(giorgi), at=now,
        )  # fmt: skip
    assert Agreement.objects.count() == 1
    with pytest.raises(Refused, match="used already"):
        draft_agreement(
            agreement_id=key, lead_id=agency.pk, partners=[town.pk],
            fields={"title_ka": "ერთად", "language": "ka"}, by=own(luka), at=now,
        )  # fmt: skip
    text = in_review(drafted(town, agency, at=now), at=now)
    for _time in range(2):
        comment_agreement(
            comment_id=key, text_id=text.pk, part="whole", words="Good.",
            by=own(luka, "agreement.comment"), at=now,
        )  # fmt: skip
    assert Comment.objects.count() == 1


def test_a_stale_save_changes_nothing(
    town: Institution, agency: Institution, now: datetime, a_service: Callable[..., UUID]
) -> None:
    text = drafted(town, agency, at=now)
    old = text.version - 1
    with pytest.raises(StaleEdit):
        change_draft(text_id=text.pk, version=old, fields={"scope": "Mine."}, parties={},
                     by=SYSTEM, at=now)  # fmt: skip
    with pytest.raises(StaleEdit):
        send_for_review(text_id=text.pk, version=old, by=SYSTEM, at=now)
    text.refresh_from_db()
    assert (text.scope == "Mine.", text.state) == (False, S.DRAFT)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"scope": "Call 01001012345."}, "scope"),
        ({"scope": "x" * 7000}, "scope"),
        ({"ends_on": "before"}, "ends_on"),
        ({"review_on": "start"}, "review_on"),
    ],
)
def test_texts_and_days_that_cannot_be(
    fields: dict[str, object], field: str, town: Institution, agency: Institution, now: datetime
) -> None:
    text, day = drafted(town, agency, at=now), local_day(now)
    days = {"before": day - timedelta(days=1), "start": day}
    told = {name: days.get(str(value), value) for name, value in fields.items()}
    with pytest.raises(Refused) as refused:
        change_draft(
            text_id=text.pk, version=text.version, fields=told, parties={}, by=SYSTEM, at=now
        )
    assert refused.value.field == field


def test_pathways_lead_from_one_party_to_another(
    town: Institution, agency: Institution, centre: Institution, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now)
    own_service, strange = a_service(institution=town), a_service(institution=centre)
    for origin, service, more in (
        (town, own_service, {}), (agency, strange, {}), (centre, own_service, {}),
        (agency, own_service, {"answer_days": 0}), (agency, own_service, {"groups": []}),
        (agency, own_service, {"procedure": "Call 01001012345"}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            with_pathway(text, origin, service, at=now, **more)
    assert not Pathway.objects.exists()


def test_a_pathway_whose_service_ends_works_no_more(
    town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now)
    pathway = with_pathway(text, agency, a_service(institution=town), at=now)
    in_force(text, at=now)
    today = local_day(now)
    assert pathways_open(giorgi, today).count() == 1
    assert not pathways_open(giorgi, today - timedelta(days=1)), "not before its first day"
    pathway.service.status, pathway.service.ended_on = "ended", today
    pathway.service.save()
    assert not pathways_open(giorgi, today)


def test_the_database_keeps_one_version_in_force(
    town: Institution, agency: Institution, now: datetime
) -> None:
    text = in_force(drafted(town, agency, at=now), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.create(agreement=text.agreement, number=2, state=S.DUE)


def test_every_state_is_reached_and_left_by_the_table() -> None:
    targets = {move.target for move in AGREEMENT_MOVES.values() if move.target}
    assert targets | {S.DRAFT} == set(S.values)
    assert set(S.values) - {s for m in AGREEMENT_MOVES.values() for s in m.sources} == {
        S.ENDED, S.REPLACED, S.WITHDRAWN,
    }  # fmt: skip
