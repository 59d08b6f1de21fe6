"""The calendar of 10,000 entries: a page on the server, as days, as a month, narrowed; a feed.

    python -m benchmarks.calendar_pages

A year with 10,000 entries, so some 830 in the month that is shown. The middle of 15 times each.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory

ENTRIES, SERVICES = 10_000, 200
TIMES = 15


def figures() -> list[Figure]:
    with directory(SERVICES):
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        _fill()
        return list(_measured())


def _fill() -> None:
    """Half before today, half ahead; two themes or groups each, one in twelve for all places."""
    from ertad.cooperation.models import CalendarEntry
    from ertad.kernel.clock import local_day, now
    from ertad.people.models import Institution
    from ertad.places.models import Municipality
    from ertad.vocabulary.models import Term

    draw, at = random.Random(SEED), now()
    institutions = list(Institution.objects.values_list("pk", flat=True))
    towns = list(Municipality.objects.filter(institutions__isnull=False).distinct())
    terms = list(Term.objects.filter(vocabulary__in=("service_type", "target_group"), parent=None))
    entries = []
    for number in range(ENTRIES):
        first = local_day(at) + timedelta(days=draw.randrange(-182, 183))
        entries.append(CalendarEntry(
            id=UUID(int=number + 1), institution_id=draw.choice(institutions),
            kind=draw.choice(CalendarEntry.Kind.values), title_ka=f"შეხვედრა {number}",
            text_ka="რა მოხდება, ვისთვის და რა უნდა წამოიღოს. " * 5, starts_on=first,
            ends_on=first + timedelta(days=draw.choice((0, 0, 0, 1, 4))),
            municipality=None if number % 12 == 0 else draw.choice(towns),
            open_to="public", created_at=at, changed_at=at,
        ))  # fmt: skip
    CalendarEntry.objects.bulk_create(entries, batch_size=1000)
    link = CalendarEntry.terms.through
    link.objects.bulk_create(
        (link(calendarentry_id=entry.pk, term_id=term.pk)
         for entry in entries for term in draw.sample(terms, 2)), batch_size=2000,
    )  # fmt: skip


def _measured() -> Iterator[Figure]:
    from django.test import Client

    from ertad.cooperation.calendar.kept import forget_feeds
    from ertad.people.models import Membership

    client: Any = Client(headers={"host": "localhost"})
    client.force_login(_member())
    assert Membership.objects.filter(ended_on=None).exists()
    for name, query in (
        ("what is coming", ""),
        ("a month", "?view=month"),
        ("a month, narrowed by theme and group", "?view=month&theme=FAM&group=T10"),
    ):
        address = f"/ka/plan/{query}"
        yield Figure(f"Calendar of {ENTRIES:,} entries, {name}",
                     _middle(lambda a=address: client.get(a)), "ms", at_most=100)  # fmt: skip
    feed = "/ka/plan/calendar.ics"

    def anew() -> Any:
        forget_feeds()
        return client.get(feed)

    yield Figure("Its feed (500 entries), made anew", _middle(anew), "ms",
                 note="at most once in five minutes")  # fmt: skip
    etag = client.get(feed)["ETag"]

    def again() -> Any:
        return client.get(feed, headers={"If-None-Match": etag})

    yield Figure("Its feed, asked again by a program that has it", _middle(again), "ms")


def _member() -> Any:
    """Somebody of an institution of the network."""
    from datetime import date

    from ertad.people.models import Institution, Membership, User

    user = User.objects.create_user("calendar@example.org", name="Somebody")
    place = Institution.objects.order_by("code")[0]
    Membership.objects.create(
        user=user, institution=place, role="focal_point", since=date(2026, 1, 1)
    )
    return user


def _middle(ask: Callable[[], Any]) -> float:
    """Milliseconds."""
    ask()
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        response = ask()
        taken.append((time.perf_counter() - begun) * 1000)
        assert response.status_code in (200, 304), response.status_code
    return statistics.median(taken)


if __name__ == "__main__":
    raise SystemExit(print_figures(figures(), "The calendar"))
