"""The figures of a round: what counts as answered, on time, confirmed and complete."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Invitation, Round
from ertad.collection.queries.round_figures import is_filled, round_figures
from ertad.collection.tests.a_round import actor, checked, opened, record_of
from ertad.directory.record import field_of, read_records
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]


@pytest.fixture
def round_of_three(
    nino: User, giorgi: User, agency: Institution, town: Institution, centre: Institution,
    a_service: Make, now: datetime,
) -> Round:  # fmt: skip
    """The town has confirmed one of its two services and added one; the others are silent."""
    first = a_service(institution=town)
    a_service(institution=town, name_en="Not told of")
    round_, (of_town, _of_centre, _of_agency) = opened(
        actor(nino, Role.COORDINATOR, agency), now, town, centre, agency
    )
    same = read_records([first])[first]
    file = checked(of_town, now, (first, same), (None, record_of(town, "New club")))
    send_submission(submission=file, by=actor(giorgi, Role.FOCAL_POINT, town), at=now)
    return round_


def test_a_round_in_figures(round_of_three: Round, nino: User) -> None:
    with override("en"):
        found = round_figures(nino, round_of_three.pk)
    all_ = found.all
    assert (all_.invited, all_.answered, all_.on_time) == (3, 1, 1)
    assert (all_.known, all_.confirmed) == (2, 1)
    assert all_.asked == 20
    assert all_.filled == 18  # places are not known in both
    kinds = {group.label.text: group.figures for group in found.by_kind}
    assert sum(figures.invited for figures in kinds.values()) == 3
    regions = {group.code: group.figures for group in found.by_region}
    assert regions["+"].invited == 1  # the agency, for the whole country
    assert sum(figures.answered for figures in regions.values()) == 1
    assert [(row.pk, figures.answered) for row, figures in found.rounds] == [(round_of_three.pk, 1)]


def test_late_is_by_the_first_file_and_the_institutions_own_day(
    round_of_three: Round, nino: User, town: Institution
) -> None:
    invitation = Invitation.objects.get(round=round_of_three, institution=town)
    arrived = invitation.submissions.get().received_at.date()
    Round.objects.filter(pk=round_of_three.pk).update(due_on=arrived - timedelta(days=3))
    assert round_figures(nino, round_of_three.pk).all.on_time == 0
    Invitation.objects.filter(pk=invitation.pk).update(due_on=arrived + timedelta(days=1))
    assert round_figures(nino, round_of_three.pk).all.on_time == 1


@pytest.mark.parametrize(
    ("key", "value", "filled"),
    [
        ("min_age", None, True), ("places", "unknown", False), ("places", "full", True),
        ("phones", [], False), ("serves", [], False), ("name_en", "", False),
    ],
)  # fmt: skip
def test_what_is_filled(town: Institution, key: str, value: object, filled: bool) -> None:
    assert is_filled(field_of(key), record_of(town, **{key: value})) is filled  # type: ignore[arg-type]


def test_the_page_says_what_each_number_means(
    client: Client, round_of_three: Round, nino: User, giorgi: User
) -> None:
    address = reverse("collection:dashboard", args=[round_of_three.pk])
    client.force_login(giorgi)
    assert client.get(address).status_code == 403
    client.force_login(nino)
    with override("en"):
        address = reverse("collection:dashboard", args=[round_of_three.pk])
    shown = client.get(address).content.decode()
    assert "1 of 3 (33 %)" in shown
    assert "90 %" in shown
    assert "nothing to count yet" in shown
    assert "an empty age means no limit" in shown


def test_the_figures_as_a_spreadsheet(client: Client, round_of_three: Round, nino: User) -> None:
    Round.objects.filter(pk=round_of_three.pk).update(title_en='=HYPERLINK("http://x","y")')
    client.force_login(nino)
    with override("en"):
        address = reverse("collection:dashboard_xlsx", args=[round_of_three.pk])
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"1 of 3 (33 %)", "By region", "Over rounds"} <= {str(cell.value) for cell in cells}


def test_queries_do_not_grow_with_institutions(
    client: Client, round_of_three: Round, nino: User, now: datetime
) -> None:
    client.force_login(nino)
    address = reverse("collection:dashboard", args=[round_of_three.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    few = queries()
    for number in range(12):
        more = Institution.objects.create(
            code=f"more-{number}", kind="ngo", name_en=f"More {number}", invented=True
        )
        more.municipalities.add(f"example-{number % 5 + 1}")
        invitation = Invitation.objects.create(round=round_of_three, institution=more)
        checked(invitation, now, (None, record_of(more)))
    assert queries() == few <= 25
