"""One record of each kind, all of the same institution, for the walk over every address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.usersessions.models import UserSession

from ertad.agreements.tests.an_agreement import drafted, in_review, signed_by, with_pathway
from ertad.audit.models import AuditRow, Revision
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.links import token_of
from ertad.collection.models import Pair, SourceRow, Submission
from ertad.collection.tests.a_round import actor, checked, opened, record_of
from ertad.cooperation.acts.answer_offer import answer_offer
from ertad.cooperation.acts.follow_calendar import follow_calendar
from ertad.cooperation.acts.make_offer import make_offer
from ertad.cooperation.acts.write_entry import add_entry
from ertad.cooperation.calendar.feeds import key_of as key_of_feed
from ertad.cooperation.calendar.stopping import stop_key as stop_key_of_weekly
from ertad.cooperation.tests.conftest import entry_fields, offer_fields
from ertad.directory.acts.add_location import add_location
from ertad.directory.acts.change_list import share_list
from ertad.directory.acts.follow_search import follow_search
from ertad.directory.acts.keep_list import ListTitle, keep_list
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.acts.merge_services import Merging, merge_services
from ertad.directory.acts.write_how_to_enter import Written, write_how_to_enter
from ertad.directory.models import MistakeReport
from ertad.directory.subscriptions import stop_key
from ertad.files.scans import Scan
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.clock import local_day
from ertad.kernel.clock import now as clock_now
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.people.accounts.links import address_key, invitation_key, sign_in_key
from ertad.people.accounts.own import as_oneself
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.acts.change_account import ask_for_address
from ertad.people.acts.invite_member import invite_member
from ertad.people.contacts.links import key_of
from ertad.people.contacts.writing import Told
from ertad.people.models import Institution, Membership, User
from ertad.privacy.models import AccessRequest, Breach
from ertad.profiles.acts.write_challenge import edit_challenge
from ertad.profiles.tests.sayings import a_challenge, a_specialist, challenge_fields
from tests.story import keeper


@dataclass
class Objects:
    """Ids of records that belong to `own_institution`."""

    own_institution: Institution
    other_institution: Institution
    parent_institution: Institution
    institution: UUID
    code: str
    municipality: str
    membership: UUID
    member_invitation: UUID
    invitation_key: str
    address_key: str
    sign_in_key: str
    own_session: int
    service: UUID
    location: UUID
    revision: int
    report: UUID
    round: UUID
    invitation: UUID
    link: str
    submission: UUID
    pair: UUID
    merge: UUID
    suggestion: UUID
    owner: User
    open_service: UUID
    kept_list: UUID
    list_key: str
    followed_search: UUID
    stop_key: str
    notice: UUID
    contact: UUID
    contact_link: str
    breach: UUID
    asked: UUID
    act: int
    entry: UUID
    feed_key: str
    weekly_key: str
    offer: UUID
    own_answer: UUID
    challenge: UUID
    shared_challenge: UUID
    said: int
    specialist: UUID
    agreement_draft: UUID
    agreement_review: UUID
    agreement_in_force: UUID
    agreement_party: UUID
    pathway: UUID
    signature: UUID


def make_objects(request: pytest.FixtureRequest) -> Objects:
    town: Institution = request.getfixturevalue("town")
    now: datetime = request.getfixturevalue("now")
    request.getfixturevalue("settings").MORE_LANGUAGES = ["az", "hy", "ru"]
    request.getfixturevalue("giorgi")
    service: UUID = request.getfixturevalue("a_service")(institution=town)
    report = MistakeReport.objects.create(id=uuid4(), service_id=service, what="phone", at=now)
    place = add_location(
        location_id=uuid4(), institution_id=town.pk, by=SYSTEM, at=now,
        fields={
            **dict.fromkeys(LOCATION_KEYS, ""), "municipality_id": "example-1",
            "address_en": "1 Example Street", "latitude": None, "longitude": None,
            "confidential": False,
        },
    )  # fmt: skip
    parent = Institution.objects.create(code="region", kind="lepl", name_en="Example region house")
    town.parent = parent
    town.save(update_fields=["parent"])
    return Objects(
        own_institution=town,
        parent_institution=parent,
        other_institution=request.getfixturevalue("centre"),
        institution=town.pk,
        code=town.code,
        municipality="example-1",
        membership=Membership.objects.get(institution=town).pk,
        service=service,
        location=place.pk,
        revision=Revision.objects.get(object_id=str(service)).pk,
        report=report.pk,
        **_of_accounts(request),
        act=AuditRow.objects.order_by("-seq")[0].pk,
        **_of_collecting(request, service),
        **_of_lists(request, place.pk),
        notice=_notice(request),
        **_of_contacts(town),
        **_of_privacy(request),
        **_of_planning_together(request),
        **_of_profiles(request),
        **_of_agreements(request),
    )


def _notice(request: pytest.FixtureRequest) -> UUID:
    """Giorgi was told that a file of the town was returned."""
    giorgi: User = request.getfixturevalue("giorgi")
    told = Notice.objects.filter(user=giorgi).first() or Notice.objects.create(
        user=giorgi, key="gone", kind="gone", at=clock_now()
    )
    return told.pk


def _of_accounts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Somebody is invited; Giorgi asks for a link to sign in, and for another address."""
    town: Institution = request.getfixturevalue("town")
    giorgi: User = request.getfixturevalue("giorgi")
    at = clock_now()
    invitation = invite_member(
        by=SYSTEM, at=at, institution=town, email="ana@example.org", name="Ana", role=Role.DEPUTY,
    )  # fmt: skip
    ask_for_address(
        by=as_oneself(giorgi), at=at, user=giorgi, email="giorgi.new@example.org"
    )  # fmt: skip
    session = UserSession.objects.create(user=giorgi, ip="127.0.0.1", session_key=uuid4().hex)
    return {
        "member_invitation": invitation.pk, "invitation_key": invitation_key(invitation),
        "address_key": address_key(giorgi, at), "sign_in_key": sign_in_key(giorgi, at),
        "own_session": session.pk,
    }  # fmt: skip


