"""New rows are compared with the directory, with each other and with the round's other files."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ertad.collection.matching import find_pairs
from ertad.collection.models import Pair, Submission
from ertad.collection.tests.a_round import checked, opened, record_of
from ertad.directory.record import Record
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db
HOPE = {"name_ka": "ბავშვთა დღის ცენტრი „იმედი“", "name_en": "", "phones": ["+995322000111"]}
SHORE = {"name_ka": "ნაპირის ახალგაზრდული კლუბი", "name_en": "", "phones": ["+995322000222"]}


def named(pairs: Any) -> list[set[UUID]]:
    return [{pair.left, pair.right} for pair in pairs.order_by("left", "right")]


def ids(submission: Submission) -> list[UUID]:
    return list(submission.rows.order_by("row").values_list("service_id", flat=True))


def hope(institution: Institution, **fields: Any) -> Record:
    return record_of(institution, **{**HOPE, **fields, "name": ""})


def test_a_new_row_is_asked_about_when_the_directory_has_it_under_another_owner(
    coordinator: Actor, town: Institution, centre: Institution, a_service: Any, now: datetime
) -> None:
    there = a_service(institution=centre, **HOPE)
    a_service(institution=centre, **SHORE)
    _round, (invitation,) = opened(coordinator, now, town)
    romanised = hope(town, name_ka="", name_en="Bavshvta dghis tsentri Imedi")
    submission = checked(invitation, now, (None, romanised))

    assert find_pairs(submission, at=now) == 1
    pair = Pair.objects.get()
    assert {pair.left, pair.right} == {there, *ids(submission)}
    assert pair.answer == "open"
    assert {pair.left_institution_id, pair.right_institution_id} == {town.pk, centre.pk}

    assert find_pairs(submission, at=now + timedelta(hours=1)) == 0
    assert Pair.objects.count() == 1


def test_rows_of_one_file_and_of_another_file_of_the_round_are_compared_too(
    coordinator: Actor, town: Institution, centre: Institution, now: datetime
) -> None:
    _round, (ours, theirs) = opened(coordinator, now, town, centre)
    other = checked(theirs, now, (None, hope(centre)), (None, record_of(centre, **SHORE, name="")))
    twice = hope(town), hope(town, name_ka="დღის ცენტრი ბავშვთა „იმედი“")
    submission = checked(ours, now, *((None, record) for record in twice))
    first, again = ids(submission)
    there = ids(other)[0]

    find_pairs(submission, at=now)
    assert named(Pair.objects) == sorted(
        [{first, again}, {first, there}, {again, there}], key=lambda pair: sorted(pair)
    )


def test_what_was_called_different_is_not_asked_again(
    coordinator: Actor, town: Institution, centre: Institution, a_service: Any, now: datetime
) -> None:
    a_service(institution=centre, **HOPE)
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (None, hope(town)))
    find_pairs(submission, at=now)
    Pair.objects.update(answer=Pair.Answer.DIFFERENT)
    assert find_pairs(submission, at=now) == 0
    assert Pair.objects.get().answer == "different"


def test_nothing_new_asks_nothing(
    coordinator: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    service = a_service(institution=town, **HOPE)
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (service, hope(town)))
    assert find_pairs(submission, at=now) == 0


def test_two_services_of_the_directory_are_found_without_a_round(
    town: Institution, centre: Institution, a_service: Any, now: datetime
) -> None:
    one, other = a_service(institution=town, **HOPE), a_service(institution=centre, **HOPE)
    a_service(institution=centre, **SHORE)
    assert find_pairs(None, at=now) == 1
    assert named(Pair.objects) == [{one, other}]


def test_the_number_of_queries_does_not_grow_with_the_directory(
    coordinator: Actor, town: Institution, centre: Institution, a_service: Any, now: datetime,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(12):
        a_service(institution=centre, name_en=f"Club number {number}")
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (None, hope(town)))
    with django_assert_max_num_queries(25):
        find_pairs(submission, at=now)
