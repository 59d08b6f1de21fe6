"""`ertad demo` is full enough that every screen shows its purpose, and all of it is marked."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from tests.story import NOW, TODAY

from ertad.agreements.models import AgreementVersion, Pathway
from ertad.audit.models import AuditRow, Revision
from ertad.audit.verify import verify
from ertad.collection.models import Invitation, Pair, Round, SourceRow, Submission
from ertad.collection.rules import has_errors
from ertad.cooperation.models import CalendarEntry, Offer
from ertad.demo.accounts import ACCOUNTS, FOCAL_POINTS, PASSWORD, SPECIALISTS
from ertad.demo.filling import fill
from ertad.directory.freshness import freshness
from ertad.directory.models import (
    Attribute,
    Location,
    Merge,
    MistakeReport,
    Places,
    Publication,
    Service,
    UnmetDemand,
)
from ertad.engines.script import name_key
from ertad.kernel.roles import Role
from ertad.people.models import Institution, MemberInvitation, User
from ertad.profiles.models import Challenge, InstitutionProfile, SpecialistProfile

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("filled")]


def test_somebody_is_invited_and_one_letter_is_too_old() -> None:
    waiting = MemberInvitation.objects.waiting()
    assert waiting.count() == 3
    assert waiting.filter(expires_at__lt=NOW).count() == 1


def test_filling_again_changes_nothing() -> None:
    def counted() -> list[int]:
        kinds = (Service, Institution, User, Round, Submission, Pair, AuditRow, Revision)
        return [kind._default_manager.count() for kind in kinds]

    before = counted()

    assert fill(at=NOW + timedelta(days=1)) is False
    assert counted() == before


def test_the_trail_holds_and_tells_of_the_year_before_now() -> None:
    began = AuditRow.objects.get(act="demo.services").at
    times = AuditRow.objects.values_list("at", flat=True)

    assert verify().whole
    assert NOW - began == timedelta(days=360)
    assert all(began <= at <= NOW for at in times)


def test_about_four_hundred_varied_services() -> None:
    services = Service.objects.active().filter(invented=True)
    names = Counter(services.values_list("name_ka", flat=True))
    fresh = Counter(
        "never" if day is None else freshness(day, TODAY)
        for day in services.values_list("assured_on", flat=True)
    )
    types = Attribute.objects.filter(service__in=services, term__vocabulary="service_type")

    assert 380 <= services.count() <= 450
    assert len(names) > 250
    assert names.most_common(1)[0][1] <= 10
    assert types.values("term").distinct().count() >= 50
    assert all(fresh[state] >= 5 for state in ("confirmed", "stale", "expired", "never"))
    assert set(Places.objects.filter(service__in=services).values_list("state", flat=True)) == {
        "open", "waiting", "full", "unknown"
    }  # fmt: skip
    assert set(services.values_list("level", flat=True)) >= {"central", "municipal"}
    assert 5 <= services.filter(confidential=True).count() <= 30
    assert services.filter(name_en="", name_fr="").count() > 50
    assert services.exclude(name_ka="").exclude(name_en="").exclude(name_fr="").count() > 150
    assert not Service.objects.filter(name_ka="", invented=True).exists()


def test_one_round_is_published_and_one_is_open() -> None:
    published, open_ = Round.objects.order_by("period_start")

    assert (published.state, open_.state) == ("published", "open")
    assert published.period_end + timedelta(days=1) == open_.period_start
    assert open_.due_on > TODAY
    assert Publication.objects.get().round_id == str(published.pk)
    assert Publication.objects.get().ended == 1
    assert published.invitations.filter(state="downloaded").count() == 1


def test_the_open_round_stands_at_every_step() -> None:
    invitations = Invitation.objects.filter(round__state="open")
    submissions = Submission.objects.filter(invitation__round__state="open")
    codes = set(invitations.values_list("institution__code", flat=True))

    assert {f"city-{number}" for number in range(1, 11)} < codes
    assert set(invitations.values_list("state", flat=True)) == set(Invitation.State.values)
    assert set(submissions.values_list("state", flat=True)) == set(Submission.State.values) - {
        "published"
    }
    outcomes = set(SourceRow.objects.values_list("outcome", flat=True))
    only_in_own_lists = {"left_out"}
    assert outcomes == set(SourceRow.Outcome.values) - only_in_own_lists
    checked = [s for s in submissions if s.state == "checked"]
    assert {has_errors(submission) for submission in checked} == {True, False}


def test_giorgi_has_a_difference_to_settle_and_lasha_questions_to_answer() -> None:
    row = SourceRow.objects.get(outcome="conflict")
    live = Service.objects.get(pk=row.service_id)

    assert row.submission.invitation.institution.code == "city-3"
    assert row.conflicts.keys() == {"description_ka", "phones"}
    assert row.conflicts["description_ka"]["current"] == live.description_ka
    assert not has_errors(row.submission)
    returned = Submission.objects.get(
        state="returned", invitation__institution__code="steps", invitation__round__state="open"
    )
    assert returned.comment
    assert returned.rows.exclude(comment="").count() == 1


def test_the_sheets_have_the_mess_of_real_ones() -> None:
    rows = SourceRow.objects.filter(submission__invitation__round__state="open")
    found = {f["code"] for findings in rows.values_list("findings", flat=True) for f in findings}
    for findings in Submission.objects.values_list("findings", flat=True):
        found |= {f["code"] for f in findings}

    assert found >= {
        "ages_reversed", "phone_letters", "municipality_unknown", "personal_number",
        "formula_without_value", "merged_rows", "not_a_date", "value_unknown", "legacy_font",
        "only_capitals", "unknown_header", "totals_row", "changed_meanwhile", "owner_unknown",
        "other_institution", "not_a_spreadsheet",
    }  # fmt: skip


def test_no_personal_number_is_kept() -> None:
    from ertad.demo.mess import ELEVEN_DIGITS

    assert not SourceRow.objects.filter(raw__icontains=ELEVEN_DIGITS).exists()
    assert not Revision.objects.filter(after__icontains=ELEVEN_DIGITS).exists()
    city = Submission.objects.get(state="checked", invitation__institution__code="city-4")
    from ertad.files.spreadsheets.reading import read_workbook

    book = read_workbook(bytes(city.content))
    cells = [str(cell) for sheet in book.sheets for row in sheet.rows for cell in row.cells]
    assert not any(ELEVEN_DIGITS in cell for cell in cells)


def test_pairs_wait_one_was_merged_one_is_different_and_branches_are_none() -> None:
    open_ = Pair.objects.filter(answer="open")
    within = [pair for pair in open_ if pair.left_institution == pair.right_institution]
    branch = SourceRow.objects.get(
        outcome="new", submission__state="sent", submission__invitation__institution__code="bridge"
    )

    assert open_.count() >= 4
    assert [pair.left_institution.code for pair in within] == ["steps"]
    assert Pair.objects.filter(answer="different").exists()
    merge = Merge.objects.get()
    assert Pair.objects.get(answer="same").merge_id == merge.pk
    assert merge.absorbed.institution.code == "city-2"
    assert name_key(branch.record["name_ka"]) in {  # type: ignore[index]
        name_key(name)
        for name in Service.objects.filter(institution__code="bridge").values_list(
            "name_ka", flat=True
        )
    }
    ids = {key for pair in Pair.objects.all() for key in (pair.left, pair.right)}
    assert branch.service_id not in ids


def test_every_account_signs_in(client: Client) -> None:
    for account in ACCOUNTS:
        response = client.post(
            reverse("account_login"), {"login": account.email, "password": PASSWORD}
        )
        assert response.status_code == 302, account.email
        assert client.get(response["Location"], follow=True).status_code == 200, account.email
        client.logout()


def test_every_role_with_an_account_of_its_own_is_there() -> None:
    without = {Role.PUBLIC, Role.LINK_HOLDER, Role.OPERATOR}

    assert {account.role for account in ACCOUNTS} == set(Role) - without
    assert User.objects.filter(demo=False).count() == 0
    assert User.objects.count() == len(ACCOUNTS) + len(FOCAL_POINTS) + len(SPECIALISTS)
    invited = Invitation.objects.values_list("institution__code", flat=True)
    answering = {a.institution for a in ACCOUNTS if a.role is Role.FOCAL_POINT} | set(FOCAL_POINTS)
    assert set(invited) <= answering


def test_every_institution_presents_itself_and_challenges_are_shared() -> None:
    invented = Institution.objects.filter(invented=True)
    said = InstitutionProfile.objects.filter(institution__in=invented)
    challenges = Challenge.objects.annotate(shared=Count("shared_by"))

    assert said.count() == invented.count()
    assert len(set(said.values_list("mandate_ka", flat=True))) >= 10
    assert any(not figure["value"] for each in said for figure in each.figures)
    assert challenges.count() >= 15
    assert challenges.filter(shared__gte=3).count() >= 3
    assert set(challenges.values_list("state", flat=True)) == set(Challenge.State)
    assert challenges.filter(public=False).exists()
    assert not challenges.filter(description_fr="").exists()
    assert SpecialistProfile.objects.count() == 3


def test_what_is_invented_says_so_and_never_mixes_with_real_places() -> None:
    invented = Institution.objects.filter(invented=True)

    assert not Service.objects.filter(institution__in=invented, invented=False).exists()
    assert not Service.objects.filter(invented=True).exclude(institution__in=invented).exists()
    assert not Location.objects.filter(
        institution__in=invented, municipality__invented=False
    ).exists()
    assert not invented.filter(municipalities__invented=False).exists()
    assert not Institution.objects.filter(invented=False, municipalities__invented=True).exists()
    emails = [*User.objects.values_list("email"), *invented.values_list("email")]
    assert all(email.endswith("@example.org") for (email,) in emails)


def test_real_samples_say_only_what_their_page_says() -> None:
    samples = Service.objects.filter(invented=False)

    assert samples.count() == 38
    assert not samples.filter(sample_as_of="").exists()
    assert not samples.filter(sample_source="").exists()
    assert not samples.exclude(assured_on=None).exists()
    assert not samples.exclude(name_fr="").exists()
    assert not samples.exclude(email="").exists()
    assert not samples.filter(phones__isnull=False).exists()
    assert not samples.filter(contact__isnull=False).exists()
    assert not samples.filter(at_locations__isnull=False).exists()
    assert not Institution.objects.filter(invented=False).exclude(name_fr="").exists()


def test_life_between_the_rounds() -> None:
    owners = MistakeReport.objects.values_list("service__institution__code", flat=True)

    assert {"city-3", "steps", "youth-1"} < set(owners)
    assert AuditRow.objects.filter(act="revision.undo").count() == 1
    assert Service.objects.filter(status="ended").count() == 2
    assert UnmetDemand.objects.count() >= 5


def test_a_lively_month_and_offers_in_every_state() -> None:
    entries = CalendarEntry.objects.all()
    near = entries.filter(starts_on__range=(TODAY, TODAY + timedelta(days=31)))

    assert near.count() >= 15
    assert set(entries.values_list("kind", flat=True)) == set(CalendarEntry.Kind.values)
    assert entries.exclude(cancelled_at=None).count() == 1
    assert set(Offer.objects.values_list("state", flat=True)) == set(Offer.State.values)
    assert set(Offer.objects.values_list("what", flat=True)) == set(Offer.What.values)


def test_agreements_one_in_force_one_in_review_one_drafted_anew() -> None:
    states = {each.state: each for each in AgreementVersion.objects.all()}

    assert set(states) == {"in_force", "review", "draft", "replaced"}
    assert states["in_force"].pathways.count() == 2
    assert states["draft"].number == 2
    assert states["replaced"].comments.count() == 2
    assert Pathway.objects.working(TODAY).count() == 2
    assert {place.invented for text in states.values() for place in _parties(text)} == {True}


def _parties(text: AgreementVersion) -> list[Institution]:
    return [party.institution for party in text.parties.select_related("institution")]
