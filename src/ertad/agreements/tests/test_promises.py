"""What holds whatever is done: words, versions and numbers of queries."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from ertad.agreements.acts.change_draft import change_draft
from ertad.agreements.acts.move_agreement import (
    end_agreement,
    go_on,
    renew,
    revise,
    send_for_review,
    withdraw,
)
from ertad.agreements.acts.move_due import move_due
from ertad.agreements.models import AgreementVersion, Pathway
from ertad.agreements.models.agreements import OPEN, RUNNING
from ertad.agreements.queries.comparing import compare, marked
from ertad.agreements.queries.coverage import coverage
from ertad.agreements.queries.one import shown
from ertad.agreements.queries.pathways import pathways_open
from ertad.agreements.queries.register import register
from ertad.agreements.tests.an_agreement import (
    drafted,
    in_force,
    in_review,
    signed_by,
    with_pathway,
)
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.people.models import Institution, User

pytestmark = pytest.mark.slow

TEXTS = st.text(alphabet="ab \n<>&\"'ა", max_size=60)
STEPS = st.lists(
    st.sampled_from(
        ["change", "send", "revise", "sign town", "sign agency", "renew", "go on", "end",
         "withdraw", "a year"]
    ),
    max_size=14,
)  # fmt: skip


@given(left=TEXTS, right=TEXTS)
def test_marking_loses_and_adds_no_word(left: str, right: str) -> None:
    for text, shown_as, tag in zip((left, right), marked(left, right), ("del", "ins"), strict=True):
        plain = unescape(shown_as.replace(f"<{tag}>", "").replace(f"</{tag}>", ""))
        assert plain == text


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_done_what_was_sent_stays_and_one_version_holds(
    steps: list[str], town: Institution, agency: Institution, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    with transaction.atomic():
        at = now
        first = drafted(town, agency, at=at)
        with_pathway(first, agency, a_service(institution=town), at=at)
        frozen: dict[UUID, Any] = {}
        for step in steps:
            if step == "a year":
                at += timedelta(days=366)
                move_due(at)
            else:
                with suppress(Refused):
                    _do(step, first.agreement_id, town, agency, at)
            for text in AgreementVersion.objects.filter(agreement=first.agreement_id):
                words = [text.scope, text.starts_on, list(text.pathways.values("procedure"))]
                if text.pk in frozen:
                    assert words == frozen[text.pk]
                elif text.state != "draft":
                    frozen[text.pk] = words
            states = list(AgreementVersion.objects.values_list("state", flat=True))
            assert sum(state in OPEN for state in states) <= 1
            assert sum(state in RUNNING for state in states) <= 1
            works = Pathway.objects.working(local_day(at)).exists()
            assert works == any(state in RUNNING for state in states)
        transaction.set_rollback(True)


def _do(step: str, key: UUID, town: Institution, agency: Institution, at: datetime) -> None:
    """With the last version, or the one in force."""
    texts = AgreementVersion.objects.filter(agreement=key).order_by("-number")
    last = texts[0]
    running = texts.filter(state__in=RUNNING).first() or last
    day = local_day(at)
    own: dict[str, Any] = {"text_id": last.pk, "version": last.version, "by": SYSTEM, "at": at}
    its = {**own, "text_id": running.pk, "version": running.version}
    match step:
        case "change":
            fields = {"scope": f"Until {at}.", "starts_on": day,
                      "review_on": day + timedelta(days=300)}  # fmt: skip
            change_draft(fields=fields, parties={}, **own)
        case "send":
            send_for_review(**own)
        case "revise":
            revise(**own)
        case "renew":
            renew(**its)
        case "go on":
            go_on(next_on=day + timedelta(days=100), **its)
        case "end":
            end_agreement(why="Enough.", **its)
        case "withdraw":
            withdraw(why="Not now.", **own)
        case _:
            signed_by(last, town if step == "sign town" else agency, at=at)


@pytest.mark.django_db
def test_no_page_asks_more_for_more(
    town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID], django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _each in range(3):
        text = drafted(town, agency, at=now)
        for _other in range(3):
            with_pathway(text, agency, a_service(institution=town), at=now)
        in_force(text, at=now)
        draft = renew(text_id=text.pk, version=text.version, by=SYSTEM, at=now)
    in_review(drafted(town, agency, at=now), at=now)
    giorgi.held_roles()
    with django_assert_max_num_queries(3):
        assert len(register(giorgi)) == 4
    with django_assert_max_num_queries(7):
        assert coverage(giorgi, "").pairs == 1
    with django_assert_max_num_queries(9):
        assert len(shown(giorgi, text.agreement_id, 1, local_day(now)).pathways) == 3
    with django_assert_max_num_queries(6):
        assert compare(giorgi, text, draft)
    with django_assert_max_num_queries(2):
        assert len(pathways_open(giorgi, local_day(now))) == 9
