"""Leaflet and notice in Azerbaijani, Armenian and Russian: all of their words, their letters."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext, override
from tests.story import NOW, TODAY
from tools.messages import texts_of_papers

from ertad.directory.acts.write_how_to_enter import Written, write_how_to_enter
from ertad.directory.models import Location, Service
from ertad.directory.models.services import Status
from ertad.files.papers.kept import forget_papers
from ertad.files.tests.papers import needs_pango, needs_reader, objects, pages, words
from ertad.kernel.actor import SYSTEM
from ertad.kernel.languages import Said, more_languages, read_languages, said
from ertad.people.models import Institution
from ertad.profiles.papers.leaflet import leaflet_variants, page_of, print_leaflet
from ertad.profiles.queries import standing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Make = Callable[..., UUID]
MORE = ("az", "hy", "ru")
LETTERS = {"az": "ə", "hy": "յ", "ru": "я"}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget_papers()


@pytest.fixture
def more(settings: Any) -> Any:
    settings.MORE_LANGUAGES = list(MORE)
    settings.REVIEWED_LANGUAGES = ["ru"]
    return settings


@pytest.fixture
def full(a_service: Make, centre: Institution) -> UUID:
    """Services that make a leaflet say all that it can; what they say themselves is in English."""
    places = [
        Location.objects.create(
            institution=centre, municipality_id="example-1", address_en="1 Street",
            latitude=42.1, longitude=43.1, confidential=hidden,
        )
        for hidden in (False, True)
    ]  # fmt: skip
    hours = [[day, "10:00", "18:00"] for day in ("MO", "TU", "TH", "SU")]
    at = [{"location": str(place.pk), "hours": hours} for place in places]
    a_service(at=at, min_age=14, max_age=18, cost="free", assured_on=date(2026, 7, 1))
    a_service(min_age=14, cost="partly", assured_on=date(2026, 1, 1))
    a_service(max_age=18, cost="paid", assured_on=None, phones=["+995322000001;ext=5"])
    a_service(sample_as_of="2024", assured_on=None)
    Institution.objects.filter(pk=centre.pk).update(phone="+995322000009")
    centre.refresh_from_db()
    return a_service(at=at[:1], documents_en="Passport", contact_en="Reception")


def ours(html: str) -> str:
    """The words of a paper that are not content: content in another language is marked as such."""
    body = re.split(r"<body[^>]*>", html)[-1]
    return strip_tags(re.sub(r'<(span|ul)[^>]* lang="..">.*?</\1>', " ", body, flags=re.DOTALL))


def left_over(text: str, language: str) -> list[str]:
    """Words of ours that are not in the language."""
    english = [found[0] for found in texts_of_papers() if isinstance(found[0], str)]
    found = [each for each in english if re.search(rf"\b{re.escape(each)}", text)]
    found += re.findall(r"[\u10d0-\u10ff]+", text)
    if language != "az":
        bare = re.sub(r"http\S+|Ertad", " ", text)
        found += re.findall(r"[A-Za-z]{2,}", bare)
    return found


@pytest.mark.parametrize("language", MORE)
def test_every_word_of_a_leaflet_is_in_its_language(
    more: Any, full: UUID, centre: Institution, language: str
) -> None:
    chosen = [each for each in read_languages() if each.code == language]
    roomy = leaflet_variants(centre, chosen, standing(TODAY))[0]
    assert "14–18" in ours(roomy)
    assert LETTERS[language] in ours(roomy)
    assert left_over(ours(roomy), language) == []


def test_what_is_left_over_is_found(full: UUID, centre: Institution) -> None:
    """The same check on a leaflet in English fails: it can."""
    english = [each for each in read_languages() if each.code == "en"]
    roomy = leaflet_variants(centre, english, standing(TODAY))[0]
    assert "How to begin:" in left_over(ours(roomy), "az")


@pytest.mark.parametrize("language", MORE)
def test_every_word_of_a_notice_is_in_its_language(
    client: Client, more: Any, full: UUID, language: str
) -> None:
    shown = client.get(f"/ka/service/{full}/for-you/", {"in": language}).content.decode()
    sheet = shown[shown.index('<article class="sheet') : shown.index("</article>")]
    assert f'lang="{language}"' in sheet
    with override(language):
        assert gettext("What are my rights?") in sheet
        assert gettext("Monday") in sheet
    assert left_over(ours(sheet), language) == []
    assert ("/ka/service/" in sheet) is True  # pages exist in the three languages only


def test_a_draft_is_marked_until_somebody_has_read_it(
    client: Client, more: Any, full: UUID, centre: Institution
) -> None:
    assert [(each.code, each.draft) for each in more_languages()] == [
        ("az", True), ("hy", True), ("ru", False),
    ]  # fmt: skip
    for each in more_languages():
        with override(each.code):
            mark = gettext("Draft: nobody who speaks this language has reviewed these words yet.")
        html = leaflet_variants(centre, [each], standing(TODAY))[0]
        sheet = client.get(f"/en/service/{full}/for-you/", {"in": each.code}).content.decode()
        assert (mark in html) == (mark in sheet) == each.draft
    page = client.get(f"/en/people/institution/{centre.pk}/leaflet/").content.decode()
    assert page.count("draft, not reviewed") == 2
    assert 'value="hy"' in page


def test_without_the_setting_there_is_none_of_it(
    client: Client, full: UUID, centre: Institution
) -> None:
    assert more_languages() == ()
    assert (
        'value="az"'
        not in client.get(f"/en/people/institution/{centre.pk}/leaflet/").content.decode()
    )
    assert client.get(f"/en/service/{full}/for-you/", {"in": "az"}).status_code == 404
    assert client.get(f"/en/service/{full}/for-you/").status_code == 200


def test_a_language_that_we_have_no_words_in_is_left_out(settings: Any) -> None:
    settings.MORE_LANGUAGES = ["ru", "tlh", "ka"]
    assert [each.code for each in more_languages()] == ["ru"]


def test_content_falls_back_and_says_in_which_language_it_is(full: UUID) -> None:
    service = Service(name_en="Chess", name_fr="Échecs")
    with override("az"):
        assert said(service, "name") == Said("Chess", "en")
    service.name_ka = "ჭადრაკი"
    assert said(service, "name", "hy") == Said("ჭადრაკი", "ka")


def test_the_code_of_a_leaflet_leads_to_a_page_that_exists(
    client: Client, more: Any, centre: Institution
) -> None:
    for language in MORE:
        with override(language):
            address = page_of(centre)
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_how_to_enter_stands_on_the_leaflet_of_its_language(
    more: Any, full: UUID, centre: Institution
) -> None:
    texts = {"ru": Written("Позвоните в приёмную.", reviewed=False, version=0)}
    write_how_to_enter(service_id=full, texts=texts, by=SYSTEM, at=NOW)
    for each in read_languages():
        html = leaflet_variants(centre, [each], standing(TODAY))[0]
        assert ("Позвоните в приёмную. (черновик, не проверено)" in html) == (each.code == "ru")


@needs_pango
@needs_reader
def test_the_letters_are_on_paper_in_our_own_typeface(
    more: Any, full: UUID, centre: Institution
) -> None:
    made = print_leaflet(centre, read_languages(), standing(TODAY))
    assert pages(made) == 6
    told = words(made)
    for language in MORE:
        with override(language):
            assert " ".join(gettext("We can help. Ask, call or come.").split()) in told
    fonts = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", objects(made)))
    assert fonts
    assert all(b"FiraGO" in name or b"DejaVu" in name for name in fonts), fonts


def test_a_notice_says_where_when_whom_to_call_and_what_to_bring(
    client: Client, full: UUID
) -> None:
    shown = client.get(f"/en/service/{full}/for-you/").content.decode()
    for text in ("1 Street", "Monday–Tuesday 10:00–18:00", "32 200 00 01", "Reception", "Passport"):
        assert text in shown
    assert "What are my rights?" in shown
    assert 'href="tel:112"' in shown
    assert (
        reverse("child:notice", args=[full]).replace("/ka/", "/en/")
        in client.get(f"/en/service/{full}/").content.decode()
    )


@pytest.mark.parametrize("of_service", [True, False])
def test_a_notice_keeps_a_confidential_address(
    client: Client, a_service: Make, centre: Institution, of_service: bool
) -> None:
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", address_en="Hidden street 5",
        name_en="Safe house", latitude=42.1, longitude=43.1, confidential=not of_service,
    )  # fmt: skip
    key = a_service(confidential=of_service, at=[{"location": str(place.pk), "hours": []}])
    shown = client.get(f"/en/service/{key}/for-you/").content.decode()
    assert "The address is secret." in shown
    assert "Hidden street" not in shown
    assert "Safe house" not in shown


def test_what_no_longer_runs_leads_to_its_own_page(client: Client, full: UUID) -> None:
    Service.objects.filter(pk=full).update(status=Status.ENDED)
    answer = client.get(f"/en/service/{full}/for-you/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/service/{full}/")
