"""Offers and requests: made, answered, agreed, done; or withdrawn, or expired."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override
from tests.story import TODAY

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.audit.verify import verify
from ertad.cooperation.acts.answer_offer import answer_offer
from ertad.cooperation.acts.expire_offers import expire_offers
from ertad.cooperation.acts.make_offer import change_offer, make_offer
from ertad.cooperation.acts.move_offer import agree, extend, finish, withdraw
from ertad.cooperation.acts.take_back_answer import take_back_answer
from ertad.cooperation.checking import WrongFields
from ertad.cooperation.exchange.moves import OFFER_MOVES
from ertad.cooperation.handed_over import HANDED_OVER
from ertad.cooperation.models import Offer, OfferAnswer
from ertad.cooperation.tests.conftest import MakeOffer, acts_for, offer_fields
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.notices.notice_kinds import notice_kinds
from ertad.people.models import Institution, User
from ertad.privacy.acts.purge_due import purge_due


def answered(offer: Offer, by: Actor, at: datetime, **said: str) -> OfferAnswer:
    assert by.institution_id is not None
    told = {"text": "We would like it.", "contact": "reception", **said}
    return answer_offer(
        answer_id=uuid4(), offer=offer, institution_id=by.institution_id, by=by, at=at, **told
    )


def told(user: User) -> list[str]:
    return sorted(Notice.objects.visible_to(user).values_list("kind", flat=True))


def test_a_hall_is_offered_answered_agreed_on_and_used(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, giorgi: User, lasha: User, marie: User,
    now: datetime,
) -> None:  # fmt: skip
    offer = an_offer()
    assert Offer.objects.visible_to(marie).get() == offer
    answer = answered(offer, by_lasha, now)
    assert told(giorgi) == ["offer_answered"]
    assert not OfferAnswer.objects.visible_to(marie).exists()
    agree(offer=offer, answer_id=answer.pk, by=by_giorgi, at=now)
    assert told(lasha) == ["offer_agreed"]
    done = finish(offer=offer, by=by_giorgi, at=now)
    assert (done.state, done.agreed_with) == ("done", answer.institution)
    assert told(lasha) == ["offer_agreed", "offer_done"]
    acts = AuditRow.objects.filter(object_id=str(offer.pk)).order_by("seq")
    assert [row.act for row in acts] == ["offer.make", "offer.answer", "offer.agree",
                                         "offer.finish"]  # fmt: skip
    with pytest.raises(Refused):
        withdraw(offer=offer, by=by_giorgi, at=now)


def test_a_notice_says_what_and_leads_there(
    an_offer: MakeOffer, by_lasha: Actor, giorgi: User, now: datetime
) -> None:
    offer = an_offer()
    answered(offer, by_lasha, now)
    notice = Notice.objects.get(user=giorgi)
    kind = notice_kinds()[notice.kind]
    with override("en"):
        assert kind.say(notice.facts) == "There is an answer to “Free hall on Saturdays”."
        assert kind.link(notice.facts) == f"/en/plan/offers/{offer.pk}/"
    Notice.objects.update(facts={"offer": str(uuid4())})
    assert kind.say(Notice.objects.get(user=giorgi).facts) == ""


def test_whoever_was_not_chosen_is_told_so(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, lasha: User, nino: User,
    agency: Institution, now: datetime,
) -> None:  # fmt: skip
    offer = an_offer()
    answered(offer, by_lasha, now)
    other = answered(offer, acts_for(nino, Role.COORDINATOR, agency, "our own hall"), now)
    agree(offer=offer, answer_id=other.pk, by=by_giorgi, at=now)
    assert told(lasha) == ["offer_given_to_another"]


def test_an_institution_answers_once_and_never_itself(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, now: datetime
) -> None:
    offer = an_offer()
    first = answered(offer, by_lasha, now)
    again = answer_offer(
        answer_id=first.pk, offer=offer, institution_id=first.institution_id, text="Twice",
        contact="x", by=by_lasha, at=now,
    )  # fmt: skip
    assert again.text == "We would like it."
    for by, code in ((by_lasha, "answered"), (by_giorgi, "own")):
        with pytest.raises(Refused) as refused:
            answered(offer, by, now)
        assert refused.value.code == code
    assert offer.answers.count() == 1


def test_an_answer_is_taken_back_by_who_gave_it_as_long_as_nothing_is_agreed(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, giorgi: User, lasha: User, nino: User,
    agency: Institution, centre: Institution, now: datetime,
) -> None:  # fmt: skip
    offer = an_offer()
    first = answered(offer, by_lasha, now)
    other = answered(offer, acts_for(nino, Role.COORDINATOR, agency, "our own hall"), now)
    for by in (by_giorgi, acts_for(nino, Role.COORDINATOR, centre)):
        with pytest.raises(NotAllowed):
            take_back_answer(answer=first, by=by, at=now)
    assert take_back_answer(answer=first, by=by_lasha, at=now).state == "answered"
    assert take_back_answer(answer=first, by=by_lasha, at=now).version == 4
    assert told(giorgi) == ["offer_answered", "offer_answered", "offer_taken_back"]
    asked = acts_for(nino, Role.COORDINATOR, agency, "our own hall")
    assert take_back_answer(answer=other, by=asked, at=now).state == "open"
    gone = Revision.objects.get(object_id=str(first.pk), after__isnull=True)
    assert (gone.act, gone.before["text"]) == ("offer.take_back", "We would like it.")
    again = answered(offer, by_lasha, now)
    agree(offer=offer, answer_id=again.pk, by=by_giorgi, at=now)
    with pytest.raises(Refused):
        take_back_answer(answer=again, by=by_lasha, at=now)
    assert OfferAnswer.objects.visible_to(lasha).get() == again


def test_a_year_after_it_is_over_nobody_is_named_any_more(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, now: datetime
) -> None:
    over, running = an_offer(), an_offer(title_en="A bus")
    taken_back = answered(over, by_lasha, now)
    take_back_answer(answer=taken_back, by=by_lasha, at=now)
    answered(over, by_lasha, now)
    answered(running, by_lasha, now)
    withdraw(offer=over, by=by_giorgi, at=now)
    assert purge_due(now + timedelta(days=365)) == {}
    taken = purge_due(now + timedelta(days=366))
    assert (taken["offers"], taken["offer_answers"]) == (1, 1)
    over.refresh_from_db()
    running.refresh_from_db()
    assert (over.contact, over.made_by, over.title_en) == ("", None, "Free hall on Saturdays")
    assert running.made_by is not None
    answer, kept = over.answers.get(), running.answers.get()
    assert (answer.contact, answer.answered_by, answer.text) == ("", None, "We would like it.")
    assert (kept.contact, kept.answered_by_id) == ("reception", by_lasha.user_id)
    gone = [str(each.pk) for each in (over, answer, taken_back)]
    said = Revision.objects.exclude(before=None, after=None)
    assert not said.filter(object_id__in=gone).exists()
    assert said.filter(object_id=str(kept.pk)).exists()
    assert verify().whole


def test_what_still_runs_goes_with_the_focal_point(
    an_offer: MakeOffer, by_giorgi: Actor, giorgi: User, lasha: User, town: Institution,
    now: datetime,
) -> None:  # fmt: skip
    an_offer()
    withdraw(offer=an_offer(title_en="A bus"), by=by_giorgi, at=now)
    (work,) = HANDED_OVER
    assert work.count(giorgi.pk, town.pk) == 1
    assert work.count(lasha.pk, town.pk) == 0


def test_only_the_institution_itself_takes_it_further(
    an_offer: MakeOffer, by_lasha: Actor, nino: User, town: Institution, now: datetime
) -> None:
    offer = an_offer()
    answer = answered(offer, by_lasha, now)
    for act in (withdraw, extend, finish):
        with pytest.raises(NotAllowed):
            act(offer=offer, by=by_lasha, at=now)
    with pytest.raises(NotAllowed):
        agree(offer=offer, answer_id=answer.pk, by=by_lasha, at=now)
    with pytest.raises(NotAllowed, match="reason"):
        withdraw(offer=offer, by=acts_for(nino, Role.COORDINATOR, town), at=now)
    withdraw(offer=offer, by=acts_for(nino, Role.COORDINATOR, town, "they asked by phone"), at=now)
    assert AuditRow.objects.latest("seq").reason == "they asked by phone"


def test_an_answer_to_something_else_is_not_agreed_with(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, now: datetime
) -> None:
    one, other = an_offer(), an_offer(title_en="A bus")
    answer = answered(one, by_lasha, now)
    answered(other, by_lasha, now)
    with pytest.raises(OfferAnswer.DoesNotExist):
        agree(offer=other, answer_id=answer.pk, by=by_giorgi, at=now)


def test_it_expires_a_week_after_a_reminder_unless_it_is_extended(
    an_offer: MakeOffer, by_giorgi: Actor, giorgi: User, now: datetime
) -> None:
    offer, kept = an_offer(), an_offer(title_en="A bus")
    assert expire_offers(now) == {}
    soon = now + timedelta(days=53)
    assert expire_offers(soon) == {"offers that expire soon": 2}
    assert expire_offers(soon) == {}
    assert told(giorgi) == ["offer_expires", "offer_expires"]
    extend(offer=kept, by=by_giorgi, at=soon)
    with pytest.raises(Refused):
        extend(offer=kept, by=by_giorgi, at=soon)
    assert expire_offers(now + timedelta(days=60)) == {}
    assert expire_offers(now + timedelta(days=61)) == {"offers that expired": 1}
    assert expire_offers(now + timedelta(days=61)) == {}
    offer.refresh_from_db()
    kept.refresh_from_db()
    assert (offer.state, kept.state) == ("expired", "open")


def test_what_has_ended_is_not_answered(
    an_offer: MakeOffer, by_giorgi: Actor, by_lasha: Actor, now: datetime
) -> None:
    withdrawn, late = an_offer(), an_offer()
    withdraw(offer=withdrawn, by=by_giorgi, at=now)
    with pytest.raises(Refused):
        answered(withdrawn, by_lasha, now)
    with pytest.raises(Refused):
        answered(late, by_lasha, now + timedelta(days=61))


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title_en": ""}, "title"),
        ({"title_en": "x" * 201}, "title_en"),
        ({"text_en": "x" * 100_000}, "text_en"),
        ({"text_en": "For 01024012345."}, "text_en"),
        ({"contact": "01024012345"}, "contact"),
        ({"contact": ""}, "contact"),
        ({"side": "gift"}, "side"),
        ({"what": "a ship"}, "what"),
        ({"from_on": TODAY + timedelta(days=9), "until_on": TODAY + timedelta(days=8)}, "until_on"),
        ({"until_on": TODAY - timedelta(days=1)}, "until_on"),
        ({"until_on": TODAY.replace(year=9999)}, "until_on"),
        ({"expires_on": TODAY + timedelta(days=181)}, "expires_on"),
        ({"expires_on": TODAY.replace(year=9999)}, "expires_on"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    an_offer: MakeOffer, fields: dict[str, object], where: str
) -> None:
    with pytest.raises(WrongFields) as wrong:
        an_offer(**fields)
    assert where in [name for name, _text in wrong.value.problems]
    assert not Offer.objects.exists()


def test_hostile_names_become_one_plain_line(an_offer: MakeOffer) -> None:
    offer = an_offer(title_en="=HYPERLINK()\n\u202eHall\x00 ")
    assert offer.title_en == "=HYPERLINK() Hall"


def test_sent_twice_it_is_one_and_stale_it_is_refused(
    an_offer: MakeOffer, by_giorgi: Actor, town: Institution, now: datetime
) -> None:
    offer = an_offer()
    again = make_offer(
        offer_id=offer.pk, institution_id=town.pk, fields=offer_fields(title_en="Other"),
        by=by_giorgi, at=now,
    )  # fmt: skip
    assert again.title_en == "Free hall on Saturdays"
    changed = change_offer(
        offer=offer, version=1, fields=offer_fields(title_en="Hall"), by=by_giorgi, at=now
    )
    assert changed.version == 2
    with pytest.raises(StaleEdit):
        change_offer(offer=offer, version=1, fields=offer_fields(), by=by_giorgi, at=now)


def test_the_public_sees_none_and_every_move_is_in_the_table(an_offer: MakeOffer) -> None:
    an_offer()
    assert not Offer.objects.visible_to(None).exists()
    states = set(Offer.State.values)
    for move in OFFER_MOVES.values():
        assert move.sources <= states
        assert move.target in {"", *states}
    reached = {move.target for move in OFFER_MOVES.values()} | {"open", ""}
    assert reached == states | {""}
