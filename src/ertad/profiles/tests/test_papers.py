"""What an institution gets back: what is on it, and what never is."""

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from docx import Document
from tests.story import NOW, TODAY

from ertad.directory.models import Location, Service
from ertad.files.papers import PaperBusy
from ertad.files.papers.kept import forget_papers
from ertad.files.tests.papers import needs_pango, needs_reader, objects, pages, words
from ertad.kernel.languages import read_languages
from ertad.kernel.returns import returns_for
from ertad.people.models import Institution, User
from ertad.places.models import Municipality
from ertad.profiles.leaflet_languages import leaflet_languages
from ertad.profiles.papers.council import council_docx, council_xlsx
from ertad.profiles.papers.leaflet import print_leaflet
from ertad.profiles.papers.profile import print_profile
from ertad.profiles.queries import council_table, profile, residents_services, standing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Make = Callable[..., UUID]
SECRET = "Hidden street 5"
DOORS = ("profile", "profile_pdf", "leaflet", "leaflet_pdf", "residents", "councils")
COUNCIL = ("council", "council_docx", "council_xlsx")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget_papers()


def everything(client: Client, institution: Institution, place: str = "example-1") -> str:
    """Every page and paper of the institution as text, PDF and packages opened."""
    told = []
    doors = [(name, institution.pk) for name in DOORS] + [(name, place) for name in COUNCIL]
    for name, key in doors:
        response = client.get(reverse(f"profiles:{name}", args=[key]), follow=True)
        assert response.status_code == 200, name
        told.append(_text(response.content, response.headers["Content-Type"]))
    return "\n".join(told)


def _text(content: bytes, kind: str) -> str:
    if "pdf" in kind:
        return words(content)
    if "wordprocessing" in kind:
        paper = Document(io.BytesIO(content))
        cells = (cell.text for row in paper.tables[0].rows for cell in row.cells)
        return "\n".join([*(p.text for p in paper.paragraphs), *cells])
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return content.decode()


def test_on_answering_an_institution_gets_five_things_at_public_addresses(
    client: Client, town: Institution, a_service: Make
) -> None:
    a_service(institution=town)
    back = returns_for(town.pk)
    assert len(back) == 5
    for each in back:
        assert client.get(each.url, follow=True).status_code == 200, each.label


def test_the_page_of_what_one_gets_back_is_for_those_who_keep_it(
    client: Client, town: Institution, giorgi: User, lasha: User
) -> None:
    address = reverse("profiles:returns", args=[town.pk])
    client.force_login(lasha)
    assert client.get(address).status_code == 403
    client.force_login(giorgi)
    shown = client.get(address).content.decode()
    assert all(each.url in shown for each in returns_for(town.pk))


def test_a_profile_counts_what_the_institution_vouches_for(
    centre: Institution, a_service: Make
) -> None:
    a_service(places="open", places_as_of="2026-11-18", contact_en="Reception")
    a_service(name_en="Old", assured_on=TODAY - timedelta(days=100))
    a_service(name_en="Seen on a page", sample_as_of="2024", assured_on=None)
    with override("en"):
        found = profile(centre, TODAY)
    assert (found.figures.services, found.figures.confirmed) == (2, 1)
    assert (found.figures.places_open, found.figures.samples) == (1, 1)
    assert next(label.text for label, _count in found.fields).startswith("Psychosocial")
    assert [contact.function.text for contact in found.contacts] == ["Reception"]


@needs_pango
@needs_reader
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_a_profile_is_one_or_two_pages_with_its_language_and_letters(
    centre: Institution, a_service: Make, language: str
) -> None:
    for number in range(45):
        a_service(name_ka=f"კონსულტაცია მოზარდებისთვის {number}", name_en=f"Counselling {number}")
    with override(language):
        made = print_profile(centre, standing(TODAY))
    assert pages(made) <= 2
    plain = objects(made)
    assert b"FiraGO" in plain
    assert b"DejaVu" not in plain
    assert f"/Lang ({language})".encode() in plain
    assert b"/Marked true" in plain
    told = words(made)
    assert getattr(centre, f"name_{language}") in told
    assert "5" in told  # 45 services, 40 of them printed


