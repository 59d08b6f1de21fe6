"""A suggestion about somebody nobody knows says who it is, and that the owner is not known yet."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.models import Submission
from ertad.collection.tests.workbooks import (
    A_SERVICE,
    MakeService,
    an_invitation,
    send_up,
    workbook,
)
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db


def test_what_the_cell_says_is_shown(
    nino: User, centre: Institution, town: Institution, a_service: MakeService, now: datetime
) -> None:
    a_service()
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    who = "Run by someone else (who)"
    book.write(
        "services", 1, {**A_SERVICE, "Name of the service": "Night kitchen", who: "Kind hands"}
    )
    book.write("services", 2, {**A_SERVICE, "Name of the service": "Pool", who: town.name_en})
    submission = send_up(invitation, book.saved(), now)
    Submission.objects.filter(pk=submission.pk).update(state="sent")

    client = Client()
    client.force_login(nino)
    with override("en"):
        url = reverse("collection:suggestions")
    text = " ".join(client.get(url).content.decode().split())

    unknown, known = (text[text.index(name) :] for name in ("Night kitchen", "Pool"))
    assert "run by Kind hands (the owner is not known yet) · told by Example centre" in unknown
    assert "run by Example 1 city hall · told by Example centre" in known
    assert "run by Example centre" not in text
