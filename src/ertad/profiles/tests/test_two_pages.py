"""The paper of a profile is one or two pages, whatever is typed and however much there is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.story import NOW, TODAY

from ertad.directory.models import Programme, Service
from ertad.files.tests.papers import needs_pango, needs_reader, pages, words
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.places.models import Municipality
from ertad.profiles.acts.write_profile import write_profile
from ertad.profiles.models import Challenge, InstitutionProfile, SpecialistProfile
from ertad.profiles.papers.profile import print_profile
from ertad.profiles.papers.specialist import print_specialist
from ertad.profiles.queries import specialist_lines, standing
from ertad.profiles.tests.sayings import a_challenge, a_specialist, figure, profile_fields
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN

pytestmark = [pytest.mark.django_db, pytest.mark.slow, needs_pango, needs_reader]
Make = Callable[..., UUID]
WORD, ONE_WORD = "არასრულწლოვანთა ", "შ"


def filled(text: str, most: int) -> str:
    return (text * most)[:most].strip()


def say(centre: Institution, text: str, share: float) -> None:
    """All that can be said, `share` of the longest that may be typed."""
    words_of = {
        "field_ka": filled(text, int(300 * share)) or "ა",
        "mandate_ka": filled(text, int(1500 * share)),
        "offers_ka": filled(text, int(600 * share)),
        "seeks_ka": filled(text, int(600 * share)),
    }
    figures = [
        figure(
            label_ka=f"{number} {filled(text, int(110 * share))}",
            source_ka=f"ა {filled(text, int(190 * share))}", label_en="", source_en="",
            value=999_999_999, year=2025,
        )
        for number in range(6)
    ]  # fmt: skip
    fields = profile_fields(**words_of, field_en="", mandate_en="", figures=figures)
    InstitutionProfile.objects.all().delete()
    write_profile(institution_id=centre.pk, fields=fields, version=0, by=SYSTEM, at=NOW)


@given(
    services=st.integers(0, 60),
    challenges=st.integers(0, 12),
    share=st.sampled_from([0.0, 0.3, 1.0]),
    text=st.sampled_from([WORD, ONE_WORD]),
)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_more_than_two_pages(
    centre: Institution, a_service: Make, services: int, challenges: int, share: float, text: str
) -> None:
    Challenge.objects.all().delete()
    Service.objects.all().update(status="ended")
    say(centre, text, share)
    for number in range(challenges):
        description = f"{number} {filled(text, int(990 * share))}"
        a_challenge(centre, NOW, public=True, description_ka=description, description_en="")
    for number in range(services):
        name = f"{number} {filled(text, int(290 * share))}"
        a_service(name_ka=name, name_en="", target_groups=["T10", "T11", "T12"])
    with override("ka"):
        made = print_profile(centre, standing(TODAY))
    assert 1 <= pages(made) <= 2


def test_the_longest_of_a_specialist_fits_on_two(marie: User, agency: Institution) -> None:
    longest = filled(WORD, 300)
    Institution.objects.filter(pk=agency.pk).update(name_ka=longest, phone="+995322000000")
    User.objects.filter(pk=marie.pk).update(name=longest[:200])
    for number in range(9):
        text = f"{number} {filled(WORD, 990)}"
        a_challenge(agency, NOW, public=True, description_ka=text, description_en="")
    groups = Term.objects.filter(vocabulary="target_group").values_list("code", flat=True)
    profile = a_specialist(
        Actor(Role.SPECIALIST, marie.pk, agency.pk), NOW, work_ka=filled(WORD, 600),
        offers_ka=filled(WORD, 600), languages=list(SPOKEN), target_groups=list(groups),
        places=list(Municipality.objects.values_list("pk", flat=True)),
    )  # fmt: skip
    with override("ka"):
        [line] = specialist_lines(SpecialistProfile.objects.filter(pk=profile.pk))
        made = print_specialist(line, standing(TODAY))
    assert pages(made) <= 2
    assert "ქსელის წევრებისთვის" in words(made)


def test_the_longest_of_everything_fits_and_the_rest_is_counted(
    centre: Institution, town: Institution, a_service: Make
) -> None:
    longest = filled(WORD, 300)
    Institution.objects.filter(pk=centre.pk).update(
        name_ka=longest, name_en=longest, name_fr=longest, phone="+995322000000",
        url="https://example.org/" + "x" * 170, email="a" * 60 + "@example.org",
    )  # fmt: skip
    centre.refresh_from_db()
    say(centre, WORD, 1.0)
    places = [f"example-{number}" for number in range(1, 11)]
    centre.municipalities.add(*places)
    for number in range(9):
        text = f"{number} {filled(WORD, 990)}"
        a_challenge(centre, NOW, public=True, description_ka=text, description_en="")
    programmes = [
        Programme.objects.create(
            institution=centre, name_ka=f"{number} {longest[:280]}",
            description_ka=filled(WORD, 2000),
        )
        for number in range(6)
    ]  # fmt: skip
    for number in range(60):
        fields: dict[str, Any] = {"contact_ka": f"{number} {longest[:190]}"}
        key = a_service(name_ka=f"{number} {longest[:290]}", **fields)
        Service.objects.filter(pk=key).update(programme=programmes[number % 6])
    for number in range(50):
        a_service(name_ka=f"{number} {longest[:290]}", institution=town)
    with override("ka"):
        made = print_profile(centre, standing(TODAY))
    assert pages(made) <= 2
    told = words(made)
    assert str(60 - 7) in told or str(60 - 14) in told
    assert "50" in told