@needs_pango
@needs_reader
def test_a_leaflet_has_a_page_for_each_language_however_many_services(
    town: Institution, a_service: Make
) -> None:
    Institution.objects.filter(pk=town.pk).update(phone="+995322000009")
    town.refresh_from_db()
    for number in range(1, 31):
        a_service(institution=town, name_ka=f"წრე {number}", name_en=f"Club {number}", name_fr="")
        if number in (1, 4, 8, 12, 30):
            made = print_leaflet(town, read_languages(), standing(TODAY))
            assert pages(made) == 3
    told = words(made)
    for name in (town.name_ka, town.name_en, town.name_fr):
        assert name in told
    assert told.count("112") >= 3
    assert "32 200 00 09" in told


def test_languages_of_a_leaflet_are_chosen_among_those_that_exist() -> None:
    assert [each.code for each in leaflet_languages(["fr", "xx", "ka"], "en")] == ["ka", "fr"]
    assert [each.code for each in leaflet_languages([], "fr")] == ["fr"]
    assert [each.code for each in leaflet_languages(["<b>"], "en-gb")] == ["en"]


@needs_pango
@needs_reader
@pytest.mark.parametrize("of_service", [True, False])
def test_a_confidential_address_is_in_none_of_them(
    client: Client, a_service: Make, centre: Institution, lasha: User, nino: User, of_service: bool
) -> None:
    """Not even for those who may read it in the directory: a paper is passed on."""
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", name_en="Safe house of the hill",
        address_en=SECRET, address_ka="საიდუმლო ქუჩა 5", latitude=42.1234, longitude=39.2345,
        confidential=not of_service,
    )  # fmt: skip
    at = [{"location": str(place.pk), "hours": []}]
    a_service(confidential=of_service, at=at, name_en="A safe place")
    for reader in (None, lasha, nino):
        if reader:
            client.force_login(reader)
        told = everything(client, centre)
        assert "A safe place" in told
        for secret in (SECRET, "საიდუმლო", "Safe house of the hill", "42.1234", "39.2345"):
            assert secret not in told


@needs_pango
@needs_reader
def test_pathways_are_on_none_of_them_whoever_asks(
    client: Client, a_service: Make, centre: Institution, marie: User
) -> None:
    a_service(pathways=["diversion"])
    client.force_login(marie)
    told = everything(client, centre)
    assert "განრიდება (" not in told
    assert "diversion" not in told.lower()


@needs_pango
@needs_reader
def test_invented_data_and_samples_are_marked(
    client: Client, a_service: Make, centre: Institution
) -> None:
    a_service(name_en="Seen on a page", sample_as_of="May 2024", assured_on=None)
    for name in ("profile_pdf", "leaflet_pdf"):
        with override("en"):
            address = reverse(f"profiles:{name}", args=[centre.pk])
        told = words(client.get(address).content)
        assert "Invented: this institution and its services do not exist." in told
        assert "Sample, as of May 2024, not verified" in told
    with override("en"):
        table = council_table(Municipality.objects.get(pk="example-1"), TODAY)
        told = _text(council_xlsx(table, standing(TODAY), NOW), "spreadsheet")
    assert "Invented: this municipality and its services do not exist." in told
    assert "Sample, as of May 2024, not verified" in told


HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x.example\",\"here\")",
    "{{ 7*7 }}{% for a in b %}",
    "\u202eevil\u202c \u2066x",
    "<img src=http://127.0.0.1:9/x.png onerror=x>",
)  # fmt: skip


