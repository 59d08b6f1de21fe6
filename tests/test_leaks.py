"""Nothing unpublished of one institution comes out for another, on any page or in any file; and a
view that skips `visible_to` is caught in each of four ways."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from ertad.directory.export import export_csv, export_xlsx
from ertad.kernel.roles import MEMBERS, Role
from ertad.site.urls import urlpatterns
from tests.access_objects import Objects, make_objects
from tests.doors import DOORS, SIGN_IN, Door, holders
from tests.test_access import addresses
from tests.unguarded import unguarded
from tests.unpublished import MARKS, ROW, mark, marks_in, seen_by, text_of
from tests.visitors import NO_ROLE, OTHERS_TOGETHER, PUBLIC, browser, somebody, wrongly_treated

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOCAL = MEMBERS - {Role.COORDINATOR, Role.AUDITOR, Role.OPERATOR}
LEAKING = "tests.leaking"


@pytest.fixture
def objects(request: pytest.FixtureRequest) -> Objects:
    made = make_objects(request)
    mark(made)
    return made


def test_another_institution_and_the_public_see_nothing_unpublished(objects: Objects) -> None:
    for viewer in (browser(), browser(somebody(objects.other_institution, LOCAL))):
        assert seen_by(viewer, objects) == {}


def test_a_parent_institution_sees_nothing_unpublished(objects: Objects) -> None:
    assert seen_by(browser(somebody(objects.parent_institution, LOCAL)), objects) == {}


def test_the_own_people_and_the_coordinator_do_see_it(objects: Objects) -> None:
    """So that the two tests above look where there is something to see."""
    seen = seen_by(browser(somebody(objects.own_institution, MEMBERS)), objects)
    assert set().union(*seen.values()) == set(MARKS)


def test_the_public_export_holds_nothing_unpublished(objects: Objects) -> None:
    for made in (export_csv("en"), export_xlsx("en")):
        text = text_of(made)
        assert "Open on Mondays" in text
        assert [word for word in MARKS if word in text] == []


def test_a_planted_leak_is_an_address_without_a_row(settings: Any) -> None:
    settings.ROOT_URLCONF = LEAKING
    unlisted = set(addresses(get_resolver())) - set(DOORS) - set(SIGN_IN)
    assert unlisted == {"leaking_record", "leaking_list"}


def test_a_planted_leak_of_a_record_lets_in_whom_the_table_keeps_out(
    objects: Objects, settings: Any
) -> None:
    settings.ROOT_URLCONF = LEAKING
    door = Door(holders("answer.see"), "submission")
    wrong = wrongly_treated(door, door.address("leaking_record", objects), objects)
    assert {wrong[name] for name in (PUBLIC, NO_ROLE, OTHERS_TOGETHER)} == {"let in"}


def test_a_planted_leak_in_a_list_shows_what_is_unpublished(
    objects: Objects, settings: Any, client: Client
) -> None:
    settings.ROOT_URLCONF = LEAKING
    assert ROW in marks_in(client.get(reverse("leaking_list")))


def test_a_planted_leak_is_found_in_its_source() -> None:
    with open(get_resolver(LEAKING).urlconf_module.__file__, encoding="utf-8") as source:
        found = unguarded(source.read())
    assert {each.model for each in found} == {"Submission", "SourceRow"}


def test_the_leaks_are_not_mounted_otherwise() -> None:
    assert not any(getattr(each, "name", "") == "leaking_list" for each in urlpatterns)
