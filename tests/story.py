"""The people and places of every test: Nino coordinates, Giorgi and Lasha are focal points, Marie
is a specialist. The reference data and the Example region are there from the start of the run."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from ertad.audit.trail import traced
from ertad.demo.region import load_example_region
from ertad.directory.record import Change, blank_record, save_records
from ertad.directory.search.current import forget_index
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from ertad.site.acts.load_reference import load_reference

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def load_places_and_lists() -> None:
    """Reference data and the Example region; also for tests whose transactions are real."""
    load_reference(by=SYSTEM, at=NOW)
    with traced("demo.region", by=SYSTEM, at=NOW) as trace:
        load_example_region(trace)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load_places_and_lists()


@pytest.fixture
def lasting(transactional_db: None) -> Iterator[None]:
    """A database whose transactions are real; the reference data is put back afterwards."""
    load_places_and_lists()
    yield
    connection.close_if_unusable_or_obsolete()
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
    load_places_and_lists()


@pytest.fixture(autouse=True)
def own_index() -> Iterator[None]:
    """A test's database goes back to what it was; the index of this process must not outlive it."""
    yield
    forget_index()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A request leaves its language behind; each test begins with the installation's own."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


def _institution(code: str, kind: str, municipality: str = "", **fields: Any) -> Institution:
    institution = Institution.objects.create(code=code, kind=kind, invented=True, **fields)
    if municipality:
        institution.municipalities.add(municipality)
    return institution


def _person(name: str, role: Role, institution: Institution, language: str = "en") -> User:
    user = User.objects.create_user(
        f"{name.lower()}@example.org", password="Example-pass-1", name=name, language=language
    )
    Membership.objects.create(user=user, institution=institution, role=role, since=date(2026, 1, 1))
    return user


@pytest.fixture
def agency(db: None) -> Institution:
    return _institution(
        "agency", "lepl", nationwide=True, name_ka="სამაგალითო სააგენტო",
        name_en="Example agency", name_fr="Agence d’exemple",
    )  # fmt: skip


@pytest.fixture
def town(db: None) -> Institution:
    return _institution(
        "town", "city_hall", "example-1", name_ka="სამაგალითო 1-ის მერია",
        name_en="Example 1 city hall", name_fr="Mairie d’Exemple 1",
    )  # fmt: skip


@pytest.fixture
def centre(db: None) -> Institution:
    return _institution(
        "centre", "ngo", "example-1", name_ka="სამაგალითო ცენტრი",
        name_en="Example centre", name_fr="Centre d’exemple",
    )  # fmt: skip


@pytest.fixture
def nino(agency: Institution) -> User:
    return _person("Nino", Role.COORDINATOR, agency)


@pytest.fixture
def giorgi(town: Institution) -> User:
    return _person("Giorgi", Role.FOCAL_POINT, town, "ka")


@pytest.fixture
def lasha(centre: Institution) -> User:
    return _person("Lasha", Role.FOCAL_POINT, centre, "ka")


@pytest.fixture
def marie(agency: Institution) -> User:
    return _person("Marie", Role.SPECIALIST, agency, "fr")


@pytest.fixture
def a_service(centre: Institution) -> Callable[..., UUID]:
    """Saves a service of the centre (or of `institution=`) and returns its id."""

    def make(
        *, assured_on: date | None = TODAY, sample_as_of: str | None = None, **fields: Any
    ) -> UUID:
        institution = fields.pop("institution", centre)
        known: dict[str, Any] = {
            "institution": str(institution.pk),
            "name_en": "Counselling for young people",
            "description_en": "A psychologist talks with the young person.",
            "how_to_enter_en": "Call the reception.",
            "types": ["PSY-IND"],
            "target_groups": ["T10"],
            "serves": ["example-1"],
            "phones": ["+995322000001"],
        }
        key = uuid4()
        with traced("service.add", by=SYSTEM, at=NOW) as trace:
            change = Change(
                key,
                blank_record(**{**known, **fields}),
                assured_on=assured_on,
                assured_by=institution.pk,
                invented=True,
                sample_as_of=sample_as_of,
            )
            save_records(trace, [change], at=NOW)
        return key

    return make


def keeper(user: User) -> Actor:
    """The user, in whatever role, as the actor of what is nobody else's: a list, a search."""
    return actor_with(user, "list.keep")