@needs_pango
@needs_reader
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(
    client: Client, a_service: Make, centre: Institution, text: str
) -> None:
    a_service(
        name_ka=text, name_en=text, name_fr=text, description_en=f"{text} " * 300,
        how_to_enter_en="x" * 10_000, contact_en=text,
    )  # fmt: skip
    assert everything(client, centre)
    for name in ("profile", "leaflet", "residents"):
        shown = client.get(reverse(f"profiles:{name}", args=[centre.pk])).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=http" not in shown
    table = council_table(Municipality.objects.get(pk="example-1"), TODAY)
    book = openpyxl.load_workbook(io.BytesIO(council_xlsx(table, standing(TODAY), NOW)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    paper = Document(io.BytesIO(council_docx(table, standing(TODAY), NOW)))
    assert any(text[:20] in cell.text for row in paper.tables[0].rows for cell in row.cells)


def test_a_council_reads_what_is_known_what_is_missing_and_what_was_not_asked(
    a_service: Make, town: Institution
) -> None:
    place = Municipality.objects.get(pk="example-1")
    with override("en"):
        before = council_table(place, TODAY)
        assert {kind.gap for kind in before.kinds} == {"ask"}
        a_service(institution=town, types=["PSY-IND", "FAM-PAR"], cost="free")
        a_service(institution=town, name_en="For all", serves=[], nationwide=True)
        after = council_table(place, TODAY)
        told = _text(council_docx(after, standing(TODAY), NOW), "wordprocessing")
    gaps = {kind.code: kind.gap for kind in after.kinds}
    assert gaps["PSY"] == gaps["FAM"] == ""
    assert gaps["EDU"] == "none"
    assert after.figures.services == 2
    assert "For all (for the whole country)" in told
    assert "Education and return to school: none known" in told
    assert "not asked yet" not in told.split("“None known”")[0]
    assert "20.11.2026" in told


def test_residents_find_what_others_run_for_them(
    a_service: Make, town: Institution, centre: Institution, agency: Institution
) -> None:
    own = a_service(institution=town, name_en="Our own")
    neighbour = a_service(name_en="Of a neighbour", serves=["example-1", "example-2"])
    central = a_service(institution=agency, name_en="Central", serves=[], nationwide=True)
    a_service(name_en="Elsewhere", serves=["example-3"])
    with override("en"):
        found = residents_services(town, TODAY)
    ids = {line.service_id for kind in found.kinds for line in kind.lines}
    assert ids == {neighbour, central}
    assert own not in ids
    assert residents_services(agency, TODAY).count == 0


@pytest.mark.parametrize("name", ["profile", "leaflet", "residents", "council"])
def test_queries_do_not_grow_with_services(
    client: Client, a_service: Make, centre: Institution, name: str
) -> None:
    key = "example-1" if name == "council" else centre.pk
    address = reverse(f"profiles:{name}", args=[key])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    def make(number: int) -> None:
        a_service(name_en=f"Service {number}")
        a_service(name_en=f"Other {number}", institution=others)

    others = Institution.objects.create(code="others", kind="ngo", name_en="Others", invented=True)
    for number in range(2):
        make(number)
    few = queries()
    for number in range(2, 12):
        make(number)
    assert queries() == few <= 45


def test_when_the_printer_is_busy_one_reads_when_to_come_back(
    client: Client, centre: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*args: object) -> bytes:
        raise PaperBusy

    monkeypatch.setattr("ertad.files.papers.giving.pdf_available", lambda: True)
    monkeypatch.setattr("ertad.profiles.screens.profile.view.print_profile", busy)
    response = client.get(reverse("profiles:profile_pdf", args=[centre.pk]))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert reverse("profiles:profile", args=[centre.pk]) in response.content.decode()


def test_without_pango_the_page_says_so_and_can_be_printed(
    client: Client, centre: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("files.papers.giving", "profiles.screens.profile.view",
                  "profiles.screens.leaflet.view"):  # fmt: skip
        monkeypatch.setattr(f"ertad.{place}.pdf_available", lambda: False)
    for name in ("profile", "leaflet"):
        response = client.get(reverse(f"profiles:{name}_pdf", args=[centre.pk]))
        assert response.headers["Location"] == reverse(f"profiles:{name}", args=[centre.pk])
        page = client.get(response.headers["Location"]).content.decode()
        assert reverse(f"profiles:{name}_pdf", args=[centre.pk]) not in page
        assert "data-print" in page


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_libreoffice_opens_the_table(a_service: Make, tmp_path: Path, kind: str) -> None:
    a_service(name_en="Counselling & <talks>", cost="free")
    with override("en"):
        table = council_table(Municipality.objects.get(pk="example-1"), TODAY)
        make = {"docx": council_docx, "xlsx": council_xlsx}[kind]
        (tmp_path / f"table.{kind}").write_bytes(make(table, standing(TODAY), NOW))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / f"table.{kind}")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    made = (tmp_path / "table.pdf").read_bytes()
    assert pages(made) >= 1


def test_services_of_a_paper_are_those_that_run(a_service: Make, centre: Institution) -> None:
    key = a_service(name_en="Gone")
    Service.objects.filter(pk=key).update(status="ended")
    assert profile(centre, TODAY).figures.services == 0


def test_pango_is_looked_for_without_loading_weasyprint() -> None:
    asked = (
        "import sys; from ertad.files.papers import pdf_available; pdf_available();"
        "print('weasyprint' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert told.stdout.strip() == "False", told.stderr
