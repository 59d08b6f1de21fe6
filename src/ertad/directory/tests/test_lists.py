"""Lists: put together by anyone, kept by members, shown by a link, taken as a file."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.story import NOW, keeper

from ertad.audit.models import AuditRow, Revision
from ertad.directory.acts.change_list import arrange_list, delete_list, share_list, withdraw_list
from ertad.directory.acts.keep_list import ListTitle, keep_list
from ertad.directory.list_keys import key_naming, open_list, pack, unpack
from ertad.directory.models import Location, SavedList, Service
from ertad.directory.refusals import TooMany, WrongRecord
from ertad.directory.screens.current_list.cookie import COOKIE
from ertad.kernel.actor import NotAllowed
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]
SECRET = "0123456789abcdef" * 2


def kept(owner: User, *ids: UUID, title: str = "family") -> SavedList:
    return keep_list(
        list_id=uuid4(), title=ListTitle(title, number=3, language="en"), service_ids=ids,
        by=keeper(owner), at=NOW,
    )  # fmt: skip


def add(client: Client, *keys: object, **headers: str) -> None:
    for key in keys:
        client.post("/en/list/change/", {"add": str(key), "next": "/en/find/"}, headers=headers)


def listed_names(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_puts_a_list_together_and_makes_a_hand_out(
    client: Client, a_service: Make
) -> None:
    chess, talk = a_service(name_en="Chess club"), a_service(name_en="Counselling")
    response = client.post("/en/list/change/", {"add": str(chess), "next": "/en/find/?q=chess"})
    assert response.headers["Location"] == f"/en/find/?q=chess#s-{chess}"
    add(client, talk, talk)

    shown = listed_names(client, "/en/list/")
    assert shown.index("Chess club") < shown.index("Counselling")
    client.post("/en/list/change/", {"up": str(talk)})
    shown = listed_names(client, "/en/list/")
    assert shown.index("Counselling") < shown.index("Chess club")

    sheet = listed_names(client, f"/en/list/{key_naming([talk, chess])}/hand-out/")
    assert sheet.index("Counselling") < sheet.index("Call the reception.") < sheet.index("tel:+995")
    assert 'href="tel:112"' in sheet
    assert "<svg" in sheet
    assert SavedList.objects.count() == 0


def test_the_cookie_holds_ids_only_and_goes_when_the_list_is_emptied(
    client: Client, a_service: Make
) -> None:
    key = a_service()
    add(client, key)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert not cookie["max-age"]
    assert unpack(cookie.value.split(":")[0]) == [key]
    client.post("/en/list/change/", {"clear": "1"})
    assert client.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_cannot_change_the_list(
    client: Client, a_service: Make, headers: dict[str, str]
) -> None:
    add(client, a_service(), **headers)
    assert COOKIE not in client.cookies


@pytest.mark.parametrize("forged", ["", "x", "AAAA:bad", "\x00", "a" * 5000])
def test_a_forged_cookie_is_an_empty_list(client: Client, forged: str) -> None:
    client.cookies[COOKIE] = forged
    assert "Nothing is on your list yet" in listed_names(client, "/en/list/")


def test_only_services_that_exist_are_put_on_it_and_no_more_than_thirty(
    client: Client, a_service: Make
) -> None:
    add(client, uuid4(), "nonsense", "")
    assert COOKIE not in client.cookies or not client.cookies[COOKIE].value
    keys = [a_service(name_en=f"Service {number}") for number in range(31)]
    add(client, *keys)
    shown = listed_names(client, "/en/list/")
    assert "Service 29" in shown
    assert "Service 30" not in shown


def test_it_goes_back_only_to_our_own_pages(client: Client, a_service: Make) -> None:
    sent = {"add": str(a_service()), "next": "https://evil.example/"}
    assert client.post("/en/list/change/", sent).headers["Location"] == "/en/list/"


def test_the_current_list_is_kept_by_nobody(client: Client) -> None:
    response = client.get("/en/list/")
    assert "no-store" in response.headers["Cache-Control"]
    assert "X-Keep-Until" not in response.headers


def test_a_member_keeps_shares_and_withdraws_a_list(
    client: Client, a_service: Make, marie: User
) -> None:
    key = a_service(name_en="Chess club")
    client.force_login(marie)
    add(client, key)
    sent = {"title": "family", "number": "3", "language": "fr", "id": str(uuid4())}
    page = client.post("/en/list/keep/", sent).headers["Location"]
    assert client.post("/en/list/keep/", sent).headers["Location"] == page
    own = SavedList.objects.get()
    assert client.cookies[COOKIE].value == ""
    assert "For a family, no. 3" in listed_names(client, "/en/lists/")

    client.post(f"{page}change/", {"act": "share"})
    own.refresh_from_db()
    assert own.shared_key is not None
    shared = f"/fr/list/{own.shared_key}/"
    assert shared in listed_names(client, page)
    visitor = Client()
    seen = listed_names(visitor, shared)
    assert "Chess club" in seen
    assert "Marie" not in seen

    client.post(f"{page}change/", {"act": "withdraw"})
    assert visitor.get(shared).status_code == 404
    client.post(f"{page}change/", {"act": "share"})
    own.refresh_from_db()
    assert own.shared_key not in shared
    assert visitor.get(shared).status_code == 404


@pytest.mark.parametrize("others", ["nino", "lasha"])
def test_a_list_is_its_owners_alone(
    client: Client, request: pytest.FixtureRequest, a_service: Make, marie: User, others: str
) -> None:
    own, other = kept(marie, a_service()), request.getfixturevalue(others)
    client.force_login(other)
    assert client.get(f"/en/lists/{own.pk}/").status_code == 404
    assert client.post(f"/en/lists/{own.pk}/change/", {"act": "share"}).status_code == 404
    for act in (
        lambda: share_list(kept=own, key=SECRET, by=keeper(other), at=NOW),
        lambda: withdraw_list(kept=own, by=keeper(other), at=NOW),
        lambda: delete_list(kept=own, by=keeper(other), at=NOW),
        lambda: arrange_list(kept=own, service_ids=[], version=1, by=keeper(other), at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert str(own) not in listed_names(client, "/en/lists/")


def test_the_trace_of_a_list_never_holds_its_key(a_service: Make, marie: User) -> None:
    own = kept(marie, a_service())
    share_list(kept=own, key=SECRET, by=keeper(marie), at=NOW)
    withdraw_list(kept=own, by=keeper(marie), at=NOW)
    delete_list(kept=own, by=keeper(marie), at=NOW)
    acts = ["list.keep", "list.share", "list.withdraw", "list.delete"]
    assert list(AuditRow.objects.order_by("seq").values_list("act", flat=True))[-4:] == acts
    revisions = Revision.objects.filter(kind="directory.savedlist")
    assert revisions.count() == 4
    assert SECRET not in str(list(revisions.values_list("before", "after")))


def test_a_title_cannot_be_written(a_service: Make, marie: User, client: Client) -> None:
    for wrong in (
        ListTitle("Giorgi's family"),
        ListTitle("family", number=1001012345),
        ListTitle("family", number=0),
        ListTitle("family", language="xx"),
    ):
        with pytest.raises(WrongRecord):
            keep_list(
                list_id=uuid4(),
                title=wrong,
                service_ids=[],
                by=keeper(marie),
                at=NOW,
            )
    client.force_login(marie)
    sent = {"title": "Giorgi", "number": "100", "language": "en", "id": str(uuid4())}
    assert client.post("/en/list/keep/", sent).status_code == 200
    assert not SavedList.objects.exists()


def test_a_list_has_an_end(a_service: Make, marie: User) -> None:
    keys = [a_service() for _ in range(31)]
    with pytest.raises(TooMany):
        kept(marie, *keys)
    own = kept(marie, *keys[:30])
    with pytest.raises(TooMany):
        arrange_list(kept=own, service_ids=keys, version=1, by=keeper(marie), at=NOW)
    assert own.items.count() == 30


def test_two_windows_do_not_undo_each_other(client: Client, a_service: Make, marie: User) -> None:
    keys = [a_service(name_en=name) for name in ("One", "Two", "Three")]
    own = kept(marie, *keys)
    client.force_login(marie)
    page = f"/en/lists/{own.pk}/"
    client.post(f"{page}change/", {"remove": str(keys[0]), "version": "1"})
    client.post(f"{page}change/", {"down": str(keys[1]), "version": "1"})
    assert "changed meanwhile" in listed_names(client, page)
    order = list(own.items.values_list("service_id", flat=True))
    assert order == keys[1:]
    client.post(f"{page}change/", {"down": str(keys[1]), "version": "2"})
    assert list(own.items.values_list("service_id", flat=True)) == [keys[2], keys[1]]


def test_ended_services_say_so_and_merged_ones_are_what_they_became(
    client: Client, a_service: Make
) -> None:
    ended = a_service(name_en="Old course", status="ended", ended_on="2026-10-01")
    survivor, absorbed = a_service(name_en="Chess"), a_service(name_en="Chess!")
    Service.objects.filter(pk=absorbed).update(status="merged", merged_into=survivor)
    key = key_naming([ended, absorbed, survivor])

    shown = listed_names(client, f"/en/list/{key}/")
    assert "Ended on 01.10.2026" in shown
    assert shown.count("/service/") == 2
    sheet = listed_names(client, f"/en/list/{key}/hand-out/")
    assert "Old course" not in sheet
    contacts = client.get(f"/en/list/{key}/take/", {"as": "vcf"}).content.decode()
    assert "FN:Chess\r\n" in contacts
    assert "Old course" not in contacts


@pytest.mark.parametrize(("of_service", "of_place"), [(True, False), (False, True)])
@pytest.mark.parametrize("reader", ["", "lasha"])
def test_no_list_tells_a_confidential_address_not_even_to_its_owner(
    client: Client, request: pytest.FixtureRequest, a_service: Make, centre: Institution,
    of_service: bool, of_place: bool, reader: str,
) -> None:  # fmt: skip
    place = Location.objects.create(
        institution=centre, municipality_id="example-2", name_en="Safe house",
        address_en="Hidden street 5", latitude=42.1, longitude=39.2, confidential=of_place,
    )  # fmt: skip
    hours = [["MO", "10:00", "18:00"]]
    service = a_service(confidential=of_service, at=[{"location": str(place.pk), "hours": hours}])
    if reader:
        client.force_login(request.getfixturevalue(reader))
    key = key_naming([service])
    for address in (
        f"/en/list/{key}/", f"/en/list/{key}/hand-out/", f"/en/list/{key}/take/?as=vcf",
        f"/en/service/{service}/contact/", f"/en/service/{service}/calendar/",
    ):  # fmt: skip
        response = client.get(address)
        if address.endswith("calendar/") and response.status_code == 404:
            continue  # confirmed too long ago by the clock of the machine
        text = response.content.decode()
        assert response.status_code == 200
        for secret in ("Hidden street", "Safe house", "42.1", "39.2"):
            assert secret not in text, address
    sheet = load_workbook(BytesIO(client.get(f"/en/list/{key}/take/?as=xlsx").content)).active
    cells = str([[cell.value for cell in row] for row in sheet.iter_rows()])
    assert "confidential address" in cells
    assert "Hidden street" not in cells


def test_pathways_stay_with_specialists(client: Client, a_service: Make, marie: User) -> None:
    key = key_naming([a_service(pathways=["diversion"], how_to_enter_en="Call.")])
    client.force_login(marie)
    for address in (f"/en/list/{key}/", f"/en/list/{key}/hand-out/"):
        assert "Diversion" not in listed_names(client, address)


def test_the_table_is_text_and_says_as_of_when(client: Client, a_service: Make) -> None:
    key = key_naming([a_service(name_en="=1+1", how_to_enter_en="Call\nfirst.")])
    response = client.get(f"/en/list/{key}/take/?as=xlsx")
    assert "no-store" in response.headers["Cache-Control"]
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet["A1"].value == "A list of services"
    assert sheet["A2"].value.startswith("As of ")
    assert sheet["A4"].value == "=1+1"
    assert sheet["A4"].data_type == "s"


@pytest.mark.parametrize("kind", ["", "exe", "PDF", "../x"])
def test_another_kind_of_file_is_not_found(client: Client, a_service: Make, kind: str) -> None:
    key = key_naming([a_service()])
    assert client.get(f"/en/list/{key}/take/", {"as": kind}).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 4])
def test_the_hand_out_is_one_sheet(client: Client, a_service: Make, size: int) -> None:
    keys = [
        a_service(
            name_en=f"Counselling for young people and their families {number}",
            how_to_enter_en="Call the reception from ten to five and ask for a first meeting.",
        )
        for number in range(size)
    ]
    response = client.get(f"/en/list/{key_naming(keys)}/hand-out/pdf/")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert pages_of(response.content) == 1
    listing = client.get(f"/ka/list/{key_naming(keys)}/take/?as=pdf")
    assert listing.content.startswith(b"%PDF")


def pages_of(content: bytes) -> int:
    """By pdfinfo where it is, else by the count in the file's page tree."""
    import re
    import shutil
    import subprocess

    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
        return int(re.search(rb"Pages:\s+(\d+)", told.stdout)[1])  # type: ignore[index]
    return max(map(int, re.findall(rb"/Count (\d+)", content)), default=0)


