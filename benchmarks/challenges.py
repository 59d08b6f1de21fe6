"""How long the register of challenges, a profile and its five steps take on the server.

    python -m benchmarks.challenges

A thousand challenges of many institutions, each shared by three others, over 5,000 services.
"""

import statistics
import time
from datetime import UTC, datetime
from random import Random
from uuid import UUID, uuid5

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import directory

SERVICES = 5_000
CHALLENGES = 1_000
TIMES = 15
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def figures() -> list[Figure]:
    with directory(SERVICES):
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        most = _fill()
        pages = {
            "Register of challenges, 1,000": "/ka/people/challenges/",
            "Register, one municipality": "/ka/people/challenges/?place=example-3",
            "Register as a workbook": "/ka/people/challenges.xlsx",
            "Profile, most services": f"/ka/people/institution/{most}/profile/",
            "Five steps, most services": f"/ka/people/institution/{most}/present/",
        }
        return [_timed(name, address) for name, address in pages.items()]


def _fill() -> UUID:
    """Challenges and who shares them; returns the institution with the most services."""
    from django.db.models import Count

    from ertad.people.models import Institution
    from ertad.places.models import Municipality
    from ertad.profiles.models import Challenge, SharedBy
    from ertad.profiles.wording import challenge_kinds

    draw = Random("challenges")
    institutions = list(Institution.objects.order_by("code"))
    places = list(Municipality.objects.values_list("pk", flat=True).order_by("pk"))
    kinds = list(challenge_kinds())
    most = Institution.objects.annotate(n=Count("services")).order_by("-n", "code")[0]
    rows, shared = [], []
    for number in range(CHALLENGES):
        owner, *others = draw.sample(institutions, 4)
        key = uuid5(owner.pk, str(number))
        rows.append(
            Challenge(
                id=key, institution=owner, kind=draw.choice(kinds), public=True,
                description_ka=f"გამოწვევა {number}", state_since=AT.date(),
                places=draw.sample(places, 2), since_year=2024,
            )
        )  # fmt: skip
        shared += [
            SharedBy(id=uuid5(key, str(each.pk)), challenge_id=key, institution=each, at=AT)
            for each in others
        ]
    Challenge.objects.bulk_create(rows)
    SharedBy.objects.bulk_create(shared)
    return most.pk


def _timed(name: str, address: str) -> Figure:
    from django.test import Client

    from ertad.people.models import Institution, Membership, User

    client, taken = Client(SERVER_NAME="localhost"), []
    user, new = User.objects.get_or_create(email="reader@example.org", name="Reader")
    if new:
        place = Institution.objects.order_by("code")[0]
        Membership.objects.create(user=user, institution=place, role="reader", since=AT.date())
    client.force_login(user)
    for _time in range(TIMES):
        begun = time.perf_counter()
        response = client.get(address)
        taken.append(time.perf_counter() - begun)
        assert response.status_code == 200, f"{address}: {response.status_code}"
    return Figure(name, statistics.median(taken), "s", at_most=1)


if __name__ == "__main__":
    raise SystemExit(print_figures(figures(), "Profiles and challenges"))
