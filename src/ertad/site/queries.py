"""Reads of home and of the list of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from ertad.directory.models import Service
from ertad.people.models import Institution, Membership
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


@dataclass(frozen=True)
class HomeFigures:
    """`samples` were taken from public pages; nobody vouches for them, no other figure has them."""

    services: int
    institutions: int
    municipalities: int
    samples: int


def home_figures(user: object) -> HomeFigures:
    """Running services, the institutions that run them, and the municipalities these serve."""
    every = Service.objects.visible_to(user).active()
    running = every.filter(sample_as_of="")
    return HomeFigures(
        services=running.count(),
        institutions=running.values("institution").distinct().count(),
        municipalities=running.exclude(areas=None).values("areas__municipality").distinct().count(),
        samples=every.exclude(sample_as_of="").count(),
    )


def kinds_of_help() -> Sequence[Term]:
    """The groups of service types, in the order of the vocabulary."""
    return list(Term.objects.filter(vocabulary="service_type", parent=None).order_by("position"))


@dataclass(frozen=True)
class Step:
    """One step of the first day and whether it is done."""

    key: str
    done: bool


def first_steps(user: object) -> Sequence[Step]:
    """From an empty installation to the first published list."""
    institutions = Institution.objects.visible_to(user)
    members, services = Membership.objects.visible_to(user), Service.objects.visible_to(user)
    return [
        Step("reference", Municipality.objects.filter(invented=False).exists()),
        Step("institutions", institutions.filter(invented=False).count() > 1),
        Step("members", members.exclude(role="coordinator").exists()),
        Step("services", services.filter(invented=False, sample_as_of="").exists()),
    ]
