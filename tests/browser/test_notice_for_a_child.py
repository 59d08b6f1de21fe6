"""The notice for a child: read on a telephone, printed on one sheet, in every language."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from ertad.directory.models import Location
from ertad.files.tests.papers import pages
from ertad.people.models import Institution
from tests.browser.conftest import PHONE, Open, faults_of

Make = Callable[..., UUID]
MORE = ("az", "hy", "ru")
LONG = "A psychologist listens to you and helps you to find out what you can change. " * 9
FETCHED = "performance.getEntriesByType('resource').map(each => each.name)"


@pytest.fixture
def key(lasting: None, a_service: Make, centre: Institution, settings: Any) -> UUID:
    """A service that says as much as a notice can hold."""
    settings.MORE_LANGUAGES = list(MORE)
    settings.INVENTED_DATA = True
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", address_en="1 Long Example Street",
        latitude=42.1, longitude=43.1,
    )  # fmt: skip
    hours = [[day, "10:00", "18:00"] for day in ("MO", "TU", "TH", "FR")]
    return a_service(
        name_en="Counselling for young people and their families after school",
        description_en=LONG, how_to_enter_en=LONG, documents_en="Passport\nA letter\nPhoto\nPen",
        contact_en="Reception of the centre", at=[{"location": str(place.pk), "hours": hours}],
        min_age=14, max_age=18, cost="free", assured_on=None,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ka", "en", "fr", *MORE])
def test_a_notice_is_one_printed_sheet(open_page: Open, key: UUID, language: str) -> None:
    frame = language if language not in MORE else "ka"
    page = open_page(f"/{frame}/service/{key}/for-you/?in={language}", size=PHONE)
    assert faults_of(page) == []
    assert pages(page.pdf(format="A4")) == 1
    names = page.evaluate(FETCHED)
    assert any("dejavu" in name for name in names) == (language in MORE)


def test_other_pages_do_not_fetch_the_second_typeface(open_page: Open, key: UUID) -> None:
    page = open_page(f"/en/service/{key}/")
    page.wait_for_load_state("networkidle")
    names = page.evaluate(FETCHED)
    assert any("firago" in name for name in names)
    assert not any("dejavu" in name for name in names)
