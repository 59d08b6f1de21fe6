"""Files go after their time; what became of their rows stays, and their pages say so."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ertad.collection.models import Submission
from ertad.collection.tests.a_round import actor, checked, opened, record_of
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.privacy.acts.purge_due import purge_due

pytestmark = pytest.mark.django_db


def test_a_refused_file_goes_after_a_month_and_one_of_a_closed_round_after_three_years(
    nino: User, giorgi: User, agency: Institution, town: Institution, now: datetime, client: Client
) -> None:
    coordinator = actor(nino, Role.COORDINATOR, agency)
    round_, (invitation,) = opened(coordinator, now, town)
    file, refused = (checked(invitation, now, (None, record_of(town))) for _each in range(2))
    Submission.objects.filter(pk=refused.pk).update(state=Submission.State.REFUSED)

    assert purge_due(now + timedelta(days=29)) == {}
    assert purge_due(now + timedelta(days=31)) == {"refused_files": 1}
    long_after = now + timedelta(days=3 * 365 + 1)
    assert "files" not in purge_due(long_after), "its round is still open"
    type(round_).objects.filter(pk=round_.pk).update(state="closed")
    assert purge_due(long_after + timedelta(days=1)) == {"files": 1}

    file.refresh_from_db()
    assert (bytes(file.content), file.rows.count()) == (b"", 1)
    client.force_login(giorgi)
    for page in ("received_file", "marked_workbook"):
        answer = client.get(reverse(f"collection:{page}", args=[file.pk]))
        assert answer.headers["Location"] == reverse("collection:submission", args=[file.pk])
    assert client.get(answer.headers["Location"]).status_code == 200
