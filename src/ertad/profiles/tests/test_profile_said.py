"""What an institution says of itself: written, seen, changed by two at once, undone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.story import NOW

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import LaterEdits, WrongRecord
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.roles import Role
from ertad.people.acts.add_contact import add_contact
from ertad.people.contacts.writing import Told
from ertad.people.models import Institution, User
from ertad.profiles.acts.undo_saying import undo_saying
from ertad.profiles.acts.write_profile import write_profile
from ertad.profiles.models import InstitutionProfile
from ertad.profiles.queries import contacts_of, own_words
from ertad.profiles.tests.sayings import figure, profile_fields

pytestmark = pytest.mark.django_db


def focal(user: User, institution: Institution) -> Actor:
    return Actor(Role.FOCAL_POINT, user.pk, institution.pk)


def sent(**fields: Any) -> dict[str, Any]:
    return {"version": 0, "field_en": "Prevention", "mandate_ka": "მანდატი", **fields}


def test_giorgi_says_who_they_are_and_everybody_reads_it(
    client: Client, town: Institution, giorgi: User
) -> None:
    client.force_login(giorgi)
    with override("en"):
        page, shown = (
            reverse(f"profiles:{n}", args=[town.pk]) for n in ("write", "profile")
        )  # fmt: skip
    assert "Nobody has said yet who you are" in client.get(shown).content.decode()
    typed = sent(**{"figure-0-label_en": "Clubs", "figure-0-value": "1240", "figure-0-year": "2025",
                    "figure-0-source_en": "Own count", "figure-1-label_en": "Waiting",
                    "figure-1-year": "2025", "target_groups": ["T10"]})  # fmt: skip
    assert client.post(page, typed).status_code == 302

    client.logout()
    told = client.get(shown).content.decode()
    assert "Prevention" in told
    assert '<span lang="ka">მანდატი' in told
    assert "1,240" in told or "1\u00a0240" in told
    assert "not known" in told
    assert 'href="/en/people/institution' in told
    assert "parts written" not in told
    row = AuditRow.objects.get(act="profile.write")
    assert (row.role, row.actor_id) == ("focal_point", str(giorgi.pk))


def test_members_see_persons_behind_contact_points_the_public_functions(
    client: Client, town: Institution, giorgi: User
) -> None:
    Institution.objects.filter(pk=town.pk).update(phone="+995322000001")
    town.refresh_from_db()
    told = Told({
        "name": "Tamar Examplashvili", "position_en": "Social worker", "phone": "+995599000001",
    })  # fmt: skip
    add_contact(contact_id=uuid4(), institution=town, by=SYSTEM, at=NOW, told=told)
    with override("en"):
        pages = [reverse(f"profiles:{name}", args=[town.pk]) for name in ("profile", "present")]
        paper = contacts_of(town, None, NOW.date())
    assert [(each.function.text, each.person, each.phone) for each in paper[1:]] == [
        ("Social worker", "", None)
    ]
    for reader, shown in ((None, False), (giorgi, True)):
        if reader:
            client.force_login(reader)
        for page in pages:
            words = client.get(page).content.decode()
            assert "Social worker" in words
            assert "32 200 00 01" in words
            assert ("Examplashvili" in words) is shown
            assert ("599 00 00 01" in words) is shown
    assert AuditRow.objects.filter(act="profile.read", object_id=str(town.pk)).count() == 2


def test_of_seven_parts_those_written_are_counted(town: Institution, giorgi: User) -> None:
    assert own_words(town.pk, giorgi).written == 0
    write_profile(
        institution_id=town.pk, fields=profile_fields(), version=0, by=focal(giorgi, town), at=NOW
    )
    told = own_words(town.pk, giorgi)
    assert (told.written, len(told.parts)) == (4, 7)


def test_two_at_once_see_both_and_lose_neither(
    client: Client, town: Institution, giorgi: User
) -> None:
    by = focal(giorgi, town)
    write_profile(institution_id=town.pk, fields=profile_fields(), version=0, by=by, at=NOW)
    with pytest.raises(StaleEdit):
        write_profile(
            institution_id=town.pk, fields=profile_fields(field_en="Else"), version=0, by=by, at=NOW
        )
    client.force_login(giorgi)
    with override("en"):
        page = reverse("profiles:write", args=[town.pk])
    answer = client.post(page, sent(field_en="What I typed", version=0))
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "What I typed" in told
    assert "Prevention with young people" in told
    assert 'name="version" value="1"' in told
    assert InstitutionProfile.objects.get().field_en == "Prevention with young people"


def test_the_same_again_changes_nothing(town: Institution, giorgi: User) -> None:
    by = focal(giorgi, town)
    for version in (0, 0, 1):
        write_profile(
            institution_id=town.pk, fields=profile_fields(), version=version, by=by, at=NOW
        )
    assert InstitutionProfile.objects.get().version == 1
    assert Revision.objects.filter(kind="profiles.institutionprofile").count() == 1


def test_undoing_asks_about_what_was_changed_since(
    client: Client, town: Institution, giorgi: User
) -> None:
    by = focal(giorgi, town)
    write_profile(institution_id=town.pk, fields=profile_fields(), version=0, by=by, at=NOW)
    for version, field in enumerate(("Second", "Third"), start=1):
        fields = profile_fields(field_en=field, figures=[])
        write_profile(institution_id=town.pk, fields=fields, version=version, by=by, at=NOW)
    second = Revision.objects.get(after__field_en="Second", before__isnull=False)
    with pytest.raises(LaterEdits):
        undo_saying(revision_id=second.pk, by=by, at=NOW)
    assert undo_saying(revision_id=second.pk, by=by, at=NOW, put_back=[]) == ["figures"]
    told = InstitutionProfile.objects.get()
    assert (told.field_en, len(told.figures)) == ("Third", 1)
    client.force_login(giorgi)
    with override("en"):
        address = reverse("profiles:undo", args=[second.pk])
        past = reverse("profiles:history", args=[town.pk])
    assert "Changed again since then" in client.get(address).content.decode()
    assert client.post(address, {"asked": "field_en", "back": "field_en"}).status_code == 302
    assert InstitutionProfile.objects.get().field_en == "Prevention with young people"
    assert "An earlier change undone" in client.get(past).content.decode()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"mandate_en": "Ask 01234567890"}, "personal_number"),
        ({"mandate_fr": "x" * 1501}, "too_long"),
        ({"target_groups": ["NO"]}, "unknown_code"),
        ({"figures": [figure(label_en="")]}, "no_label"),
        ({"figures": [figure(value="many")]}, "no_number"),
        ({"figures": [figure(value="-1")]}, "no_number"),
        ({"figures": [figure(value="NaN")]}, "no_number"),
        ({"figures": [figure(year=None)]}, "no_year"),
        ({"figures": [figure(year=2027)]}, "no_year"),
        ({"figures": [figure(source_en="")]}, "no_source"),
        ({"figures": [figure(label_en="01234567890")]}, "personal_number"),
        ({"figures": [figure(label_en=str(n)) for n in range(7)]}, "too_many_figures"),
    ],
)
def test_what_is_wrong_is_refused_whole(
    town: Institution, giorgi: User, fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(WrongRecord) as refused:
        write_profile(
            institution_id=town.pk, fields=profile_fields(**fields), version=0,
            by=focal(giorgi, town), at=NOW,
        )  # fmt: skip
    assert code in {problem.code for problem in refused.value.problems}
    assert not InstitutionProfile.objects.exists()


def test_a_figure_that_is_wrong_is_said_where_it_stands(
    client: Client, town: Institution, giorgi: User
) -> None:
    client.force_login(giorgi)
    with override("en"):
        page = reverse("profiles:write", args=[town.pk])
    wrong = {"figure-3-label_en": "Clubs", "figure-3-value": "5", "figure-3-year": "1066"}
    answer = client.post(page, sent(**wrong))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_figure-3-year"' in told
    assert "Give the year, from 1990 to" in told


def test_only_their_own_and_the_coordinator_with_a_reason(
    client: Client, town: Institution, lasha: User, nino: User, agency: Institution
) -> None:
    other = Actor(Role.FOCAL_POINT, lasha.pk, Institution.objects.get(code="centre").pk)
    for by in (other, Actor(Role.COORDINATOR, nino.pk, agency.pk)):
        with pytest.raises(NotAllowed):
            write_profile(institution_id=town.pk, fields=profile_fields(), version=0, by=by, at=NOW)
    client.force_login(nino)
    with override("en"):
        page = reverse("profiles:write", args=[town.pk])
    assert client.post(page, sent()).status_code == 422
    assert client.post(page, sent(reason="They asked by telephone")).status_code == 302
    assert AuditRow.objects.get(act="profile.write").reason == "They asked by telephone"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "a\nb\x00c", "\u202eevil", "<script>x</script>"])
def test_hostile_words_stay_words(
    client: Client, town: Institution, giorgi: User, text: str
) -> None:
    client.force_login(giorgi)
    page = reverse("profiles:write", args=[town.pk])
    answer = client.post(page, sent(mandate_en=text, field_en=text, version="x' OR 1"))
    assert answer.status_code in (302, 409, 422)
    for name in ("profile", "present"):
        shown = client.get(reverse(f"profiles:{name}", args=[town.pk])).content.decode()
        assert "<script>x" not in shown
        assert "\u202e" not in shown