def test_the_services_on_the_sheet_are_chosen(client: Client, a_service: Make) -> None:
    keys = [a_service(name_en=f"Service {number}") for number in range(6)]
    address = f"/en/list/{key_naming(keys)}/hand-out/"

    def on_sheet(page: str) -> list[int]:
        sheet = page[page.index('class="sheet"') :]
        return [number for number in range(6) if f"Service {number}<" in sheet]

    assert on_sheet(listed_names(client, address)) == [0, 1, 2, 3]
    assert on_sheet(listed_names(client, f"{address}?service={keys[5]}&service={keys[1]}")) == [
        1,
        5,
    ]
    assert on_sheet(listed_names(client, f"{address}?service=nonsense")) == [0, 1, 2, 3]


def test_a_key_that_opens_nothing_is_not_found(client: Client, a_service: Make) -> None:
    a_service()
    for key in ("of-", "of-AAAA", pack([uuid4()]), "x" * 32, "A" * 32, SECRET, f"of-{'A' * 2000}"):
        for page in ("", "take/?as=xlsx", "hand-out/", "hand-out/pdf/"):
            assert client.get(f"/en/list/{key}/{page}").status_code == 404, key


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=80) | st.sampled_from(["of-\x00", "of-" + "A" * 22, "\x00" * 32]))
def test_any_key_is_answered(key: str) -> None:
    found = open_list(key)
    assert found is None or found.ids