def _of_privacy(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A breach that was just found, and what Giorgi asked about his data."""
    at, giorgi = clock_now(), request.getfixturevalue("giorgi")
    breach = Breach.objects.create(
        found_at=at, kind="seen", what="A list lay in the printer.", data=["personal"],
        noted_by=uuid4(),
    )  # fmt: skip
    asked = AccessRequest.objects.create(
        user=giorgi, what="know", received_on=local_day(at), due_on=local_day(at),
    )  # fmt: skip
    return {"breach": breach.pk, "asked": asked.pk}


def _of_collecting(request: pytest.FixtureRequest, service: UUID) -> dict[str, Any]:
    """A round that is open, a file that was sent in it, a pair, a merge and a suggestion."""
    town: Institution = request.getfixturevalue("town")
    now: datetime = request.getfixturevalue("now")
    make_service = request.getfixturevalue("a_service")
    nino, giorgi = request.getfixturevalue("nino"), request.getfixturevalue("giorgi")
    agency: Institution = request.getfixturevalue("agency")
    coordinator = actor(nino, Role.COORDINATOR, agency)
    round_, (invitation, of_the_agency) = opened(coordinator, now, town, agency)
    file = checked(invitation, now, (None, record_of(town, "A club of the town")))
    told = checked(of_the_agency, now, (None, record_of(town, "Another club of the town")))
    Submission.objects.filter(pk=file.pk).update(columns=columns_of_a_list())
    told.rows.update(outcome=SourceRow.Outcome.SUGGESTION, run_by="Example 1 city hall")
    Submission.objects.filter(pk=told.pk).update(state=Submission.State.SENT)
    suggestion = told.rows.get()
    send_submission(submission=file, by=actor(giorgi, Role.FOCAL_POINT, town), at=now)
    left, right = sorted((service, make_service(institution=town, name_en="Counselling")))
    pair = Pair.objects.create(
        left=left, right=right, left_institution=town, right_institution=town, score=0.8,
        band="ask", evidence=[["name", "close", 3.0, "Counselling", "Counselling"]], found_at=now,
    )  # fmt: skip
    kept, absorbed = (make_service(institution=town, name_en=name) for name in ("Chess", "Chess!"))
    merging = Merging(uuid4(), kept, absorbed)
    merge_services(merging=merging, by=coordinator, at=now)
    return {
        "round": round_.pk,
        "invitation": invitation.pk,
        "link": token_of(invitation),
        "submission": file.pk,
        "pair": pair.pk,
        "merge": merging.merge_id,
        "suggestion": suggestion.pk,
    }


def _of_contacts(town: Institution) -> dict[str, Any]:
    """A contact point of the town that is asked today to confirm."""
    at = clock_now()
    contact = add_contact(
        contact_id=uuid4(), institution=town, by=SYSTEM, at=at,
        told=Told({"name": "Tamar", "position_en": "Social worker"}, ["ADD"], ["example-1"]),
    )  # fmt: skip
    ask_contacts(at)
    contact.refresh_from_db()
    return {"contact": contact.pk, "contact_link": key_of(contact)}


def _of_agreements(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Of the town with the agency: a draft with a pathway, one in review, one in force."""
    town, agency = request.getfixturevalue("town"), request.getfixturevalue("agency")
    at = clock_now()
    draft = drafted(town, agency, at=at)
    service = request.getfixturevalue("a_service")(institution=town, name_en="Agreed on")
    pathway = with_pathway(draft, agency, service, at=at)
    review = in_review(drafted(town, agency, at=at), at=at)
    running = in_review(drafted(town, agency, at=at), at=at)
    scan = Scan("png", b"\x89PNG\r\n\x1a\n")
    signature = signed_by(running, town, at=at, scan=scan)
    signed_by(running, agency, at=at)
    return {
        "agreement_draft": draft.agreement_id, "agreement_review": review.agreement_id,
        "agreement_in_force": running.agreement_id, "pathway": pathway.pk,
        "agreement_party": review.parties.get(institution=town).pk, "signature": signature.pk,
    }  # fmt: skip


def columns_of_a_list() -> dict[str, Any]:
    """What is asked about a list of a town's own: one table, an old font, an unknown column."""
    column = {"why": "title", "examples": ["Chess"], "old_font": [["Wre", "ჭრე"]]}
    columns = [
        {**column, "title": "Activity", "field": "name"},
        {**column, "title": "Remarks", "field": "", "examples": []},
    ]
    table = {"name": "Sheet", "holds": "services", "rows": 2, "digest": "d", "columns": columns}
    return {"read": "titles", "tables": [table, {**table, "name": "Old", "holds": ""}]}


def _of_lists(request: pytest.FixtureRequest, place: UUID) -> dict[str, Any]:
    """A service with hours, on a list that Giorgi keeps and shares; a search that he follows."""
    giorgi: User = request.getfixturevalue("giorgi")
    at, by = clock_now(), keeper(giorgi)
    hours = [["MO", "10:00", "18:00"], ["TU", "10:00", "18:00"]]
    service = request.getfixturevalue("a_service")(
        assured_on=local_day(at), name_en="Open on Mondays",
        at=[{"location": str(place), "hours": hours}],
    )  # fmt: skip
    texts = {"hy": Written("Զանգահարեք։", reviewed=False, version=0)}
    write_how_to_enter(service_id=service, texts=texts, by=SYSTEM, at=at)
    kept = keep_list(
        list_id=uuid4(), title=ListTitle("family", number=3, language="en"),
        service_ids=[service], by=by, at=at,
    )  # fmt: skip
    share_list(kept=kept, key=uuid4().hex, by=by, at=at)
    search = follow_search(
        subscription_id=uuid4(), params=[["age", "15"], ["place", "example-1"]], owner=giorgi,
        by=by, at=at,
    )  # fmt: skip
    return {
        "owner": giorgi, "open_service": service, "kept_list": kept.pk,
        "list_key": kept.shared_key, "followed_search": search.pk,
        "stop_key": stop_key(search.pk),
    }  # fmt: skip


def _of_planning_together(request: pytest.FixtureRequest) -> dict[str, Any]:
    """An entry for members; an offer that the agency answered, and one of the agency that the town
    answered; a calendar that Giorgi follows."""
    town: Institution = request.getfixturevalue("town")
    agency: Institution = request.getfixturevalue("agency")
    giorgi: User = request.getfixturevalue("giorgi")
    at, by = clock_now(), actor(giorgi, Role.FOCAL_POINT, town)
    day = local_day(at) + timedelta(days=3)
    entry = add_entry(
        entry_id=uuid4(), institution_id=town.pk, terms=(), by=by, at=at,
        fields=entry_fields(open_to="members", starts_on=day),
    )  # fmt: skip
    offer = make_offer(
        offer_id=uuid4(), institution_id=town.pk, by=by, at=at,
        fields=offer_fields(expires_on=day + timedelta(days=57)),
    )  # fmt: skip
    answer_offer(
        answer_id=uuid4(), offer=offer, institution_id=agency.pk, text="We would like it.",
        contact="reception", by=SYSTEM, at=at,
    )  # fmt: skip
    wanted = make_offer(
        offer_id=uuid4(), institution_id=agency.pk, by=SYSTEM, at=at,
        fields=offer_fields(expires_on=day + timedelta(days=57), side="request"),
    )  # fmt: skip
    answer = answer_offer(
        answer_id=uuid4(), offer=wanted, institution_id=town.pk, text="We have one.",
        contact="reception", by=by, at=at,
    )  # fmt: skip
    follow = follow_calendar(follow_id=uuid4(), params=[], weekly=True, by=by, at=at)
    return {
        "entry": entry.pk, "offer": offer.pk, "feed_key": key_of_feed(follow),
        "weekly_key": stop_key_of_weekly(follow.pk), "own_answer": answer.pk,
    }  # fmt: skip


def _of_profiles(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A challenge of the town that was worded better, one of another, and what Marie does."""
    town: Institution = request.getfixturevalue("town")
    agency: Institution = request.getfixturevalue("agency")
    marie: User = request.getfixturevalue("marie")
    now: datetime = request.getfixturevalue("now")
    own = a_challenge(town, now)
    worded = {**challenge_fields(), "description_en": "No psychologist within an hour."}
    edit_challenge(challenge_id=own.pk, fields=worded, version=1, by=SYSTEM, at=now)
    specialist = Actor(Role.SPECIALIST, marie.pk, agency.pk)
    return {
        "challenge": own.pk,
        "shared_challenge": a_challenge(agency, now).pk,
        "said": Revision.objects.get(object_id=str(own.pk), act="challenge.edit").pk,
        "specialist": a_specialist(specialist, now).pk,
    }
