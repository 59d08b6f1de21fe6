"""A link of one institution never shows or writes what is another's: over all its addresses."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern

from ertad.collection.acts.send_submission import send_submission
from ertad.collection.answer_urls import urlpatterns
from ertad.collection.models import AnswerDraft, Invitation, SourceRow, Submission
from ertad.collection.tests.a_round import checked, opened, record_of
from ertad.collection.tests.by_link import Holder
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "Only the centre knows this"


def addresses() -> Iterator[tuple[str, bool]]:
    """(name, whether it names a service) of everything under a link."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        yield str(pattern.name), "service_id" in str(pattern.pattern)


@pytest.fixture
def both(
    coordinator: Actor, town: Institution, centre: Institution, now: datetime,
    a_service: Callable[..., UUID], ngo_focal: Actor,
) -> tuple[Holder, Holder, UUID]:  # fmt: skip
    """Links of the town and the centre; the centre has a service, an answer and a file."""
    Institution.objects.filter(pk=centre.pk).update(email="desk@centre.example.org")
    a_service(institution=town, name_en="Of the town")
    theirs = a_service(institution=centre, name_en=SECRET, description_en=SECRET)
    opened(coordinator, now, town, centre)
    ours, other = (
        Invitation.objects.select_related("round", "institution").get(institution=place)
        for place in (town, centre)
    )
    file = checked(other, now, (None, record_of(centre, SECRET)))
    send_submission(submission=file, by=ngo_focal, at=now)
    their_link = Holder(other)
    their_link.post("places", {"places": "open"}, service_id=theirs)
    return Holder(ours), their_link, theirs


def state(holder: UUID) -> list[Any]:
    """Everything of the centre that a link could write."""
    return [
        list(AnswerDraft.objects.filter(service_id=holder).values()),
        list(Service.objects.filter(pk=holder).values()),
        list(Submission.objects.filter(rows__record__name_en=SECRET).values("id", "state")),
        SourceRow.objects.count(),
        list(Institution.objects.order_by("pk").values("phone", "email", "url")),
    ]


@pytest.mark.parametrize(("name", "of_a_service"), list(addresses()))
def test_nothing_of_another_is_shown_or_written(
    both: tuple[Holder, Holder, UUID], name: str, of_a_service: bool
) -> None:
    holder, _their_link, theirs = both
    before = state(theirs)
    kwargs = {"service_id": theirs} if of_a_service else {}
    named = {
        "service": str(theirs), "base": "1", "places": "full", "version": "1", "draft": "1",
        "name_en": "Taken over", "types": ["PSY-IND"], "phones": "032 200 00 02",
        "is-name": "Taken over", "was-name": SECRET, "email": "thief@example.org", "undo": "1",
        "ended_on_day": "1", "ended_on_month": "11", "ended_on_year": "2026",
    }  # fmt: skip
    for response in (holder.get(name, **kwargs), holder.post(name, named, **kwargs)):
        assert SECRET not in response.content.decode(errors="replace").replace("was-name", "")
        assert "desk@centre.example.org" not in response.content.decode(errors="replace")
        if of_a_service:
            assert response.status_code in (404, 405)
    assert state(theirs) == before


def test_the_addresses_do_show_ones_own(both: tuple[Holder, Holder, UUID]) -> None:
    """So that the test above could fail."""
    _ours, their_link, theirs = both
    for name, of_a_service in addresses():
        kwargs = {"service_id": theirs} if of_a_service else {}
        if name in ("list", "change", "end", "grid"):
            assert SECRET in their_link.opened(name, **kwargs), name