@given(st.lists(st.uuids(), min_size=1, max_size=30, unique=True))
def test_what_is_packed_comes_out(ids: list[UUID]) -> None:
    assert unpack(pack(ids)) == ids


@pytest.mark.parametrize("count", [1, 20])
def test_lists_cost_a_constant_number_of_queries(
    client: Client, a_service: Make, marie: User, count: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    keys = [a_service() for _ in range(count)]
    own = kept(marie, *keys)
    share_list(kept=own, key=SECRET, by=keeper(marie), at=NOW)
    for address, most in (
        (reverse("directory:shown_list", args=[SECRET]), 20),
        (reverse("directory:hand_out", args=[SECRET]), 20),
        (reverse("directory:take_list", args=[SECRET]) + "?as=vcf", 20),
    ):
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]
            assert client.get(address).status_code == 200


def test_a_list_in_words_of_days(a_service: Make, centre: Institution, client: Client) -> None:
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", address_en="1 Example Street"
    )
    week = [[day, "10:00", "18:00"] for day in ("MO", "TU", "WE", "TH", "FR")]
    hours = [*week, ["SA", "10:00", "12:00"], ["SA", "13:00", "15:00"]]
    key = key_naming([a_service(at=[{"location": str(place.pk), "hours": hours}])])
    shown = listed_names(client, f"/en/list/{key}/")
    assert "Monday–Friday 10:00–18:00" in shown
    assert "Saturday 10:00–12:00, 13:00–15:00" in shown


def test_an_own_day_is_part_of_the_title(marie: User) -> None:
    title = ListTitle("meeting", day=date(2026, 11, 20), language="en")
    own = keep_list(list_id=uuid4(), title=title, service_ids=[], by=keeper(marie), at=NOW)
    from django.utils.translation import override

    with override("en"):
        assert str(own) == "For a meeting, 20.11.2026"
