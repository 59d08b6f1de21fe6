"""Before anybody decides, each field of the merged record says its rule, source and day."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.models import Pair
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db


def test_rule_and_source_of_a_field_are_shown(
    nino: User, town: Institution, centre: Institution, a_service: Callable[..., Any],
    now: datetime,
) -> None:  # fmt: skip
    one = a_service(institution=town, max_age=24, assured_on=date(2026, 11, 1))
    two = a_service(institution=centre, min_age=16, max_age=21, assured_on=date(2026, 3, 1))
    left, right = sorted((one, two))
    owners = {one: town, two: centre}
    pair = Pair.objects.create(
        left=left, right=right, left_institution=owners[left], right_institution=owners[right],
        score=0.8, band="ask", found_at=now,
    )  # fmt: skip
    client = Client()
    client.force_login(nino)
    with override("en"):
        url = reverse("collection:pair", args=[pair.pk])
    page = client.get(url)
    notes = {
        row["name"]: (row["values"][2], row["note"])
        for row in [*page.context["words"].rows, *page.context["words"].one_sided]
    }
    value, note = notes["choose-min_age"]
    assert value == "16"
    assert note.startswith("only one says it · Example centre · ")
    value, note = notes["choose-max_age"]
    assert value == "24"
    assert note.startswith("newest confirmed · Example 1 city hall · ")
